import { z } from 'zod'
import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import {
  accountingFacts,
  type AccountingNote,
  holdPapers,
  readAccountingNotes,
} from '#lib/domain/delivery-notes/accounting-repository.ts'
import { ACCOUNTING_GATE } from '#lib/domain/delivery-notes/accounting-rules.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { offerEach } from '#lib/papers/custody.ts'
import { readReceiver, type Receiver } from '#lib/papers/custody-loading.ts'
import { accountSetInput, idInput } from '#lib/papers/schema.ts'

export const handToAccountingInput = z.strictObject({
  accountSetId: accountSetInput,
  paperIds: z.array(idInput).min(1, 'empty').max(200, 'tooMany'),
  /** Null: whichever accountant of the account set takes them first. */
  toId: idInput.nullable(),
})

type Loaded = { notes: AccountingNote[]; receiver: Receiver | null }

/**
 * 转交会计: offers the signed customer copies of delivered notes to accounting, one or many at once (R46, R60, R65).
 * Custody moves when an accountant accepts. Refused with the checklist of the first note whose gate is not open.
 */
export const handToAccounting = defineCommand({
  name: 'note.handToAccounting',
  permission: 'handOver.act',
  input: handToAccountingInput,
  queryBudget: 9,
  load: async ({ tx, actor }, input): Promise<Loaded | null> => {
    const paperIds = [...new Set(input.paperIds)]
    await holdPapers(tx, input.accountSetId, paperIds)
    const notes = await readAccountingNotes(tx, actor, input.accountSetId, paperIds)
    if (notes.length !== paperIds.length) return null
    return { notes, receiver: input.toId === null ? null : await readReceiver(tx, input.toId) }
  },
  decide: ({ notes, receiver }, input, { actor, today }): Decision<Loaded> => {
    const isAccountant =
      receiver?.roles.includes('ACCOUNTANT') === true && receiver.accountSetIds.includes(input.accountSetId)
    if (input.toId !== null && !isAccountant) return refuse('copies.receiverNotThere')
    for (const note of notes) {
      const checklist = evaluate(ACCOUNTING_GATE, accountingFacts(note, actor.userId, today))
      if (!checklist.isOpen)
        return { refuse: { code: 'gate.handToAccounting', params: { number: note.number }, checklist } }
    }
    return act({ notes, receiver })
  },
  save: async ({ tx, actor, now }, { notes, receiver }, { toId }) => {
    const offers = notes.map(
      ({ accountSetId, paperId }) =>
        ({ accountSetId, paperId, kind: 'CUSTOMER', toPlace: 'ACCOUNTING', toId }) as const,
    )
    const offered = await offerEach(tx, offers, { actorId: actor.userId, now, method: 'PRESS' })
    if (offered !== offers.length) return { stale: {} }
    const payload = { copies: ['CUSTOMER'], toPlace: 'ACCOUNTING', to: receiver?.name ?? null }
    return {
      value: { count: offered },
      events: notes.map(({ accountSetId, paperId }) => ({ accountSetId, paperId, payload })),
    }
  },
})
