import {
  type NewCustomerForm,
  type NewCustomerInput,
  newCustomerInput,
} from '#lib/domain/customers/schema.ts'
import { doubledRows, type FileRow, ProblemList, wordOf } from '#lib/domain/master-files/rules.ts'
import type { RowProblem } from '#lib/domain/master-files/schema.ts'
import { readCount, readYuan } from '#lib/kernel/fields.ts'
import { searchKey } from '#lib/kernel/text.ts'

/** What the rows of a customer file are checked against. */
export type CustomerFileFacts = {
  /** Channels of the actor's account sets. */
  channels: ReadonlyMap<string, { accountSetId: number; settlementMethods: readonly string[] }>
  /** `accountSetId code` and `accountSetId nameKey` of customers that are there already. */
  takenCodes: ReadonlySet<string>
  takenNames: ReadonlySet<string>
  maySetCredit: boolean
}

export type CustomerFromFile = NewCustomerInput & {
  accountSetId: number
  creditLimitFen: bigint
  creditDays: number
}

/** The customers of a file, or every cell that is wrong (A15, R43, R44, R56). Pure; all rows or none. */
export function readCustomerRows(
  rows: readonly FileRow[],
  facts: CustomerFileFacts,
): { customers: CustomerFromFile[]; problems: RowProblem[] } {
  const list = new ProblemList()
  const read = rows.map((row, index) => readRow(row, index, facts, list))
  const codeOf = (one: CustomerFromFile | null): string | null => one && `${one.accountSetId} ${one.code}`
  const nameOf = (one: CustomerFromFile | null): string | null =>
    one && `${one.accountSetId} ${searchKey(one.name)}`
  for (const index of doubledRows(read.map(codeOf))) list.add(index, 'code', 'duplicate', rows[index] ?? {})
  for (const index of doubledRows(read.map(nameOf))) list.add(index, 'name', 'duplicate', rows[index] ?? {})
  read.forEach((one, index) => {
    const row = rows[index] ?? {}
    if (one && facts.takenCodes.has(codeOf(one) ?? '')) list.add(index, 'code', 'codeTaken', row)
    if (one && facts.takenNames.has(nameOf(one) ?? '')) list.add(index, 'name', 'nameTaken', row)
  })
  return { customers: read.filter((one) => one !== null), problems: list.inOrder }
}

function readRow(
  row: FileRow,
  index: number,
  facts: CustomerFileFacts,
  list: ProblemList,
): CustomerFromFile | null {
  const add = (column: string, code: string): null => {
    list.add(index, column, code, row)
    return null
  }
  const parsed = newCustomerInput.safeParse(formOf(row))
  const limit = row['creditLimit'] ? readYuan(row['creditLimit']) : null
  const days = row['creditDays'] ? readCount(0, 3650)(row['creditDays']) : null
  if (limit && !limit.ok) add('creditLimit', limit.code)
  if (days && !days.ok) add('creditDays', days.code)
  if ((limit || days) && !facts.maySetCredit) add('creditLimit', 'creditNotAllowed')
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) add(columnOf(path), codeIn(message))
    return null
  }
  const channel = facts.channels.get(parsed.data.channel)
  if (channel === undefined) return add('channel', 'channelNotKept')
  if (!channel.settlementMethods.includes(parsed.data.settlementMethod))
    return add('settlementMethod', 'settlementNotAllowed')
  return {
    ...parsed.data,
    accountSetId: channel.accountSetId,
    creditLimitFen: limit?.ok === true ? limit.value : 0n,
    creditDays: days?.ok === true ? days.value : 0,
  }
}

/** The words of a row as the form would send them; the form's own schema reads them then. */
function formOf(row: FileRow): Record<keyof NewCustomerForm, unknown> {
  const cell = (column: string): string => row[column] ?? ''
  const priceMode = cell('priceMode') === '' ? 'TAX_INCLUSIVE' : wordOf('priceMode', cell('priceMode'))
  const address = {
    id: '',
    contactName: cell('contactName'),
    phone: cell('phone'),
    address: cell('address'),
    freightAgent: cell('freightAgent'),
    freightPhone: cell('freightPhone'),
  }
  return {
    code: cell('code'),
    name: cell('name'),
    contactName: cell('contactName'),
    phone: cell('phone'),
    channel: wordOf('channel', cell('channel')),
    settlementMethod: wordOf('settlementMethod', cell('settlementMethod')),
    maxOpenNotes: cell('maxOpenNotes'),
    rollingCeiling: cell('rollingCeiling'),
    cutoffDay: cell('cutoffDay'),
    priceMode,
    licenceNumber: cell('licenceNumber'),
    licenceValidUntil: cell('licenceValidUntil'),
    salespersonId: '',
    addresses: [address],
  }
}

/** `addresses.0.phone` stands in the column `phone`. */
function columnOf(path: readonly PropertyKey[]): string {
  return String(path.at(-1) ?? '')
}

/** A schema's own word; zod's complaint about a list of words is a value that nobody knows. */
function codeIn(message: string): string {
  return /^[a-z][A-Za-z]+$/.test(message) ? message : 'unknown'
}
