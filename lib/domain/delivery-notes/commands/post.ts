import { z } from 'zod'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import {
  holdNotes,
  markPosted,
  type PostRow,
  readPostRows,
} from '#lib/domain/delivery-notes/post-repository.ts'
import { MOST_POSTED, POST_GATE, postFacts } from '#lib/domain/delivery-notes/post-rules.ts'
import { postedAmounts, type PostedAmounts, saleEntries } from '#lib/domain/delivery-notes/postings.ts'
import { dueDate } from '#lib/domain/receivables/due-date.ts'
import { parseBusinessDate } from '#lib/kernel/business-date.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import type { RefusedPaper } from '#lib/kernel/result.ts'
import { newId } from '#lib/kernel/ids.ts'
import { allocationVouchers, enterVouchers, type VoucherDraft } from '#lib/ledger/journal.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'
import { allocateMoney, type PayingCustomer } from '#lib/ledger/allocations.ts'
import { type ClaimDraft, enterClaims } from '#lib/ledger/receivables.ts'

export const postInput = z.strictObject({
  accountSetId: z.int('accountSet').min(1, 'accountSet').max(9999, 'accountSet'),
  paperIds: z.array(z.guid('id')).min(1, 'noNotes').max(MOST_POSTED, 'tooManyNotes'),
  /** The day the postings carry; empty takes each note's own date. */
  postingDate: z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/, 'notADate'),
})

type Loaded = { rows: PostRow[]; periods: ReadonlyMap<string, PeriodStatus> }
type Judged = { row: PostRow; postingDate: string; checklist: Checklist }
type Posting = { row: PostRow; postingDate: string; amounts: PostedAmounts }
type Plan = { open: Posting[]; refused: Judged[] }

/** What happened to each note that was to be posted. */
export type PostedNotes = {
  posted: { paperId: string; number: string; grossFen: string }[]
  refused: RefusedPaper[]
}

/**
 * 过账: enters notes into receivable, revenue, output tax and cost of goods, one or many in one transaction.
 * Those whose gate is open are posted, the others come back with their checklist; when none can be posted
 * the whole call is refused. Constant statements, whatever the number of lines or notes of one month.
 */
export const postNotes = defineCommand({
  name: 'note.post',
  permission: 'note.post',
  input: postInput,
  queryBudget: 11,
  load: async ({ tx, actor }, input): Promise<Loaded | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    const paperIds = [...new Set(input.paperIds)]
    if ((await holdNotes(tx, input.accountSetId, paperIds)) !== paperIds.length) return null
    const rows = await readPostRows(tx, input.accountSetId, paperIds)
    const dates = new Map(rows.map((row) => [monthOf(input.postingDate || row.businessDate), row]))
    const periods = new Map<string, PeriodStatus>()
    for (const [month, { businessDate }] of [...dates].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const date = parseBusinessDate(input.postingDate || businessDate)
      periods.set(month, date.ok ? await holdPeriod(tx, input.accountSetId, date.value) : 'NOT_OPENED')
    }
    return { rows, periods }
  },
  decide: ({ rows, periods }, input, { actor, today }) => {
    const judged = rows.map((row): Judged => {
      const postingDate = input.postingDate || row.businessDate
      const isPeriodOpen = periods.get(monthOf(postingDate)) === 'OPEN'
      const at = { accountantId: actor.userId, today, postingDate, isPeriodOpen }
      return { row, postingDate, checklist: evaluate(POST_GATE, postFacts(row, at)) }
    })
    const refused = judged.filter(({ checklist }) => !checklist.isOpen)
    const [first] = refused
    if (first && refused.length === judged.length) {
      const { refuse: refusal } = refuse('gate.post', { number: first.row.number, notes: refused.length })
      return { refuse: { ...refusal, checklist: first.checklist, papers: refused.map(refusedPaper) } }
    }
    const open = judged
      .filter(({ checklist }) => checklist.isOpen)
      .map(({ row, postingDate }) => {
        return { row, postingDate, amounts: postedAmounts(row.lines, row.roundingOffFen) }
      })
    return act<Plan>({ open, refused })
  },
  save: async ({ tx, actor, now }, { open, refused }, { accountSetId }) => {
    const rows = open.map(({ row }) => row)
    if ((await markPosted(tx, accountSetId, rows, now)) !== open.length) return { stale: {} }
    const claims = open.map((posting) => claimOf(accountSetId, posting))
    await enterClaims(tx, claims, now)
    const meant = rows.map(({ paperId }) => paperId)
    const paid = await allocateMoney(tx, { accountSetId, meant, payers: prepaying(open) }, now)
    const sales = open.map((posting) => voucherOf(accountSetId, posting, now))
    const recorder = { recordedById: actor.userId, at: now }
    await enterVouchers(tx, recorder, [...sales, ...allocationVouchers(paid, now)])
    return {
      value: answerOf(open, refused),
      events: open.map(({ row: { paperId, number }, postingDate, amounts }) => {
        return { accountSetId, paperId, payload: { number, postingDate, ...textOf(amounts) } }
      }),
    }
  },
})

function monthOf(date: string): string {
  return date.slice(0, 7)
}

/** Who pays before delivery, by channel or by remittance: their money settles the note as it is posted (R44, R48). */
function prepaying(open: readonly Posting[]): PayingCustomer[] {
  const lastDates = new Map<string, string>()
  for (const { row, postingDate } of open) {
    const paysBefore = row.requiresPrepayment || row.settlementMethod === 'REMITTANCE'
    if (paysBefore && postingDate > (lastDates.get(row.customerId) ?? ''))
      lastDates.set(row.customerId, postingDate)
  }
  return [...lastDates].map(([customerId, businessDate]) => ({ customerId, businessDate }))
}

function claimOf(accountSetId: number, { row, postingDate, amounts }: Posting): ClaimDraft {
  const date = parseBusinessDate(row.businessDate)
  const delivered = parseBusinessDate(row.deliveredOn ?? '')
  if (!date.ok) throw new Error('a note has an unreadable date')
  return {
    accountSetId,
    paperId: row.paperId,
    customerId: row.customerId,
    amountFen: amounts.grossFen,
    committedFen: row.grossFen,
    businessDate: postingDate,
    dueDate: dueDate(date.value, row, delivered.ok ? delivered.value : null),
  }
}

function voucherOf(accountSetId: number, { row, postingDate, amounts }: Posting, now: Date): VoucherDraft {
  const lines = saleEntries(amounts)
  const { paperId } = row
  return { accountSetId, id: newId(now), paperId, kind: 'SALE', businessDate: postingDate, lines }
}

function textOf(amounts: PostedAmounts): Record<string, string> {
  return {
    grossFen: String(amounts.grossFen),
    netFen: String(amounts.netFen),
    taxFen: String(amounts.taxFen),
    costFen: String(amounts.costFen + amounts.giftCostFen),
  }
}

function refusedPaper({ row: { paperId, number }, checklist }: Judged): RefusedPaper {
  return { paperId, number, checklist }
}

function answerOf(open: readonly Posting[], refused: readonly Judged[]): PostedNotes {
  return {
    posted: open.map(({ row: { paperId, number }, amounts }) => {
      return { paperId, number, grossFen: String(amounts.grossFen) }
    }),
    refused: refused.map(refusedPaper),
  }
}
