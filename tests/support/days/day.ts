import { addDays, type BusinessDate } from '#lib/kernel/business-date.ts'
import { systemClock, today } from '#lib/kernel/clock.ts'
import type { TestCompany } from '#tests/support/company.ts'
import { CROSSINGS } from '#tests/support/days/crossings.ts'
import { amendSome, bringCopiesHome } from '#tests/support/days/home.ts'
import {
  giveUp,
  readTheBank,
  settleByHand,
  takeMoney,
  takeMoneyBack,
  takePrepayment,
} from '#tests/support/days/money.ts'
import { closeMonths, numberTheVouchers, openThisMonth } from '#tests/support/days/months.ts'
import {
  closeCases,
  goodsComeBack,
  invoice,
  postDelivered,
  stateAccount,
  undoPosted,
  voidSome,
} from '#tests/support/days/papers.ts'
import { type DayWorld, press, pressAll, startDay } from '#tests/support/days/press.ts'
import { drive, sendVehicles, workTheWarehouse } from '#tests/support/days/road.ts'
import { issueSome, sellToSupermarket } from '#tests/support/days/selling.ts'
import { acceptAtTheTill, ruleOnDisputes, settleWithDrivers } from '#tests/support/days/settling.ts'
import { chance, lookAt, pick } from '#tests/support/goods-life.ts'
import { mischief } from '#tests/support/goods-mischief.ts'
import { someOpening } from '#tests/support/goods-openings.ts'
import { stepsOf } from '#tests/support/goods-walk.ts'
import { goodsWorld } from '#tests/support/goods-world.ts'
import { createPerson } from '#tests/support/people.ts'
import { seeded } from '#tests/support/seeded.ts'

/*
 * A random day at the desk: each part of the house does its work, often enough in the order of the day, sometimes not.
 */

type Work = (world: DayWorld) => Promise<void>

/** Purchases, stock-outs, transfers, counts and returns begin and go on. */
async function workWithGoods(world: DayWorld): Promise<void> {
  if (world.goods.length < 6 || chance(world, 0.5)) await press(world, await someOpening(world))
  for (let turn = 0; turn < 5 && world.goods.length > 0; turn += 1) {
    const paper = pick(world, world.goods.slice(-12))
    const isWild = chance(world, 0.12)
    await pressAll(
      world,
      isWild ? await mischief(world, paper) : await stepsOf(world, await lookAt(world, paper)),
    )
  }
}

/** What is done in a day, in its order, and how often of ten days. */
const PARTS: readonly (readonly [Work, number])[] = [
  [openThisMonth, 9],
  [takePrepayment, 4],
  [issueSome, 9],
  [issueSome, 8],
  [issueSome, 5],
  [sellToSupermarket, 5],
  [workWithGoods, 9],
  [workTheWarehouse, 9],
  [voidSome, 2],
  [sendVehicles, 9],
  [drive, 9],
  [workWithGoods, 5],
  [bringCopiesHome, 9],
  [amendSome, 7],
  [settleWithDrivers, 8],
  [ruleOnDisputes, 4],
  [acceptAtTheTill, 8],
  [postDelivered, 8],
  [takeMoney, 8],
  [takeMoney, 6],
  [readTheBank, 3],
  [settleByHand, 6],
  [takeMoneyBack, 5],
  [undoPosted, 3],
  [goodsComeBack, 4],
  [giveUp, 3],
  [invoice, 5],
  [closeCases, 4],
  [stateAccount, 1],
  [numberTheVouchers, 2],
  [closeMonths, 3],
]

/** A desk with its people and goods, on the twentieth of the machine's month: no run begins at another end of a month. */
export async function dayWorld(company: TestCompany, seed: number): Promise<DayWorld> {
  const goods = await goodsWorld(company)
  const { mainSetId, supermarketSetId } = company.books
  const accountSetIds = [mainSetId, supermarketSetId]
  const other = await createPerson(company.db, {
    ...{ roles: ['DRIVER'], accountSetIds, displayName: 'otherDriver' },
  })
  return {
    ...goods,
    ...{ seed, random: seeded(seed), date: twentieth(today(systemClock)), nowMs: 0, pressed: 0 },
    ...{ drivers: [company.staff.driver, other.person], crossings: CROSSINGS },
    ...{ told: [], tally: new Map(), invoicesNumbered: 0 },
  }
}

const twentieth = (date: BusinessDate): BusinessDate => addDays(date, 20 - Number(date.slice(8)))

/** The day after, or some days on. */
export function nextDay(world: DayWorld): BusinessDate {
  return addDays(world.date, pick(world, [1, 1, 1, 1, 2, 3, 5, 8]))
}

/** One day from its morning to its evening. */
export async function aDay(world: DayWorld, date: BusinessDate): Promise<void> {
  startDay(world, date)
  const parts = PARTS.map(([work, often], index) => {
    const at = chance(world, 0.1) ? Math.floor(world.random() * PARTS.length) : index
    return { work, at, isDone: chance(world, often / 10) }
  })
  for (const { work, isDone } of parts.toSorted((a, b) => a.at - b.at)) if (isDone) await work(world)
}
