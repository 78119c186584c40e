import { type Gate, met, type Rule, unmet, warn } from '#lib/kernel/gate.ts'

/** Everything the closing of a month looks at. */
export type ClosingFacts = {
  period: string
  /** The month of today. */
  thisPeriod: string
  /** Notes of the month that are neither posted nor void, and the first of them. */
  unpostedNotes: number
  firstNote: string | null
  /** Goods papers of the month that somebody still has to post, and the first of them. */
  waitingGoods: number
  firstGoods: string | null
  /** Receipts of the month that no cashier has accepted, and the first of them. */
  pendingReceipts: number
  firstReceipt: string | null
  /** Sessions with drivers of the month that are not closed: their cash is not counted yet. */
  openReconciliations: number
  firstReconciliation: string | null
  /** Invoices of the month that were asked for and are not issued. */
  waitingInvoices: number
  /** Vouchers of the month without a number: closing numbers them. */
  unnumbered: number
  /** The oldest month before that is open. */
  earlierOpen: string | null
}

type ClosingRule = Rule<ClosingFacts>

const notesPosted: ClosingRule = {
  id: 'R64',
  check: ({ unpostedNotes, firstNote }) =>
    unpostedNotes === 0
      ? met()
      : unmet(
          'unposted',
          { role: 'ACCOUNTANT', act: 'note.post' },
          { count: unpostedNotes, number: firstNote ?? '' },
        ),
}

const receiptsAccepted: ClosingRule = {
  id: 'R95',
  check: ({ pendingReceipts, firstReceipt }) =>
    pendingReceipts === 0
      ? met()
      : unmet(
          'pending',
          { role: 'ACCOUNTANT', act: 'receipt.accept' },
          { count: pendingReceipts, number: firstReceipt ?? '' },
        ),
}

const goodsPosted: ClosingRule = {
  id: 'R90',
  check: ({ waitingGoods, firstGoods }) =>
    waitingGoods === 0 ? met() : warn('waiting', { count: waitingGoods, number: firstGoods ?? '' }),
}

const cashCounted: ClosingRule = {
  id: 'R58',
  check: ({ openReconciliations, firstReconciliation }) =>
    openReconciliations === 0
      ? met()
      : unmet(
          'reconciliationsOpen',
          { role: 'CLERK' },
          { count: openReconciliations, number: firstReconciliation ?? '' },
        ),
}

const invoicesIssued: ClosingRule = {
  id: 'R100',
  check: ({ waitingInvoices }) =>
    waitingInvoices === 0 ? met() : warn('invoicesWaiting', { count: waitingInvoices }),
}

const vouchersNumbered: ClosingRule = {
  id: 'R63',
  check: ({ unnumbered }) => (unnumbered === 0 ? met() : warn('willNumber', { count: unnumbered })),
}

const inOrder: ClosingRule = {
  id: 'R120',
  check: ({ period, thisPeriod, earlierOpen }) => {
    if (period > thisPeriod) return unmet('notBegun', {}, { period })
    if (earlierOpen !== null) return warn('earlierOpen', { period: earlierOpen })
    return period === thisPeriod ? warn('notOver', { period }) : met()
  },
}

/** 结账: what must hold before a month is closed for good entries. */
export const CLOSE_PERIOD_GATE: Gate<ClosingFacts> = {
  step: 'closePeriod',
  rules: [notesPosted, receiptsAccepted, cashCounted, goodsPosted, invoicesIssued, vouchersNumbered, inOrder],
}
