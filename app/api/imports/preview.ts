import type { RequestPerson } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readCustomerRows } from '#lib/domain/customers/import-rows.ts'
import { readCustomerFileFacts } from '#lib/domain/customers/queries-import.ts'
import { type FileRow, fileRows } from '#lib/domain/master-files/rules.ts'
import type { FileInput, FileKind, RowProblem } from '#lib/domain/master-files/schema.ts'
import { readPriceRows } from '#lib/domain/prices/import-rows.ts'
import { readPriceFileFacts } from '#lib/domain/prices/queries-import.ts'
import { readProductRows } from '#lib/domain/products/import-rows.ts'
import { readProductFileFacts } from '#lib/domain/products/queries-import.ts'
import { readStockRows } from '#lib/domain/stock/import-rows.ts'
import { readStockFileFacts } from '#lib/domain/stock/queries-import.ts'
import { readSupplierRows } from '#lib/domain/suppliers/import-rows.ts'
import { readSupplierFileFacts } from '#lib/domain/suppliers/queries-import.ts'
import { today } from '#lib/kernel/clock.ts'

type Cells = Pick<FileInput, 'columns' | 'rows' | 'accountSetId'>

/** Everything wrong with a file's rows, as the command would say it; null outside the person's account sets. */
export async function previewProblems(
  kind: FileKind,
  actor: RequestPerson,
  file: Cells,
): Promise<RowProblem[] | null> {
  const rows = fileRows(kind, file)
  if (kind === 'customers') return customerProblems(actor, rows)
  if (kind === 'products') return productProblems(rows)
  if (!actor.accountSetIds.includes(file.accountSetId)) return null
  if (kind === 'suppliers') return supplierProblems(file.accountSetId, rows)
  return kind === 'prices' ? priceProblems(actor, file.accountSetId, rows) : stockProblems(rows)
}

async function customerProblems(actor: RequestPerson, rows: FileRow[]): Promise<RowProblem[]> {
  return readCustomerRows(rows, await readCustomerFileFacts(theDesk().db, actor, rows)).problems
}

async function supplierProblems(accountSetId: number, rows: FileRow[]): Promise<RowProblem[]> {
  return readSupplierRows(rows, await readSupplierFileFacts(theDesk().db, accountSetId, rows)).problems
}

async function productProblems(rows: FileRow[]): Promise<RowProblem[]> {
  return readProductRows(rows, await readProductFileFacts(theDesk().db, rows)).problems
}

async function stockProblems(rows: FileRow[]): Promise<RowProblem[]> {
  return readStockRows(rows, await readStockFileFacts(theDesk().db, rows)).problems
}

async function priceProblems(
  actor: RequestPerson,
  accountSetId: number,
  rows: FileRow[],
): Promise<RowProblem[] | null> {
  const { db, clock } = theDesk()
  const scope = { accountSetIds: actor.accountSetIds, accountSetId, today: today(clock) }
  const facts = await readPriceFileFacts(db, scope, rows)
  return facts && readPriceRows(rows, facts).problems
}
