import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foresee } from '#components/receipts/foresee.ts'
import { formatFenPlain, parseYuan } from '#lib/kernel/money.ts'

const CUSTOMER = {
  prepaid: '10.00',
  paysBefore: false,
  items: [
    { paperId: 'old', open: '86.40' },
    { paperId: 'new', open: '20.00' },
  ],
}

function fenOf(text: string): bigint {
  const read = parseYuan(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

describe('foreseeing what an amount will pay', () => {
  it('R91 pays the oldest first with what waited before, and leaves the rest', () => {
    expect(foresee('80', CUSTOMER)).toEqual({
      paid: [
        { paperId: 'old', amount: '86.40' },
        { paperId: 'new', amount: '3.60' },
      ],
      rest: '0.00',
    })
    expect(foresee('￥200', CUSTOMER)?.rest).toBe('103.60')
  })

  it('R48 has all money of a customer who pays before wait for the note', () => {
    expect(foresee('80', { ...CUSTOMER, paysBefore: true })).toEqual({ paid: [], rest: '90.00' })
  })

  it.each(['', '0', '-5', 'abc', '1e3', '1.005'])('foresees nothing of %j', (typed) => {
    expect(foresee(typed, CUSTOMER)).toBeNull()
  })

  it('never pays more than there is, nor more than is open', () => {
    const open = fc.array(fc.bigInt({ min: 1n, max: 10_000_000n }), { maxLength: 20 })
    const fen = fc.bigInt({ min: 1n, max: 100_000_000n })
    fc.assert(
      fc.property(open, fen, fen, (openFens, amountFen, prepaidFen) => {
        const items = openFens.map((each, index) => ({ paperId: String(index), open: formatFenPlain(each) }))
        const customer = { prepaid: formatFenPlain(prepaidFen), paysBefore: false, items }
        const foreseen = foresee(formatFenPlain(amountFen), customer)
        const paidFen = (foreseen?.paid ?? []).reduce((sum, each) => sum + fenOf(each.amount), 0n)
        expect(paidFen + fenOf(foreseen?.rest ?? '')).toBe(amountFen + prepaidFen)
        expect(foreseen?.paid.every((each, index) => fenOf(each.amount) <= (openFens[index] ?? 0n))).toBe(
          true,
        )
      }),
    )
  })
})
