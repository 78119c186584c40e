import type { Person } from '#lib/auth/actor.ts'
import type { Command } from '#lib/command/define-command.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { ActionResult } from '#lib/kernel/result.ts'
import { chance, pick, type Step, step, type World } from '#tests/support/goods-life.ts'
import { spoiled } from '#tests/support/goods-mischief.ts'
import { TEST_PIN } from '#tests/support/people.ts'
import { run } from '#tests/support/road.ts'

/*
 * What random days are made of: a desk with its calendar, and one way to press a button of it, in which people are now
 * and then wrong, late, twice, or two at once.
 */

/** A step that crosses the one somebody wants, looked up as the desk stands; null when there is nothing to cross with. */
export type Crossing = (world: DayWorld, wanted: Step) => Promise<Step | null>

export type DayWorld = World & {
  seed: number
  /** The day at the desk, and the instant in it. */
  date: BusinessDate
  nowMs: number
  pressed: number
  drivers: readonly Person[]
  crossings: readonly Crossing[]
  /** What was pressed and answered, by line. */
  told: string[]
  /** Answers by command and status. */
  tally: Map<string, Map<string, number>>
  /** Numbers that the tax platform gave. */
  invoicesNumbered: number
}

/** A promise was broken; says which. */
export class BrokenPromise extends Error {}

/** Some seconds pass. */
export function passTime(world: DayWorld): void {
  world.nowMs += 4_000 + Math.floor(world.random() * 20_000)
  world.company.desk.setNow(new Date(world.nowMs).toISOString())
}

/** Starts a day at eight in the morning, Shanghai. */
export function startDay(world: DayWorld, date: BusinessDate): void {
  world.date = date
  world.nowMs = Date.parse(`${date}T00:00:00Z`)
  world.told.push(`--- ${date}`)
  passTime(world)
}

/**
 * Everything that stands in the database but what is written about refusals: how many rows each table has, and its newest
 * version of a row. Two alike: nothing was written in between.
 */
async function everyRow({ company: { db } }: DayWorld): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ name: string; state: string }[]>`
    SELECT table_name AS name, query_to_xml(format('SELECT count(*), max(xmin::text::bigint) FROM %I', table_name), false, true, '')::text AS state
    FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT IN ('refusal', 'throttle')`
  return new Map(rows.map(({ name, state }) => [name, state]))
}

async function expectUnchanged(world: DayWorld, before: Map<string, string>, what: string): Promise<void> {
  const after = await everyRow(world)
  const changed = [...after].filter(([name, state]) => before.get(name) !== state).map(([name]) => name)
  if (changed.length > 0) throw new BrokenPromise(`${what} changed ${changed.join(', ')}`)
}

/** Tells and counts what was answered. */
function note(world: DayWorld, { name, by, input }: Step, answer: ActionResult<unknown>): void {
  const said = answer.status === 'refused' ? `refused ${answer.refusal.code}` : answer.status
  const isReplay = answer.status === 'done' && answer.isReplay === true
  const rules = answer.status === 'refused' ? unmetRules(answer) : ''
  const fields = answer.status === 'invalid' ? JSON.stringify(answer.fields) : ''
  const typed = JSON.stringify(input, (_key, value) => (typeof value === 'bigint' ? `${value}` : value))
  const at = new Date(world.nowMs).toISOString().slice(11, 19)
  const shown = typed.length > 400 ? `${typed.slice(0, 400)}…` : typed
  world.told.push(
    `${at} ${by.displayName} ${name} ${shown}: ${said}${isReplay ? ' again' : ''} ${rules}${fields}`,
  )
  const counts = world.tally.get(name) ?? new Map<string, number>()
  const counted = said.startsWith('refused gate') ? `${said} ${rules}` : said
  world.tally.set(name, counts.set(counted, (counts.get(counted) ?? 0) + 1))
}

function unmetRules({ refusal }: Extract<ActionResult<unknown>, { status: 'refused' }>): string {
  const unmet = refusal.checklist?.items.filter(({ state }) => state === 'unmet') ?? []
  return unmet.map(({ rule, code }) => `${rule} ${code}`).join(', ')
}

/** Sends a step as it is, once; a fault is a broken promise. */
async function send(world: DayWorld, wanted: Step, key: string): Promise<ActionResult<unknown>> {
  const answer = await wanted.send(wanted.by, wanted.input, key)
  note(world, wanted, answer)
  const { faults } = world.company.desk
  if (answer.status === 'fault' || faults.length > 0)
    throw new BrokenPromise(`${wanted.name} was answered by a fault`, { cause: faults[0]?.error })
  return answer
}

/** Remembers papers that a step opened. */
function remember(world: DayWorld, wanted: Step, answer: ActionResult<unknown>): void {
  if (wanted.opens === null || answer.status !== 'done' || answer.isReplay === true) return
  const { value } = answer
  if (typeof value !== 'object' || value === null || !('paperId' in value)) return
  const accountSetId = 'accountSetId' in value ? value.accountSetId : null
  const { paperId } = value
  if (typeof accountSetId !== 'number' || typeof paperId !== 'string') return
  const lists = { goods: world.goods, note: world.notes, payment: world.payments }
  lists[wanted.opens].push({ accountSetId, paperId })
}

/** Presses a button, mostly as it should be. Answers what the right press was told. */
export async function press(world: DayWorld, wanted: Step): Promise<ActionResult<unknown>> {
  passTime(world)
  world.pressed += 1
  const key = `day-${world.seed}-${world.pressed}`
  if (chance(world, 0.03)) await send(world, spoiled(world, wanted), `${key}-wrong`)
  if (chance(world, 0.01)) return pressWatched(world, wanted, key)
  const crossing = chance(world, 0.08) ? await pick(world, world.crossings)(world, wanted) : null
  const twin = chance(world, 0.04) ? { ...wanted, key: chance(world, 0.5) ? key : `${key}-twin` } : null
  const [answer, ...others] = await Promise.all([
    send(world, wanted, key),
    ...(twin === null ? [] : [send(world, twin, twin.key)]),
    ...(crossing === null ? [] : [send(world, crossing, `${key}-crossing`)]),
  ])
  if (!answer) throw new Error('a press is answered')
  remember(world, wanted, answer)
  if (twin !== null && others[0]) remember(world, twin, others[0])
  return answer
}

/** Presses while nobody else does: what is refused leaves nothing behind, and the same press again changes nothing. */
async function pressWatched(world: DayWorld, wanted: Step, key: string): Promise<ActionResult<unknown>> {
  const before = await everyRow(world)
  const answer = await send(world, wanted, key)
  if (answer.status !== 'done') {
    await expectUnchanged(world, before, `${wanted.name}, ${answer.status},`)
    return answer
  }
  remember(world, wanted, answer)
  const done = await everyRow(world)
  const again = await send(world, wanted, key)
  if (again.status !== 'done' || again.isReplay !== true)
    throw new BrokenPromise(`${wanted.name} pressed again with its key was answered ${again.status}`)
  await expectUnchanged(world, done, `${wanted.name} pressed again`)
  const other = await send(world, { ...wanted, input: { ...wanted.input, accountSetId: 9 } }, key)
  if (other.status === 'done')
    throw new BrokenPromise(`${wanted.name} took another input with a key of before`)
  return answer
}

/** Presses these one after another, whatever each is answered. */
export async function pressAll(world: DayWorld, steps: readonly Step[]): Promise<void> {
  for (const each of steps) await press(world, each)
}

/** Presses the command; answers its value when it was done, else null. */
export async function act<Input, Loaded, Plan, Value>(
  world: DayWorld,
  command: Command<Input, Loaded, Plan, Value>,
  by: Person,
  input: object,
  opens: Step['opens'] = null,
): Promise<Value | null> {
  const values: Value[] = []
  const wanted = step(world, command, by, input, opens)
  await press(world, {
    ...wanted,
    send: async (person, typed, key) => {
      const answer = await run(world.company, command, person, typed, { pin: TEST_PIN, key })
      if (answer.status === 'done') values.push(answer.value)
      return answer
    },
  })
  return values[0] ?? null
}
