import { z } from 'zod'
import type { Person } from '#lib/auth/actor.ts'
import { act, defineCommand } from '#lib/command/define-command.ts'
import { markPosted, type PostRow, readPostRows } from '#lib/domain/delivery-notes/post-repository.ts'
import { POST_GATE, type PostFacts } from '#lib/domain/delivery-notes/post-rules.ts'
import { postedAmounts, type PostedAmounts, saleEntries } from '#lib/domain/delivery-notes/postings.ts'
import { dueDate } from '#lib/domain/receivables/due-date.ts'
import { parseBusinessDate } from '#lib/kernel/business-date.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import { newId } from '#lib/kernel/ids.ts'
import { enterVouchers, type VoucherDraft } from '#lib/ledger/journal.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'
import { allocateOldestFirst, enterClaims } from '#lib/ledger/receivables.ts'

export const postInput = z.strictObject({
  accountSetId: z.int('accountSet').min(1, 'accountSet').max(9999, 'accountSet'),
  paperIds: z.array(z.guid('id')).min(1, 'noNotes').max(100, 'tooManyNotes'),
  /** The day the postings carry; empty takes each note's own date. */
  postingDate: z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/, 'notADate'),
})

type PostInput = z.output<typeof postInput>
type Judged = { row: PostRow; postingDate: string; checklist: Checklist }
type Loaded = { rows: PostRow[]; periods: ReadonlyMap<string, PeriodStatus> }

/** What happened to each note that was to be posted. */
export type PostedNotes = {
  posted: { paperId: string; number: string; grossFen: string }[]
  refused: { paperId: string; number: string; checklist: Checklist }[]
}

/** The facts of the post gate; the same for the queue and for the command. */
export function postFacts(
  row: PostRow,
  person: Person,
  today: string,
  postingDate: string,
  isPeriodOpen: boolean,
): PostFacts {
  return {
    status: row.status,
    postingDate,
    businessDate: row.businessDate,
    today,
    isPeriodOpen,
    accountantId: person.userId,
    preparerId: row.preparerId,
    settlementMethod: row.settlementMethod,
    outcome: row.outcome,
    signedSlots: row.signatures.filter((signature) => signature.isWhole).map((signature) => signature.slot),
    brokenSlots: row.signatures.filter((signature) => !signature.isWhole).map((signature) => signature.slot),
    lineCount: row.lines.length,
    outcomeCount: row.outcomeCount,
    copies: row.copies,
    isVoidRequested: row.isVoidRequested,
  }
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
  queryBudget: 14,
  load: async ({ tx, actor }, input): Promise<Loaded | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    const rows = await readPostRows(tx, input.accountSetId, [...new Set(input.paperIds)], { lock: true })
    if (rows.length !== new Set(input.paperIds).size) return null
    const dates = new Map(
      rows.map((row) => [
        (input.postingDate || row.businessDate).slice(0, 7),
        input.postingDate || row.businessDate,
      ]),
    )
    const periods = new Map<string, PeriodStatus>()
    for (const [month, text] of [...dates].sort()) {
      const date = parseBusinessDate(text)
      periods.set(month, date.ok ? await holdPeriod(tx, input.accountSetId, date.value) : 'NOT_OPENED')
    }
    return { rows, periods }
  },
  decide: (loaded, input, { actor, today }) => {
    const judged = loaded.rows.map((row): Judged => {
      const postingDate = input.postingDate || row.businessDate
      const isPeriodOpen = loaded.periods.get(postingDate.slice(0, 7)) === 'OPEN'
      return {
        row,
        postingDate,
        checklist: evaluate(POST_GATE, postFacts(row, actor, today, postingDate, isPeriodOpen)),
      }
    })
    const first = judged.find((each) => !each.checklist.isOpen)
    if (first && judged.every((each) => !each.checklist.isOpen))
      return {
        refuse: { code: 'gate.post', params: { number: first.row.number }, checklist: first.checklist },
      }
    return act(judged)
  },
  save: async ({ tx, actor, now }, judged, input) => {
    const open = judged.filter((each) => each.checklist.isOpen)
    const moved = await markPosted(
      tx,
      input.accountSetId,
      open.map((each) => each.row),
      now,
    )
    if (moved !== open.length) return { stale: {} }
    const amounts = new Map(
      open.map(({ row }) => [row.paperId, postedAmounts(row.lines, row.roundingOffFen)]),
    )
    const recorder = { recordedById: actor.userId, at: now }
    await enterClaims(
      tx,
      open.map((each) => claimOf(each, amounts, input)),
      now,
    )
    await enterVouchers(
      tx,
      recorder,
      open.map((each) => voucherOf(each, amounts, input, now)),
    )
    for (const customer of prepaying(open)) {
      const paid = await allocateOldestFirst(
        tx,
        { accountSetId: input.accountSetId, customerId: customer.row.customerId },
        customer.postingDate,
        now,
      )
      await enterVouchers(
        tx,
        recorder,
        paid.map((each) => ({
          accountSetId: input.accountSetId,
          id: newId(now),
          paperId: each.paperId,
          kind: 'ALLOCATION',
          businessDate: customer.postingDate,
          lines: [{ debit: 'PREPAID', credit: 'RECEIVABLE', amountFen: each.amountFen }],
        })),
      )
    }
    return {
      value: answerOf(judged, amounts),
      events: open.map(({ row, postingDate }) => ({
        accountSetId: input.accountSetId,
        paperId: row.paperId,
        payload: { number: row.number, postingDate, ...textOf(amountsOf(amounts, row.paperId)) },
      })),
    }
  },
})

/** Customers whose channel pays before delivery: their money settles the note as it is posted (R48). */
function prepaying(open: readonly Judged[]): Judged[] {
  const byCustomer = new Map(
    open.filter(({ row }) => row.requiresPrepayment).map((each) => [each.row.customerId, each]),
  )
  return [...byCustomer.values()].sort((a, b) => (a.row.customerId < b.row.customerId ? -1 : 1))
}

function amountsOf(amounts: ReadonlyMap<string, PostedAmounts>, paperId: string): PostedAmounts {
  const found = amounts.get(paperId)
  if (!found) throw new Error('a note was posted without amounts')
  return found
}

function claimOf(
  { row, postingDate }: Judged,
  amounts: ReadonlyMap<string, PostedAmounts>,
  input: PostInput,
) {
  const date = parseBusinessDate(row.businessDate)
  if (!date.ok) throw new Error('a note has an unreadable date')
  return {
    accountSetId: input.accountSetId,
    paperId: row.paperId,
    customerId: row.customerId,
    amountFen: amountsOf(amounts, row.paperId).grossFen,
    committedFen: row.grossFen,
    businessDate: postingDate,
    dueDate: dueDate(date.value, row),
  }
}

function voucherOf(
  { row, postingDate }: Judged,
  amounts: ReadonlyMap<string, PostedAmounts>,
  input: PostInput,
  now: Date,
): VoucherDraft {
  const lines = saleEntries(amountsOf(amounts, row.paperId))
  return {
    accountSetId: input.accountSetId,
    id: newId(now),
    paperId: row.paperId,
    kind: 'SALE',
    businessDate: postingDate,
    lines,
  }
}

function textOf(amounts: PostedAmounts): Record<string, string> {
  return {
    grossFen: String(amounts.grossFen),
    netFen: String(amounts.netFen),
    taxFen: String(amounts.taxFen),
    costFen: String(amounts.costFen + amounts.giftCostFen),
  }
}

function answerOf(judged: readonly Judged[], amounts: ReadonlyMap<string, PostedAmounts>): PostedNotes {
  return {
    posted: judged
      .filter((each) => each.checklist.isOpen)
      .map(({ row }) => ({
        paperId: row.paperId,
        number: row.number,
        grossFen: String(amountsOf(amounts, row.paperId).grossFen),
      })),
    refused: judged
      .filter((each) => !each.checklist.isOpen)
      .map(({ row, checklist }) => ({ paperId: row.paperId, number: row.number, checklist })),
  }
}
