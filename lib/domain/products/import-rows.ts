import { doubledRows, type FileRow, ProblemList, wordOf } from '#lib/domain/master-files/rules.ts'
import type { RowProblem } from '#lib/domain/master-files/schema.ts'
import { gtinsOf } from '#lib/domain/products/rules.ts'
import { type NewProductForm, type NewProductInput, newProductInput } from '#lib/domain/products/schema.ts'

/** What the rows of a product file are checked against. */
export type ProductFileFacts = { takenCodes: ReadonlySet<string>; takenGtins: ReadonlySet<string> }

const COLUMN_OF: Readonly<Record<string, string>> = {
  'units.0.unit': 'caseUnit',
  'units.0.factor': 'caseSize',
  'units.0.gtin': 'caseGtin',
  hasCaseCodes: 'codeKinds',
}

/** The products of a file, or every cell that is wrong (R54). Pure; all rows or none. */
export function readProductRows(
  rows: readonly FileRow[],
  facts: ProductFileFacts,
): { products: NewProductInput[]; problems: RowProblem[] } {
  const list = new ProblemList()
  const read = rows.map((row, index) => readRow(row, index, facts, list))
  for (const index of doubledRows(read.map((one) => one?.code ?? null)))
    list.add(index, 'code', 'duplicate', rows[index] ?? {})
  const barcodes = read.flatMap((one, index) =>
    one ? gtinsOf(one).map((gtin) => ({ gtin, index, one })) : [],
  )
  for (const at of doubledRows(barcodes.map(({ gtin }) => gtin))) {
    const found = barcodes[at]
    if (!found) continue
    const column = found.one.baseGtin === found.gtin ? 'baseGtin' : 'caseGtin'
    list.add(found.index, column, 'duplicate', rows[found.index] ?? {})
  }
  return { products: read.filter((one) => one !== null), problems: list.inOrder }
}

function readRow(
  row: FileRow,
  index: number,
  facts: ProductFileFacts,
  list: ProblemList,
): NewProductInput | null {
  const parsed = newProductInput.safeParse(formOf(row))
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      const name = path.join('.')
      const column = COLUMN_OF[name] ?? String(path[0] ?? '')
      list.add(index, column, /^[a-z][A-Za-z]+$/.test(message) ? message : 'unknown', row)
    }
    return null
  }
  const product = parsed.data
  if (facts.takenCodes.has(product.code)) list.add(index, 'code', 'codeTaken', row)
  if (product.baseGtin !== null && facts.takenGtins.has(product.baseGtin))
    list.add(index, 'baseGtin', 'gtinTaken', row)
  if (product.units.some(({ gtin }) => gtin !== null && facts.takenGtins.has(gtin)))
    list.add(index, 'caseGtin', 'gtinTaken', row)
  return product
}

/** The words of a row as the form would send them; a code falls due per case or bottle where its kind is named. */
function formOf(row: FileRow): Record<keyof NewProductForm, unknown> {
  const cell = (column: string): string => row[column] ?? ''
  const codeKinds = cell('codeKinds')
    .split(/[、,，;；/|\s]+/u)
    .filter(Boolean)
    .map((word) => wordOf('codeKinds', word))
  const hasCase = cell('caseUnit') !== '' || cell('caseSize') !== ''
  const unit = { unit: cell('caseUnit') || '箱', factor: cell('caseSize'), gtin: cell('caseGtin') }
  return {
    code: cell('code'),
    name: cell('name'),
    specification: cell('specification'),
    baseUnit: cell('baseUnit'),
    baseGtin: cell('baseGtin'),
    units: hasCase ? [unit] : [],
    taxClass: cell('taxClass') === '' ? 'GENERAL' : wordOf('taxClass', cell('taxClass')),
    codeKinds,
    hasCaseCodes: hasCase && (codeKinds.includes('CASE') || codeKinds.includes('SECONDARY')),
    hasBottleCodes: codeKinds.includes('BOTTLE'),
    codeCoverage: '100',
    shelfLifeDays: cell('shelfLifeDays'),
    reorderPoint: cell('reorderPoint'),
  }
}
