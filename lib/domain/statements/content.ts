import { contentHash } from '#lib/kernel/canonical.ts'

/** What a line of a statement is about. */
export const STATEMENT_MARKS = ['NOTE', 'RETURN', 'RECEIPT', 'ALLOWANCE', 'WRITE_OFF'] as const
export type StatementMark = (typeof STATEMENT_MARKS)[number]

/** One paper's mark on the account. Fen as text; what the customer owes more is above zero. */
export type StatementLine = {
  paperId: string
  number: string
  what: StatementMark
  isReversal: boolean
  businessDate: string
  deltaFen: string
  balanceFen: string
  isDisputed: boolean
  /** The signed copies' pictures, by their hash in hex. */
  pictures: string[]
}

/** A note of which something was open when the statement was made. */
export type StatementOpenNote = {
  paperId: string
  number: string
  businessDate: string
  dueDate: string
  amountFen: string
  openFen: string
  hasProof: boolean
  isDisputed: boolean
}

/** What a statement says; its hash stands on the paper row. */
export type StatementContent = {
  accountSetId: number
  accountSetName: string
  paperId: string
  number: string
  customerId: string
  customerCode: string
  customerName: string
  from: string
  to: string
  madeOn: string
  openingFen: string
  closingFen: string
  lines: StatementLine[]
  open: StatementOpenNote[]
  /** What is open by days overdue: the edges, and what is in each bucket. */
  ageing: { edges: number[]; cells: string[] }
}

export function statementContentHash(content: StatementContent): Buffer {
  return contentHash(content)
}

/** The notes a customer may disagree with, line by line. */
export function disputableNotes(content: StatementContent): StatementLine[] {
  return content.lines.filter(({ what, isReversal }) => what === 'NOTE' && !isReversal)
}
