import { closePeriod } from '#lib/domain/account-sets/commands/close-period.ts'
import { type BusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { stageOf } from '#lib/ops/import/day-stage.ts'
import { perform } from '#lib/ops/import/perform.ts'
import type { Scene } from '#lib/ops/import/scene.ts'

/**
 * The accountant closes every month before a day that is still open, the oldest first; `isOver` closes the day's own too
 * (R64). The month's notes are posted, its money accepted and its drivers settled with, or the gate refuses.
 */
export async function closeMonths(
  scene: Scene,
  date: BusinessDate,
  { isOver }: { isOver: boolean },
): Promise<void> {
  const { db, accountSetId } = scene
  const period = periodOf(date)
  const open = await db.accountingPeriod.findMany({
    where: { accountSetId, status: 'OPEN', period: isOver ? { lte: period } : { lt: period } },
    select: { period: true, closings: true },
    orderBy: { period: 'asc' },
  })
  if (open.length === 0) return
  const stage = stageOf(scene, date, await scene.crew.atWork())
  for (const each of open) {
    const act = stage.act('closeMonth', 'accountant', {
      digest: `${accountSetId}/${each.period}/${each.closings}`,
    })
    await perform(closePeriod, act, { accountSetId, period: each.period })
  }
}

/** How the months between two days stand. */
export function readMonths(
  { db, accountSetId }: Scene,
  from: BusinessDate,
  to: BusinessDate,
): Promise<{ period: string; status: string }[]> {
  return db.accountingPeriod.findMany({
    where: { accountSetId, period: { gte: periodOf(from), lte: periodOf(to) } },
    select: { period: true, status: true },
    orderBy: { period: 'asc' },
  })
}
