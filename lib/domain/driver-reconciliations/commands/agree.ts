import type { SignerProof } from '#lib/auth/actor.ts'
import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import {
  closedRefusal,
  type HeldSheet,
  heldSession,
  sheetNow,
} from '#lib/domain/driver-reconciliations/commands/loaded-session.ts'
import { insertAgreement } from '#lib/domain/driver-reconciliations/repository.ts'
import { AGREE_GATE } from '#lib/domain/driver-reconciliations/rules.ts'
import { sheetInput } from '#lib/domain/driver-reconciliations/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'

type Plan = HeldSheet & { signer: SignerProof }

/**
 * 驾驶员签字: the driver signs the sheet as it stands, by PIN or passkey, on their own account (R9). Refused while
 * something is missing or unexplained, and when the sheet is no longer the one the driver saw. A sheet that changes
 * afterwards is signed again.
 */
export const agreeToSheet = defineCommand({
  name: 'reconciliation.agree',
  permission: 'reconciliation.sign',
  input: sheetInput,
  queryBudget: 9,
  signs: true,
  load: async ({ tx, actor }, input): Promise<HeldSheet | null> => {
    const session = await heldSession(tx, actor, input)
    return session && sheetNow(tx, session)
  },
  decide: (held, input, { actor, signer, today }): Decision<Plan> => {
    const { session, sheet } = held
    const closed = closedRefusal(session)
    if (closed) return { refuse: closed }
    const { driverId, driverName, number } = session
    if (driverId !== actor.userId) return refuse('reconciliation.driverOnly', { driver: driverName })
    const sheetHash = held.hash.toString('hex')
    if (input.sheetHash !== sheetHash) return refuse('reconciliation.sheetChanged', { number })
    const facts = {
      sheet,
      driverId,
      driverName,
      closerId: null,
      agreement: null,
      sheetHash,
      isPeriodOpen: true,
      today,
    }
    const checklist = evaluate(AGREE_GATE, facts)
    if (!checklist.isOpen) return { refuse: { code: 'gate.reconcile', params: { number }, checklist } }
    return signer ? act({ ...held, signer }) : refuse('signing.noProof')
  },
  save: async ({ tx, actor, now }, { session, sheet, hash, signer }) => {
    const { accountSetId, paperId, number } = session
    const { address, userAgent } = actor
    const notePaperIds = sheet.notes.map((note) => note.paperId)
    const agreement = { sheetHash: hash, notePaperIds, method: signer.method, address, userAgent }
    await insertAgreement(tx, session, agreement, { actorId: actor.userId, at: now })
    const payload = {
      number,
      sheetHash: hash.toString('hex'),
      method: signer.method,
      notes: sheet.notes.length,
    }
    return { value: { number }, events: [{ accountSetId, paperId, payload }] }
  },
})
