import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { postedAmounts, type PostedLine, saleEntries } from '#lib/domain/delivery-notes/postings.ts'

const fen = fc.bigInt({ min: 0n, max: 10_000_000_000n })
const line: fc.Arbitrary<PostedLine> = fc
  .record({
    qtyE3: fc.bigInt({ min: 1000n, max: 10_000_000n }),
    takenPercent: fc.bigInt({ min: 0n, max: 100n }),
    netFen: fen,
    taxFen: fen,
    costFen: fen,
    isGift: fc.boolean(),
  })
  .map(({ takenPercent, ...each }) => {
    const free = each.isGift ? { netFen: 0n, taxFen: 0n } : {}
    return { ...each, ...free, acceptedE3: (each.qtyE3 * takenPercent) / 100n }
  })

describe('what a note brings into the books', () => {
  it('R64 is the note itself when everything was taken', () => {
    const lines = [
      { qtyE3: 48_000n, acceptedE3: 48_000n, netFen: 7646n, taxFen: 994n, costFen: 4560n, isGift: false },
      { qtyE3: 1000n, acceptedE3: 1000n, netFen: 0n, taxFen: 0n, costFen: 95n, isGift: true },
    ]
    expect(postedAmounts(lines, 40n)).toEqual({
      netFen: 7646n,
      taxFen: 994n,
      costFen: 4560n,
      giftCostFen: 95n,
      roundingOffFen: 40n,
      grossFen: 8600n,
    })
  })

  it('R97 asks half the price for half the goods, tax and all', () => {
    const line = {
      qtyE3: 12_000n,
      acceptedE3: 6000n,
      netFen: 496_991n,
      taxFen: 64_609n,
      costFen: 0n,
      isGift: false,
    }
    expect(postedAmounts([line], 0n)).toMatchObject({ grossFen: 280_800n, netFen: 248_496n, taxFen: 32_304n })
  })

  it('R64 sells nothing when nothing was taken, and takes nothing off', () => {
    const lines = [{ qtyE3: 1000n, acceptedE3: 0n, netFen: 100n, taxFen: 13n, costFen: 0n, isGift: false }]
    expect(postedAmounts(lines, 50n)).toMatchObject({ grossFen: 0n, roundingOffFen: 0n })
  })

  it('R64 owes exactly what the entries put on the customer, never more than the note, never less than nothing', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), fen, (lines, roundingOffFen) => {
        const amounts = postedAmounts(lines, roundingOffFen)
        const entries = saleEntries(amounts)
        const sideOf = (use: string, side: 'debit' | 'credit'): bigint =>
          entries.filter((entry) => entry[side] === use).reduce((sum, entry) => sum + entry.amountFen, 0n)
        expect(sideOf('RECEIVABLE', 'debit') - sideOf('RECEIVABLE', 'credit')).toBe(amounts.grossFen)
        expect(sideOf('INVENTORY', 'credit')).toBe(lines.reduce((sum, each) => sum + each.costFen, 0n))
        expect(amounts.grossFen >= 0n).toBe(true)
        expect(amounts.netFen <= lines.reduce((sum, each) => sum + each.netFen, 0n)).toBe(true)
        expect(
          amounts.taxFen >= 0n && amounts.taxFen <= lines.reduce((sum, each) => sum + each.taxFen, 0n),
        ).toBe(true)
        expect(entries.every((entry) => entry.amountFen >= 0n && entry.debit !== entry.credit)).toBe(true)
      }),
    )
  })
})
