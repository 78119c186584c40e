import { doubledRows, type FileRow, ProblemList } from '#lib/domain/master-files/rules.ts'
import type { RowProblem } from '#lib/domain/master-files/schema.ts'
import { readYuan } from '#lib/kernel/fields.ts'
import { parseQuantity, type ProductUnit } from '#lib/kernel/quantity.ts'

/** What the rows of an opening stock file are checked against. */
export type StockFileFacts = {
  /** By code and by name. */
  warehouses: ReadonlyMap<string, { id: string; isActive: boolean }>
  products: ReadonlyMap<string, { id: string; isActive: boolean; units: readonly ProductUnit[] }>
}

export type StockFromFile = { warehouseId: string; productId: string; qtyE3: bigint; valueFen: bigint }

/** The opening stock of a file, or every cell that is wrong (A16). Pure; all rows or none. */
export function readStockRows(
  rows: readonly FileRow[],
  facts: StockFileFacts,
): { stock: StockFromFile[]; problems: RowProblem[] } {
  const list = new ProblemList()
  const read = rows.map((row, index) => readRow(row, index, facts, list))
  const keys = read.map((one) => one && `${one.warehouseId} ${one.productId}`)
  for (const index of doubledRows(keys)) list.add(index, 'productCode', 'duplicate', rows[index] ?? {})
  return { stock: read.filter((one) => one !== null), problems: list.inOrder }
}

function readRow(
  row: FileRow,
  index: number,
  facts: StockFileFacts,
  list: ProblemList,
): StockFromFile | null {
  const cell = (column: string): string => (row[column] ?? '').trim()
  const add = (column: string, code: string): void => list.add(index, column, code, row)
  const warehouse = facts.warehouses.get(cell('warehouse'))
  const product = facts.products.get(cell('productCode'))
  const value = readYuan(cell('value'))
  if (warehouse?.isActive !== true) add('warehouse', warehouse ? 'inactive' : 'unknown')
  if (product?.isActive !== true) add('productCode', product ? 'inactive' : 'unknown')
  if (!value.ok) add('value', value.code)
  const quantity = product && parseQuantity(cell('quantity'), product.units)
  if (quantity?.ok === false) add('quantity', quantity.code)
  if (!warehouse?.isActive || !product?.isActive || !value.ok || quantity?.ok !== true) return null
  return {
    warehouseId: warehouse.id,
    productId: product.id,
    qtyE3: quantity.qtyE3,
    valueFen: value.value,
  }
}
