import { agreeToSheet } from '#lib/domain/driver-reconciliations/commands/agree.ts'
import { closeReconciliation } from '#lib/domain/driver-reconciliations/commands/close.ts'
import { countCash } from '#lib/domain/driver-reconciliations/commands/count.ts'
import { openReconciliation } from '#lib/domain/driver-reconciliations/commands/open.ts'
import { DENOMINATIONS_FEN } from '#lib/domain/driver-reconciliations/denominations.ts'
import { readSessionPage, type SessionPage } from '#lib/domain/driver-reconciliations/queries.ts'
import { acceptReceipts } from '#lib/domain/receipts/commands/accept.ts'
import type { DayStage } from '#lib/ops/import/day-stage.ts'
import { inPieces } from '#lib/ops/import/lanes.ts'
import { digestOf, perform } from '#lib/ops/import/perform.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/** What a cashier accepts in one press. */
const RECEIPTS_MOST = 200
/** No coin of the count is smaller than a tenth of a yuan. */
const CHANGE = '零头不足一角，没有硬币可点'

/**
 * The evening with the driver: the session lists what was delivered, the clerk counts the cash, both sign, and the cashier
 * accepts what the stops paid (R57, R58). Nothing when nothing waits.
 */
export async function settleWithDriver(stage: DayStage): Promise<void> {
  const session = await findSession(stage)
  if (session) await runSession(stage, session)
  await acceptPending(stage)
}

async function findSession(stage: DayStage): Promise<PaperKey | null> {
  const { db, accountSetId } = stage.scene
  const driverId = stage.crew.driver.person.userId
  const open = await db.driverReconciliation.findFirst({
    where: { accountSetId, driverId, status: 'OPEN' },
    select: { paperId: true },
  })
  if (open) return { accountSetId, paperId: open.paperId }
  const waiting = await db.reconciliationNote.findMany({
    where: { accountSetId, driverId, reconciliationId: null },
    select: { paperId: true },
    orderBy: { paperId: 'asc' },
  })
  if (waiting.length === 0) return null
  const digest = digestOf(waiting.map(({ paperId }) => paperId))
  const { paperId } = await perform(openReconciliation, stage.act('openSession', 'clerk', { digest }), {
    ...{ accountSetId, driverId },
  })
  return { accountSetId, paperId }
}

async function runSession(stage: DayStage, key: PaperKey): Promise<void> {
  const { sheet } = await pageOf(stage, key)
  const expectedFen = BigInt(sheet.expectedFen)
  if (expectedFen > 0n) {
    const { pieces, missingFen } = piecesOf(expectedFen)
    const act = stage.act('countCash', 'clerk', { digest: `${key.paperId}/${expectedFen}` })
    await perform(countCash, act, { ...key, pieces, stated: '', reason: missingFen > 0n ? CHANGE : '' })
  }
  const { sheetHash } = await pageOf(stage, key)
  const digest = digestOf([key.paperId, sheetHash])
  await perform(agreeToSheet, stage.signing('driverAgrees', 'driver', { digest }), { ...key, sheetHash })
  await perform(closeReconciliation, stage.signing('closeSession', 'clerk', { digest }), {
    ...key,
    sheetHash,
  })
}

async function pageOf(stage: DayStage, key: PaperKey): Promise<SessionPage> {
  const page = await readSessionPage(stage.scene.db, stage.crew.clerk.person, key, stage.date)
  if (!page) throw new Error('the clerk sees every session')
  return page
}

/** The cash as it lies there, largest first, and what of it no coin can make. */
export function piecesOf(amountFen: bigint): { pieces: string[]; missingFen: bigint } {
  let leftFen = amountFen
  const pieces = DENOMINATIONS_FEN.map((fen) => {
    const count = leftFen / BigInt(fen)
    leftFen -= count * BigInt(fen)
    return String(count)
  })
  return { pieces, missingFen: leftFen }
}

async function acceptPending(stage: DayStage): Promise<void> {
  const { db, accountSetId } = stage.scene
  const pending = await db.receipt.findMany({
    where: { accountSetId, status: 'PENDING', takenById: stage.crew.driver.person.userId },
    select: { paperId: true },
    orderBy: { paperId: 'asc' },
  })
  const ids = pending.map(({ paperId }) => paperId)
  for (const paperIds of inPieces(ids, RECEIPTS_MOST)) {
    const act = stage.act('acceptMoney', 'accountant', { digest: digestOf(paperIds) })
    await perform(acceptReceipts, act, { accountSetId, paperIds })
  }
}
