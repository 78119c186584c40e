import { z } from 'zod'
import { releaseCodes } from '#lib/codes/store.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { holdNotes } from '#lib/domain/delivery-notes/post-repository.ts'
import {
  type ReverseRow,
  readReverseRow,
  markReversed,
} from '#lib/domain/delivery-notes/reverse-repository.ts'
import { parseBusinessDate } from '#lib/kernel/business-date.ts'
import { cleanText } from '#lib/kernel/text.ts'
import { reverseVouchers } from '#lib/ledger/journal.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { stockMirror } from '#lib/ledger/stock-mirror.ts'
import { reverseClaim } from '#lib/ledger/receivables.ts'

export const reverseInput = z.strictObject({
  accountSetId: z.int('accountSet').min(1, 'accountSet').max(9999, 'accountSet'),
  paperId: z.guid('id'),
  reason: z
    .string('text')
    .max(500, 'tooLong')
    .refine((text) => cleanText(text, { max: 500 }).ok, 'empty'),
})

type Loaded = { row: ReverseRow; period: PeriodStatus }

/**
 * 红冲: undoes a posted note by mirror entries on today's date; nothing that was entered changes (decision
 * 11). A second person does it, never who posted. Refused when money was already allocated to it, or goods came back.
 */
export const reverseNote = defineCommand({
  name: 'note.reverse',
  permission: 'note.reverse',
  input: reverseInput,
  queryBudget: 16,
  load: async ({ tx, actor, today }, input): Promise<Loaded | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    if ((await holdNotes(tx, input.accountSetId, [input.paperId])) !== 1) return null
    const row = await readReverseRow(tx, input.accountSetId, input.paperId)
    return row ? { row, period: await holdPeriod(tx, input.accountSetId, today) } : null
  },
  decide: ({ row, period }, _input, { actor, today }) => {
    if (row.status === 'REVERSED') return refuse('reverse.alreadyReversed', { number: row.number })
    if (row.status !== 'POSTED') return refuse('reverse.notPosted', { number: row.number })
    if (row.postedById === actor.userId) return refuse('reverse.secondPerson', { number: row.number })
    if (row.returnNumber !== null)
      return refuse('reverse.returned', { number: row.number, by: row.returnNumber })
    if (row.invoiceNumber !== null)
      return refuse('reverse.invoiced', { number: row.number, by: row.invoiceNumber })
    if (row.openFen !== row.amountFen) return refuse('reverse.moneyAllocated', { number: row.number })
    if (period !== 'OPEN') return refuse('reverse.periodClosed', { date: today })
    return act(row)
  },
  save: async ({ tx, actor, now, today }, row, input) => {
    const { accountSetId, paperId } = input
    const date = parseBusinessDate(today)
    if (!date.ok) throw new Error('today is unreadable')
    const changed = await markReversed(tx, {
      accountSetId,
      paperId,
      version: row.version,
      at: now,
    })
    if (!changed) return { stale: {} }
    await releaseCodes(tx, input, null, 'REVERSED', { actorId: actor.userId, at: now })
    await moveStock(
      tx,
      { recordedById: actor.userId, at: now },
      await stockMirror(tx, accountSetId, paperId, date.value),
    )
    const claim = { accountSetId, paperId, customerId: row.customerId, businessDate: today }
    if (!(await reverseClaim(tx, claim, now))) return { stale: {} }
    await reverseVouchers(
      tx,
      { recordedById: actor.userId, at: now },
      { accountSetId, paperId, businessDate: today },
    )
    return {
      value: { paperId, number: row.number },
      events: [{ accountSetId, paperId, payload: { number: row.number, reason: input.reason, on: today } }],
    }
  },
})
