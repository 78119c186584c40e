import { doubledRows, type FileRow, ProblemList } from '#lib/domain/master-files/rules.ts'
import type { RowProblem } from '#lib/domain/master-files/schema.ts'
import { type BusinessDate, parseBusinessDate } from '#lib/kernel/business-date.ts'
import type { Parsed } from '#lib/kernel/decimal.ts'
import { optional } from '#lib/kernel/fields.ts'
import { parseUnitPrice } from '#lib/kernel/money.ts'

/** What the rows of a price file are checked against. */
export type PriceFileFacts = {
  accountSetId: number
  today: BusinessDate
  products: ReadonlyMap<string, { id: string; isActive: boolean }>
  customers: ReadonlyMap<string, { id: string; isActive: boolean }>
}

export type PriceFromFile = {
  accountSetId: number
  productId: string
  /** Null: the list price. */
  customerId: string | null
  validFrom: BusinessDate
  unitPriceE4: bigint
  floorPriceE4: bigint | null
}

/** The prices of a file, or every cell that is wrong (R89, R116). Pure; all rows or none. */
export function readPriceRows(
  rows: readonly FileRow[],
  facts: PriceFileFacts,
): { prices: PriceFromFile[]; problems: RowProblem[] } {
  const list = new ProblemList()
  const read = rows.map((row, index) => readRow(row, index, facts, list))
  const keys = read.map((one) => one && `${one.productId} ${one.customerId} ${one.validFrom}`)
  for (const index of doubledRows(keys)) list.add(index, 'productCode', 'duplicate', rows[index] ?? {})
  return { prices: read.filter((one) => one !== null), problems: list.inOrder }
}

function readRow(
  row: FileRow,
  index: number,
  facts: PriceFileFacts,
  list: ProblemList,
): PriceFromFile | null {
  const cell = (column: string): string => row[column] ?? ''
  const read = <Value>(column: string, parsed: Parsed<Value, string>): Value | undefined => {
    if (parsed.ok) return parsed.value
    list.add(index, column, parsed.code, row)
    return undefined
  }
  const product = read('productCode', known(facts.products, cell('productCode')))
  const customer =
    cell('customerCode') === '' ? null : read('customerCode', known(facts.customers, cell('customerCode')))
  const validFrom =
    cell('validFrom') === '' ? facts.today : read('validFrom', parseBusinessDate(cell('validFrom')))
  const unitPriceE4 = read('unitPrice', parseUnitPrice(cell('unitPrice')))
  const floorPriceE4 = read('floorPrice', optional(parseUnitPrice)(cell('floorPrice')))
  if (product === undefined || customer === undefined || validFrom === undefined) return null
  if (unitPriceE4 === undefined || floorPriceE4 === undefined) return null
  if (validFrom < facts.today) list.add(index, 'validFrom', 'pastDate', row)
  if (floorPriceE4 !== null && floorPriceE4 > unitPriceE4)
    list.add(index, 'floorPrice', 'floorAboveList', row)
  if (floorPriceE4 !== null && customer !== null) list.add(index, 'floorPrice', 'floorOfCustomer', row)
  const { accountSetId } = facts
  return {
    accountSetId,
    productId: product.id,
    customerId: customer?.id ?? null,
    validFrom,
    unitPriceE4,
    floorPriceE4,
  }
}

/** What stands behind a code: there, and in use. */
function known(
  map: ReadonlyMap<string, { id: string; isActive: boolean }>,
  code: string,
): Parsed<{ id: string }, string> {
  if (code.trim() === '') return { ok: false, code: 'empty' }
  const found = map.get(code.trim())
  if (found === undefined) return { ok: false, code: 'unknown' }
  return found.isActive ? { ok: true, value: found } : { ok: false, code: 'inactive' }
}
