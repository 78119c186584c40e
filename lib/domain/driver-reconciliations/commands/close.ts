import type { SignerProof } from '#lib/auth/actor.ts'
import {
  act,
  type CommandContext,
  type Decision,
  defineCommand,
  refuse,
} from '#lib/command/define-command.ts'
import {
  closedRefusal,
  type HeldSheet,
  heldSession,
  sheetNow,
} from '#lib/domain/driver-reconciliations/commands/loaded-session.ts'
import { type Agreement, holdDueNotes } from '#lib/domain/driver-reconciliations/loading.ts'
import { differenceOf, reconciliationLines } from '#lib/domain/driver-reconciliations/postings.ts'
import { receiptsOf } from '#lib/domain/driver-reconciliations/receipts-of.ts'
import { closeSession, enterDifference } from '#lib/domain/driver-reconciliations/repository.ts'
import { RECONCILE_GATE } from '#lib/domain/driver-reconciliations/rules.ts'
import { sheetInput } from '#lib/domain/driver-reconciliations/schema.ts'
import { recordPendingReceipts } from '#lib/papers/receipts.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { newId } from '#lib/kernel/ids.ts'
import { enterVouchers } from '#lib/ledger/journal.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'
import { bindTenders } from '#lib/ledger/tenders.ts'
import { fixCodes, signPaper } from '#lib/papers/signing.ts'

type Loaded = HeldSheet & { period: PeriodStatus }
type Plan = HeldSheet & { agreement: Agreement; signer: SignerProof }

/**
 * 对单结束: who took the cash signs beside the driver and the session closes, in one transaction: every note of the sheet
 * is bound to it for ever, each payment of the stops becomes a receipt that waits for the cashier, and what is short or
 * over stands on the driver's account. Refused with the whole checklist while something is missing, and by name when a
 * stop was delivered after the driver signed: then the driver signs the longer sheet.
 */
export const closeReconciliation = defineCommand({
  name: 'reconciliation.close',
  permission: 'reconciliation.close',
  input: sheetInput,
  queryBudget: 24,
  signs: true,
  load: async ({ tx, actor, today }, input): Promise<Loaded | null> => {
    const session = await heldSession(tx, actor, input)
    if (!session) return null
    if (session.status === 'OPEN') await holdDueNotes(tx, session)
    const held = await sheetNow(tx, session)
    return { ...held, period: await holdPeriod(tx, session.accountSetId, today) }
  },
  decide: ({ period, ...held }, input, { actor, signer, today }): Decision<Plan> => {
    const { session, sheet } = held
    const closed = closedRefusal(session)
    if (closed) return { refuse: closed }
    const { driverId, driverName, number, agreement } = session
    const sheetHash = held.hash.toString('hex')
    const facts = { sheet, driverId, driverName, closerId: actor.userId, agreement, sheetHash, today }
    const checklist = evaluate(RECONCILE_GATE, { ...facts, isPeriodOpen: period === 'OPEN' })
    if (!checklist.isOpen) return { refuse: { code: 'gate.reconcile', params: { number }, checklist } }
    if (input.sheetHash !== sheetHash || agreement === null)
      return refuse('reconciliation.sheetChanged', { number })
    return signer ? act({ ...held, agreement, signer }) : refuse('signing.noProof')
  },
  save: async (context, plan) => {
    const { tx, actor, now, today } = context
    const { session, notes, sheet } = plan
    const { accountSetId, paperId, number, driverId } = session
    const by = { actorId: actor.userId, at: now }
    const recorder = { recordedById: actor.userId, at: now }
    if (!(await closeSession(tx, session, sheet, by))) return { stale: {} }
    await bothSign(context, plan)
    const difference = differenceOf(sheet, driverId, today)
    if (difference) await enterDifference(tx, session, difference, by)
    const voucher = {
      accountSetId,
      id: newId(now),
      paperId,
      kind: 'RECONCILIATION' as const,
      businessDate: today,
    }
    await enterVouchers(tx, recorder, [{ ...voucher, lines: reconciliationLines(sheet) }])
    const { drafts, bindings } = receiptsOf(session, notes, today)
    const receipts = await recordPendingReceipts(tx, recorder, drafts)
    const bound = bindings.map(({ draft, ...key }) => ({
      ...{ ...key, reconciliationId: paperId },
      receiptId: draft === null ? null : (receipts[draft]?.paperId ?? null),
    }))
    if ((await bindTenders(tx, bound)) !== bound.length) return { stale: {} }
    const { expectedFen, countedFen, differenceFen, reason } = sheet
    const payload = {
      ...{ number, expectedFen, countedFen, differenceFen, reason, sheetHash: plan.hash.toString('hex') },
      notes: sheet.notes.map((note) => note.number),
      receipts: receipts.map((receipt) => receipt.number),
    }
    const value = { accountSetId, paperId, number, receipts: receipts.length }
    const events = [{ accountSetId, paperId, payload }, ...receipts.map((receipt) => receipt.event)]
    return { value, events }
  },
})

/** The driver's signature over this sheet, given in their own act before, and the desk's beside it. */
async function bothSign(
  { tx, actor, now }: CommandContext,
  { session, hash, agreement, signer }: Plan,
): Promise<void> {
  const { accountSetId, paperId, contentHash, driverId, driverName } = session
  const signed = { accountSetId, paperId, contentHash, codesHash: hash.toString('hex'), strokeHash: null }
  if (!(await fixCodes(tx, session, hash))) throw new Error('a session that was open had a sheet')
  await signPaper(tx, {
    ...signed,
    slot: 'DRIVER',
    signer: { userId: driverId, displayName: driverName, method: agreement.method },
    at: new Date(agreement.at),
    address: agreement.address,
    userAgent: agreement.userAgent,
  })
  const { address, userAgent } = actor
  await signPaper(tx, { ...signed, slot: 'CASHIER', signer, at: now, address, userAgent })
}
