import { afterAll, expect, it } from 'vitest'
import { testCompany } from '#tests/support/company.ts'
import { expectAllBalanced, expectBalanced } from '#tests/support/days/books.ts'
import { aDay, dayWorld, nextDay } from '#tests/support/days/day.ts'
import type { DayWorld } from '#tests/support/days/press.ts'

/*
 * Random days at the desk, by everybody whose day it is, lawful and not, some at once; months close and open behind them.
 * After each day the books are compared with every sub-ledger, and in the end everything is recomputed. A run of days is
 * told by its seed: SILIAN_DAYS=400 runs so many days from seed 1 on, SILIAN_DAYS=31:7 the first 31 days of seed 7, and
 * SILIAN_DAYS=40:11-20 so many of each of these seeds.
 */

const GATE = [
  { seed: 1, days: 6 },
  { seed: 2, days: 6 },
]
const DAYS_PER_COMPANY = 40
const LAST_TOLD = 120
/** Answers by command and status, over all runs. */
const tally: DayWorld['tally'] = new Map()
let daysDone = 0

const runs = runsOf(process.env['SILIAN_DAYS'])

function runsOf(asked: string | undefined): { seed: number; days: number }[] {
  if (asked === undefined) return GATE
  const [days = 0, seeds] = asked.split(':')
  const [first = 1, last = first] = seeds?.split('-').map(Number) ?? []
  if (seeds !== undefined)
    return Array.from({ length: last - first + 1 }, (_, index) => ({
      seed: first + index,
      days: Number(days),
    }))
  return Array.from({ length: Math.ceil(Number(days) / DAYS_PER_COMPANY) }, (_, index) => {
    return { seed: index + 1, days: Math.min(DAYS_PER_COMPANY, Number(days) - index * DAYS_PER_COMPANY) }
  })
}

/** So many days of one company, each day looked at before the next begins. */
async function live(world: DayWorld, days: number): Promise<void> {
  let date = world.date
  for (let day = 1; day <= days; day += 1) {
    await aDay(world, date)
    await expectBalanced(world.company.db)
    date = nextDay(world)
    daysDone += 1
  }
  await expectAllBalanced(world.company.db)
}

afterAll(() => {
  if (process.env['SILIAN_DAYS'] === undefined) return
  console.log(`${daysDone} days`)
  for (const [name, counts] of [...tally].toSorted(([a], [b]) => a.localeCompare(b)))
    console.log(name, Object.fromEntries([...counts].toSorted(([, a], [, b]) => b - a)))
})

it.each(runs)(
  'I1 to I5: books, sub-ledgers, stock, cash and copies agree after each of $days random days of seed $seed',
  async ({ seed, days }) => {
    const company = await testCompany({ connections: 6 })
    try {
      const world = await dayWorld(company, seed)
      world.tally = tally
      await live(world, days).catch((error: unknown) => {
        const steps = world.told.slice(-LAST_TOLD).join('\n')
        throw new Error(
          `${String(error)}\nSILIAN_DAYS=${days}:${seed} runs it again; the last of its steps:\n${steps}`,
          {
            cause: error,
          },
        )
      })
      expect(company.desk.faults).toEqual([])
      if (process.env['SILIAN_DAYS'] !== undefined)
        console.log(`seed ${seed}: ${days} days, ${world.pressed} presses`)
    } finally {
      await company.drop()
    }
  },
  1_800_000,
)

it('does what a desk does: over many days no kind of step is always refused', () => {
  const must = [
    'note.issue',
    'note.deliver',
    'note.post',
    'receipt.record',
    'reconciliation.close',
    'receipt.accept',
  ]
  const never = [...tally].filter(([, counts]) => !counts.has('done')).map(([name]) => name)
  expect(daysDone < 200 ? never.filter((name) => must.includes(name)) : never).toEqual([])
})
