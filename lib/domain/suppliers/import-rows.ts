import { doubledRows, type FileRow, ProblemList, wordOf } from '#lib/domain/master-files/rules.ts'
import type { RowProblem } from '#lib/domain/master-files/schema.ts'
import {
  type NewSupplierForm,
  type NewSupplierInput,
  newSupplierInput,
} from '#lib/domain/suppliers/schema.ts'
import { searchKey } from '#lib/kernel/text.ts'

/** What the rows of a supplier file are checked against: suppliers of the account set that are there already. */
export type SupplierFileFacts = {
  accountSetId: number
  takenCodes: ReadonlySet<string>
  takenNames: ReadonlySet<string>
}

/** The suppliers of a file, or every cell that is wrong (A15). Pure; all rows or none. */
export function readSupplierRows(
  rows: readonly FileRow[],
  facts: SupplierFileFacts,
): { suppliers: NewSupplierInput[]; problems: RowProblem[] } {
  const list = new ProblemList()
  const read = rows.map((row, index) => readRow(row, index, facts.accountSetId, list))
  const nameOf = (one: NewSupplierInput | null): string | null => one && searchKey(one.name)
  for (const index of doubledRows(read.map((one) => one && one.code)))
    list.add(index, 'code', 'duplicate', rows[index] ?? {})
  for (const index of doubledRows(read.map(nameOf))) list.add(index, 'name', 'duplicate', rows[index] ?? {})
  read.forEach((one, index) => {
    const row = rows[index] ?? {}
    if (one && facts.takenCodes.has(one.code)) list.add(index, 'code', 'codeTaken', row)
    if (one && facts.takenNames.has(nameOf(one) ?? '')) list.add(index, 'name', 'supplierNameTaken', row)
  })
  return { suppliers: read.filter((one) => one !== null), problems: list.inOrder }
}

function readRow(
  row: FileRow,
  index: number,
  accountSetId: number,
  list: ProblemList,
): NewSupplierInput | null {
  const parsed = newSupplierInput.safeParse({ accountSetId, ...formOf(row) })
  if (parsed.success) return parsed.data
  for (const { path, message } of parsed.error.issues)
    list.add(index, String(path.at(-1) ?? ''), /^[a-z][A-Za-z]+$/.test(message) ? message : 'unknown', row)
  return null
}

/** The words of a row as the form would send them; the form's own schema reads them then. */
function formOf(row: FileRow): Record<Exclude<keyof NewSupplierForm, 'accountSetId'>, unknown> {
  const cell = (column: string): string => row[column] ?? ''
  return {
    code: cell('code'),
    name: cell('name'),
    contactName: cell('contactName'),
    phone: cell('phone'),
    address: cell('address'),
    taxNumber: cell('taxNumber'),
    creditDays: cell('creditDays') === '' ? '0' : cell('creditDays'),
    priceMode: cell('priceMode') === '' ? 'TAX_INCLUSIVE' : wordOf('priceMode', cell('priceMode')),
  }
}
