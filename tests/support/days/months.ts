import { closePeriod } from '#lib/domain/account-sets/commands/close-period.ts'
import { reopenPeriod, requestReopening } from '#lib/domain/account-sets/commands/reopen-period.ts'
import { openPeriod } from '#lib/domain/account-sets/commands/turn-period.ts'
import { numberVouchers } from '#lib/domain/books/commands/number-vouchers.ts'
import { addDays, lastDayOfMonth, parseBusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { copiesHome } from '#tests/support/days/home.ts'
import { settled, acceptAtTheTill } from '#tests/support/days/settling.ts'
import { act, type DayWorld, press } from '#tests/support/days/press.ts'
import { delivery, drive, notesAt, readied, sentAlone, sentTogether } from '#tests/support/days/road.ts'
import { postDelivered, voided } from '#tests/support/days/papers.ts'
import { chance } from '#tests/support/goods-life.ts'
import { lookAtNote } from '#tests/support/note-steps.ts'

/*
 * Months are opened, finished, closed, and opened again by two people.
 */

type Month = { accountSetId: number; period: string }

/** The month of today is opened where nobody has opened it, and again where somebody closed it too early. */
export async function openThisMonth(world: DayWorld): Promise<void> {
  const { mainSetId, supermarketSetId } = world.company.books
  const period = periodOf(world.date)
  for (const accountSetId of [mainSetId, supermarketSetId]) {
    const where = { accountSetId, period }
    const there = await world.company.db.accountingPeriod.findFirst({ where })
    if (there === null) await act(world, openPeriod, world.company.staff.accountant, where)
    if (there?.status === 'CLOSED') await openedAgain(world, where)
  }
}

/** Months that are over are finished and closed, one of the account sets after the other. */
export async function closeMonths(world: DayWorld): Promise<void> {
  const { accountant } = world.company.staff
  for (const month of await openMonthsBefore(world)) {
    if (!chance(world, 0.7)) continue
    await finish(world, month)
    const closed = await act(world, closePeriod, accountant, month)
    if (closed !== null && chance(world, 0.4)) await openedAgain(world, month)
  }
}

async function openMonthsBefore(world: DayWorld): Promise<Month[]> {
  const rows = await world.company.db.accountingPeriod.findMany({
    where: { status: 'OPEN', period: { lt: periodOf(world.date) } },
    orderBy: [{ period: 'asc' }, { accountSetId: 'asc' }],
  })
  return rows.map(({ accountSetId, period }) => ({ accountSetId, period }))
}

/** One asks, another agrees or not. */
async function openedAgain(world: DayWorld, month: Month): Promise<void> {
  const { accountant, manager } = world.company.staff
  await act(world, requestReopening, accountant, { ...month, reason: '补记一笔' })
  if (chance(world, 0.2))
    await act(world, reopenPeriod, accountant, { ...month, decision: 'AGREED', remark: '' })
  const decision = chance(world, 0.8) ? 'AGREED' : 'DECLINED'
  await act(world, reopenPeriod, manager, { ...month, decision, remark: '' })
}

/** Whatever is open of a month is carried to its end or made void, so that the month can be closed. */
async function finish(world: DayWorld, { accountSetId, period }: Month): Promise<void> {
  const unposted = async () => {
    const first = `${period.slice(0, 4)}-${period.slice(4)}-01`
    const parsed = parseBusinessDate(first)
    if (!parsed.ok) throw new Error('a month begins on a day')
    const until = addDays(lastDayOfMonth(parsed.value), 1)
    const rows = await world.company.db.deliveryNote.findMany({
      where: {
        accountSetId,
        businessDate: { gte: new Date(first), lt: new Date(until) },
        status: { notIn: ['POSTED', 'REVERSED', 'VOIDED'] },
      },
      include: { paper: true },
      orderBy: { paper: { number: 'asc' } },
    })
    return rows.map(({ paperId, paper, driverId }) => ({
      accountSetId,
      paperId,
      driverId,
      number: paper.number,
    }))
  }
  for (const note of await unposted()) {
    await readied(world, note)
    await sentAlone(world, note)
    await sentAgain(world, note)
    const row = await lookAtNote(world, note)
    if (row.status === 'DELIVERED') await copiesHome(world, note)
  }
  await drive(world)
  for (const note of await unposted()) await copiesHome(world, note)
  await postDelivered(world)
  for (const note of await unposted()) await voided(world, note)
  for (const driver of world.drivers) {
    const open = await world.company.db.driverReconciliation.findFirst({
      where: { accountSetId, driverId: driver.userId, status: 'OPEN' },
    })
    if (open !== null) await settled(world, accountSetId, driver)
  }
  await acceptAtTheTill(world)
}

/** Goods that came back undelivered go on another trip, or are delivered now. */
async function sentAgain(
  world: DayWorld,
  note: { accountSetId: number; paperId: string; driverId: string | null; number: string },
): Promise<void> {
  const { accountSetId, paperId: noteId } = note
  const { status } = await lookAtNote(world, note)
  if (status !== 'DISPATCHED') return
  const stops = await world.company.db.tripStop.findMany({ where: { accountSetId, noteId } })
  if (stops.length > 0 && stops.every(({ isLive }) => !isLive)) await sentTogether(world, [note])
  const [again] = (await notesAt(world, 'DISPATCHED')).filter(({ paperId }) => paperId === noteId)
  const driver = world.drivers.find(({ userId }) => userId === again?.driverId)
  if (driver && chance(world, 0.5)) await press(world, await delivery(world, note, driver))
}

/** The vouchers of this month or the one before get their numbers. */
export async function numberTheVouchers(world: DayWorld): Promise<void> {
  const { mainSetId, supermarketSetId } = world.company.books
  const accountSetId = chance(world, 0.7) ? mainSetId : supermarketSetId
  const period = periodOf(chance(world, 0.6) ? world.date : addDays(world.date, -31))
  await act(world, numberVouchers, world.company.staff.accountant, { accountSetId, period })
}
