import fc from 'fast-check'
import { expect, it } from 'vitest'
import { asFen, asUnitPriceE4, lineAmount } from '#lib/kernel/money.ts'
import { toGtin14 } from '#lib/kernel/barcode.ts'
import { asQtyE3 } from '#lib/kernel/quantity.ts'
import type { IowaItem } from '#lib/ops/import/iowa-file.ts'
import { barcodesOf, customerOf, inHouseBarcode, pricedLine, productOf } from '#lib/ops/import/iowa-goods.ts'
import { iowaTerms } from '#lib/ops/import/terms.ts'

const ITEM: IowaItem = {
  number: '88296',
  name: 'PATRON SILVER',
  volumeMl: '750',
  pack: 12,
  upc: '721733000029',
  scc: '10087236001169',
  costFen: asFen(2800n),
  retailE4: asUnitPriceE4(420_000n),
  vendor: { number: '035', name: 'BACARDI USA INC' },
}

const storeOf = (number: string) => ({
  number,
  name: 'RIVERMART',
  address: '1 Main Street, ADEL, IA',
  place: '',
})

it('finds a price and a discount that make the line exactly, whatever was sold for whatever', () => {
  const sale = fc.record({
    bottles: fc.integer({ min: 1, max: 20_000 }),
    saleFen: fc.bigInt(0n, 99_999_999n),
  })
  fc.assert(
    fc.property(sale, ({ bottles, saleFen }) => {
      const { unitPriceE4, discountFen } = pricedLine(bottles, asFen(saleFen))
      const fullFen = lineAmount(unitPriceE4, asQtyE3(BigInt(bottles) * 1000n))
      expect(fullFen - discountFen).toBe(saleFen)
      expect(discountFen >= 0n && discountFen <= fullFen).toBe(true)
    }),
  )
})

it('needs no discount where the rounded line is right: 247.40 for six bottles', () => {
  expect(pricedLine(6, asFen(24_740n))).toEqual({ unitPriceE4: 412_333n, discountFen: 0n })
  expect(pricedLine(20_000, asFen(100n))).toEqual({ unitPriceE4: 1n, discountFen: 100n })
})

it('puts back the zeros that a barcode lost and leaves out one whose check digit is wrong (R54)', () => {
  expect(barcodesOf({ ...ITEM, upc: '82000782919', scc: '81128022266' })).toEqual({
    bottle: '00082000782919',
    case: '00081128022266',
  })
  expect(barcodesOf({ ...ITEM, upc: '721733000028', scc: '0' })).toEqual({ bottle: '', case: '' })
  expect(barcodesOf({ ...ITEM, scc: ITEM.upc }).case).toBe('')
  expect(barcodesOf({ ...ITEM, pack: 1 }).case).toBe('')
})

it('makes bottles and cases of an item, and codes due where it is dear', () => {
  const dear = productOf(ITEM, barcodesOf(ITEM))
  expect(dear).toMatchObject({
    code: 'IA-88296',
    specification: '750ml×12',
    hasCaseCodes: true,
    hasBottleCodes: true,
  })
  expect(dear.units).toEqual([{ unit: '箱', factor: '12', gtin: '10087236001169' }])
  const single = productOf({ ...ITEM, pack: 1, retailE4: asUnitPriceE4(299_999n) }, { bottle: '', case: '' })
  expect(single).toMatchObject({
    specification: '750ml',
    units: [],
    hasCaseCodes: false,
    hasBottleCodes: false,
  })
})

it('names the store by its number too where another one has its name', () => {
  expect(customerOf(storeOf('4983'), false, asFen(0n)).name).toBe('RIVERMART')
  expect(customerOf(storeOf('4983'), true, asFen(0n)).name).toBe('RIVERMART (4983)')
})

it('draws channel, settlement and habits from the number of a store, the same at every run (R43, R44, R49)', () => {
  const terms = (number: string) => {
    const { channel, settlementMethod, tender, lateDays } = iowaTerms(number)
    return [channel, settlementMethod, tender, lateDays]
  }
  expect(terms('6261')).toEqual(['DIRECT', 'HELD_NOTE', 'CASH', 7])
  expect(terms('4336')).toEqual(['SUB_DISTRIBUTOR', 'CASH', 'CASH', 7])
  expect(terms('4334')).toEqual(['DIRECT', 'CASH', 'CASH', null])
  expect(terms('4057')).toEqual(['PREFECTURE', 'REMITTANCE', 'CASH', 0])
  expect(terms('2249')).toEqual(['SUPERMARKET', 'MONTHLY', 'CASH', 0])
  expect(terms('2291')).toEqual(['DIRECT', 'ROLLING', 'WECHAT', 0])
  const rolling = customerOf(storeOf('2291'), false, asFen(4_100_001n))
  expect([rolling.rollingCeiling, rolling.addresses[0]?.freightAgent]).toEqual(['50000', ''])
  expect(customerOf(storeOf('4057'), false, asFen(0n)).addresses[0]?.freightAgent).not.toBe('')
})

it('gives a bottle without a barcode one of the house, with a right check digit (R54)', () => {
  expect(inHouseBarcode({ number: '88296' })).toBe('02000000882963')
  expect(toGtin14('2000000882963').ok).toBe(true)
})
