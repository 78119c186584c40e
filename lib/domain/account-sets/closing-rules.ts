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
  rules: [notesPosted, receiptsAccepted, goodsPosted, vouchersNumbered, inOrder],
}
