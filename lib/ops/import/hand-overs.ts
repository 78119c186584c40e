import { handToAccounting } from '#lib/domain/delivery-notes/commands/hand-to-accounting.ts'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import { OperatorFailure } from '#lib/ops/failure.ts'
import type { Crew } from '#lib/ops/import/crew.ts'
import type { DayStage } from '#lib/ops/import/day-stage.ts'
import { inPieces } from '#lib/ops/import/lanes.ts'
import { digestOf, perform } from '#lib/ops/import/perform.ts'
import { acceptCopiesCommand } from '#lib/papers/commands/accept-copies.ts'
import { offerCopiesCommand } from '#lib/papers/commands/offer-copies.ts'
import { type CopyKind, type CopyPlace, isCopyKind } from '#lib/papers/copy-kinds.ts'
import type { Prisma } from '#prisma/generated/client.ts'

/*
 * Copies change hands for many notes at once, as people do it. What there is to hand over or to take is read from the
 * desk each time, so nothing is done twice.
 */

const COPIES_MOST = 200
const NOTES_MOST = 100

type CopyKey = { accountSetId: number; paperId: string; kind: CopyKind }

/** The driver takes over the copies that go with the goods. */
export async function driverTakes(stage: DayStage, paperIds: readonly string[]): Promise<void> {
  await takeOver(stage, 'driverTakes', 'driver', paperIds)
}

/** What the customer signed goes from the driver to the clerk, and on to accounting. */
export async function bringHome(stage: DayStage, paperIds: readonly string[]): Promise<void> {
  const { driver, clerk } = stage.crew
  const withDriver = await findCopies(stage, paperIds, {
    place: 'DRIVER',
    keeperId: driver.person.userId,
    offeredPlace: null,
  })
  for (const copies of inPieces(withDriver, COPIES_MOST)) {
    const act = stage.act('driverReturns', 'driver', { digest: digestOfCopies(copies) })
    const offer = { copies, toPlace: 'DESK', toId: clerk.person.userId, remark: '' }
    await perform(offerCopiesCommand, act, offer)
  }
  await takeOver(stage, 'clerkTakes', 'clerk', paperIds)
  const signed = await findCopies(stage, paperIds, {
    kind: 'CUSTOMER',
    place: 'DESK',
    keeperId: clerk.person.userId,
    offeredPlace: null,
  })
  for (const copies of inPieces(signed, NOTES_MOST)) {
    const act = stage.act('clerkHandsOn', 'clerk', { digest: digestOfCopies(copies) })
    const ids = copies.map(({ paperId }) => paperId)
    await perform(handToAccounting, act, {
      accountSetId: stage.scene.accountSetId,
      paperIds: ids,
      toId: null,
    })
  }
  await takeOver(stage, 'accountantTakes', 'accountant', paperIds)
}

/** The accountant posts what was delivered. */
export async function post(stage: DayStage, paperIds: readonly string[]): Promise<void> {
  const { db, accountSetId } = stage.scene
  const delivered = await db.deliveryNote.findMany({
    where: { accountSetId, paperId: { in: [...paperIds] }, status: 'DELIVERED' },
    select: { paperId: true },
    orderBy: { paperId: 'asc' },
  })
  const ids = delivered.map(({ paperId }) => paperId)
  for (const piece of inPieces(ids, NOTES_MOST)) {
    const act = stage.act('post', 'accountant', { digest: digestOf(piece) })
    const { refused } = await perform(postNotes, act, { accountSetId, paperIds: piece, postingDate: '' })
    const first = refused[0]
    if (first === undefined) continue
    const unmet = first.checklist.items.filter((item) => item.state === 'unmet')
    const rules = unmet.map((item) => `${item.rule} ${item.code}`).join(', ')
    throw new OperatorFailure(
      `${first.number} 未能过账：${rules}`,
      `${first.number} was not posted: ${rules}`,
    )
  }
}

/** Someone takes over what was offered to them: the accountant also what was offered to any accountant. */
async function takeOver(
  stage: DayStage,
  step: 'driverTakes' | 'clerkTakes' | 'accountantTakes',
  part: keyof Crew,
  paperIds: readonly string[],
): Promise<void> {
  const me = { offeredToId: stage.crew[part].person.userId }
  const anyone = { offeredToId: null, offeredPlace: 'ACCOUNTING' }
  const offered = await findCopies(stage, paperIds, part === 'accountant' ? { OR: [me, anyone] } : me)
  for (const copies of inPieces(offered, COPIES_MOST))
    await perform(acceptCopiesCommand, stage.act(step, part, { digest: digestOfCopies(copies) }), {
      of: { copies },
      remark: '',
    })
}

async function findCopies(
  stage: DayStage,
  paperIds: readonly string[],
  where: Prisma.DocumentCopyWhereInput & { place?: CopyPlace },
): Promise<CopyKey[]> {
  const { db, accountSetId } = stage.scene
  const rows = await db.documentCopy.findMany({
    where: { ...where, accountSetId, paperId: { in: [...paperIds] } },
    select: { paperId: true, kind: true },
    orderBy: [{ paperId: 'asc' }, { kind: 'asc' }],
  })
  return rows.flatMap(({ paperId, kind }) => (isCopyKind(kind) ? [{ accountSetId, paperId, kind }] : []))
}

function digestOfCopies(copies: readonly CopyKey[]): string {
  return digestOf(copies.map(({ paperId, kind }) => `${paperId} ${kind}`))
}
