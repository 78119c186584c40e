import { bucketsOf, thresholdsOf } from '#lib/domain/collections/buckets.ts'
import type { StatementContent, StatementLine, StatementOpenNote } from '#lib/domain/statements/content.ts'
import { type BusinessDate, daysBetween, parseBusinessDate } from '#lib/kernel/business-date.ts'

/** The edges a statement ages by, in days overdue. */
export const STATEMENT_EDGES = [30, 60, 90]

/** What was read of the account, before what runs through it is worked out. */
export type AccountRead = {
  openingFen: bigint
  lines: readonly Omit<StatementLine, 'balanceFen'>[]
  open: readonly StatementOpenNote[]
}

/** Running balance, closing balance and ageing: what a statement says of an account on the day it is made. */
export function frozenAccount(
  read: AccountRead,
  madeOn: BusinessDate,
): Pick<StatementContent, 'openingFen' | 'closingFen' | 'lines' | 'open' | 'ageing'> {
  let balanceFen = read.openingFen
  const lines = read.lines.map((line) => {
    balanceFen += BigInt(line.deltaFen)
    return { ...line, balanceFen: `${balanceFen}` }
  })
  const starts = thresholdsOf(STATEMENT_EDGES, 'due')
  const cells = bucketsOf(STATEMENT_EDGES, 'due').map(() => 0n)
  for (const { dueDate, openFen } of read.open) {
    const due = parseBusinessDate(dueDate)
    const days = due.ok ? daysBetween(due.value, madeOn) : 0
    const at = starts.filter((start) => days >= start).length
    cells[at] = (cells[at] ?? 0n) + BigInt(openFen)
  }
  return {
    openingFen: `${read.openingFen}`,
    closingFen: `${balanceFen}`,
    lines,
    open: [...read.open],
    ageing: { edges: STATEMENT_EDGES, cells: cells.map(String) },
  }
}
