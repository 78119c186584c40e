import { expect, it } from 'vitest'
import { asFen, asUnitPriceE4 } from '#lib/kernel/money.ts'
import { ordersOf } from '#lib/ops/import/buying.ts'
import type { MissingGoods } from '#lib/ops/import/opening.ts'
import { Shelf } from '#lib/ops/import/shelf.ts'
import { supplierList } from '#lib/ops/import/single-codes.ts'

const MAKER = { number: '421', name: 'EXAMPLE DISTILLERS' }

function missing(number: string): MissingGoods {
  const item = {
    ...{ number, name: number, volumeMl: '750', pack: 6, upc: '', scc: '', vendor: MAKER },
    ...{ costFen: asFen(4000n), retailE4: asUnitPriceE4(600_000n) },
  }
  const bottleGtin = '00721733000029'
  return { item, goods: { id: number, units: [], bottleGtin, caseGtin: '' }, bottles: 12 }
}

it('writes one order a vendor, and another where the lines do not fit', () => {
  const many = Array.from({ length: 201 }, (_, index) => missing(`${index}`))
  expect(ordersOf(many).map(({ goods }) => goods.length)).toEqual([200, 1])
})

it('lists the same codes at every run, and no two alike', () => {
  const wanted = { cases: 20, loose: 5, pack: 12 }
  const list = supplierList('RK202210-0001/1', wanted)
  expect(supplierList('RK202210-0001/1', wanted)).toEqual(list)
  const codes = [...list.cases.flatMap(({ code, bottles }) => [code, ...bottles]), ...list.loose]
  expect(new Set(codes).size).toBe(20 + 20 * 12 + 5)
})

it('takes loose bottles first, then opens a case, and never sells an opened one as full', () => {
  const plain = { productId: 'p', isCase: true, isOpened: false }
  const shelf = new Shelf([
    { ...plain, code: 'C1', bottles: ['B1', 'B2'] },
    { ...plain, code: 'C2', bottles: ['B3', 'B4'] },
    { ...plain, code: 'C3', bottles: ['B6'], isOpened: true },
    { ...plain, code: 'B5', isCase: false, bottles: [] },
  ])
  const bottles = [1, 2, 3].map(() => shelf.take('p', 'BOTTLE'))
  expect(bottles).toEqual(['B6', 'B5', 'B1'])
  expect([shelf.take('p', 'CASE'), shelf.take('p', 'CASE')]).toEqual(['C2', null])
  expect([shelf.take('p', 'BOTTLE'), shelf.take('p', 'BOTTLE'), shelf.take('q', 'BOTTLE')]).toEqual([
    'B2',
    null,
    null,
  ])
})
