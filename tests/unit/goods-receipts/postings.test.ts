import { describe, expect, it } from 'vitest'
import { arriving, batchesOf, broughtIn, openShare } from '#lib/domain/goods-receipts/postings.ts'
import {
  countDifferences,
  linesOver,
  type OrderFacts,
  type OrderLine,
} from '#lib/domain/goods-receipts/rules.ts'
import { parseBusinessDate } from '#lib/kernel/business-date.ts'
import { counted, goodsLine, readyReceipt } from '#tests/support/goods-paper.ts'

const orderLine = (changes: Partial<OrderLine> = {}): OrderLine => ({
  lineNo: 1,
  productId: 'product',
  qtyE3: 7_000n,
  receivedE3: 0n,
  unitPriceE4: 33_300n,
  taxRateBp: 1300,
  netFen: 2063n,
  taxFen: 268n,
  ...changes,
})
const order = (...lines: OrderLine[]): OrderFacts => ({
  ...{ paperId: 'order', number: 'CD1', status: 'APPROVED', version: 1, supplierId: 'supplier' },
  ...{ priceMode: 'TAX_INCLUSIVE', isVoidWaiting: false, lines },
})
const onOrder = (...found: ReturnType<typeof counted>[]) =>
  readyReceipt({
    sourcePaperId: 'order',
    lines: [goodsLine({ qtyE3: 7_000n, sourcePaperId: 'order', sourceLineNo: 1 })],
    counts: found,
  })

describe('what a receipt brings in', () => {
  it('R85 the shares of an order make its whole net to the fen, however it arrives', () => {
    for (const parts of [
      [7_000n],
      [1_000n, 6_000n],
      [2_000n, 3_000n, 2_000n],
      [1_000n, 1_000n, 1_000n, 1_000n, 3_000n],
    ]) {
      let receivedE3 = 0n
      let sum = 0n
      for (const part of parts) {
        const paper = onOrder(counted({ goodE3: `${part}` }))
        sum += broughtIn(paper, order(orderLine({ receivedE3 })))[0]?.goodFen ?? 0n
        receivedE3 += part
      }
      expect(sum).toBe(2063n)
    }
  })

  it('R19 good and damaged share one price; rejected goods bring nothing', () => {
    const paper = onOrder(counted({ goodE3: '4000', damagedE3: '2000', rejectedE3: '1000', reason: '破损' }))
    const [brought] = broughtIn(paper, order(orderLine()))
    expect((brought?.goodFen ?? 0n) + (brought?.damagedFen ?? 0n)).toBe(1768n)
    expect(
      broughtIn(onOrder(counted({ goodE3: '0', rejectedE3: '7000', reason: '错货' })), order(orderLine())),
    ).toEqual([])
  })

  it('R19 goods that nobody ordered come in at nothing, more than ordered at the order’s price', () => {
    const paper = onOrder(
      counted({ goodE3: '14000' }),
      counted({ lineNo: 2, productId: 'other', goodE3: '1000' }),
    )
    expect(
      broughtIn(paper, order(orderLine())).map(({ goodFen, orderLineNo }) => [goodFen, orderLineNo]),
    ).toEqual([
      [4126n, 1],
      [0n, null],
    ])
  })

  it('R15 without an order the paper’s own price stands', () => {
    const paper = readyReceipt({ counts: [counted({ goodE3: '5000' })] })
    expect(broughtIn(paper, null)[0]?.goodFen).toBe(2500n)
  })

  it('R85 what is open is frozen with its share of net and tax', () => {
    expect(openShare(orderLine({ receivedE3: 3_000n }))).toEqual({
      qtyE3: 4_000n,
      netFen: 1179n,
      taxFen: 153n,
    })
    expect(openShare(orderLine({ receivedE3: 9_000n })).qtyE3).toBe(0n)
  })

  it('R19 good goods go to the store, damaged ones to its corner', () => {
    const date = parseBusinessDate('2026-11-23')
    if (!date.ok) throw new Error('no date')
    const paper = onOrder(counted({ goodE3: '4000', damagedE3: '2000', reason: '破损' }))
    const moves = arriving(paper, broughtIn(paper, order(orderLine())), 'corner', date.value)
    expect(moves.map(({ warehouseId, qtyE3 }) => [warehouseId, qtyE3])).toEqual([
      ['east', 4_000n],
      ['corner', 2_000n],
    ])
  })

  it('keeps a batch with the day it expires', () => {
    const paper = onOrder(counted({ goodE3: '4000', producedOn: '2026-02-01' }))
    const brought = broughtIn(paper, order(orderLine()))
    expect(batchesOf(brought, new Map([['product', 30]]))[0]?.expiresOn).toBe('2026-03-03')
    expect(batchesOf(brought, new Map())[0]?.expiresOn).toBeNull()
  })
})

describe('what differs', () => {
  it('R19 more than is open now, also when another receipt came first', () => {
    const paper = onOrder(counted({ goodE3: '7000' }))
    expect(linesOver(paper, order(orderLine()))).toEqual([])
    expect(linesOver(paper, order(orderLine({ receivedE3: 1_000n })))).toHaveLength(1)
    expect(linesOver(paper, null)).toEqual([])
    const stranger = onOrder(
      counted({ goodE3: '7000' }),
      counted({ lineNo: 2, productId: 'other', goodE3: '1000' }),
    )
    expect(linesOver(stranger, order(orderLine())).map(({ lineNo }) => lineNo)).toEqual([2])
  })

  it('R19 counts every line that is short, over, damaged, rejected or not ordered', () => {
    expect(countDifferences(onOrder(counted({ goodE3: '7000' })))).toBe(0)
    expect(countDifferences(onOrder(counted({ goodE3: '6000' })))).toBe(1)
    expect(
      countDifferences(onOrder(counted({ goodE3: '7000', rejectedE3: '1000' }), counted({ lineNo: 2 }))),
    ).toBe(2)
  })
})
