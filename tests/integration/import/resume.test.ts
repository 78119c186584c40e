import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sleep } from '#lib/ops/processes.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { TEST_PIN_KEY } from '#tests/support/people.ts'
import { type DemoDesk, demoDesk, FIXTURE, statusesOf } from './demo-desk.ts'

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url))
/** The command starts several times here. */
const PATIENCE = 180_000
const ALL = { notes: 10, lines: 36, bottles: 437, saleFen: 881_754n }

let desk: DemoDesk

beforeEach(async () => {
  desk = await demoDesk()
})

afterEach(() => desk.drop())

/** The command as an operator types it; `until` says when to send the signal. */
async function runAndSignal(signal: NodeJS.Signals, until: () => Promise<boolean>): Promise<number | null> {
  const child = spawn(process.execPath, ['lib/ops/import.ts', 'iowa', FIXTURE], {
    cwd: PROJECT,
    env: {
      ...process.env,
      DATABASE_URL: desk.database.url,
      DATABASE_OWNER_URL: desk.database.ownerUrl,
      SILIAN_PIN_KEY: TEST_PIN_KEY,
    },
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  const ended = once(child, 'exit')
  while (child.exitCode === null && !(await until())) await sleep(5)
  child.kill(signal)
  const [code] = await ended
  return typeof code === 'number' ? code : null
}

it(
  'finishes the notes under way when it is told to stop, and goes on where it was',
  { timeout: PATIENCE },
  async () => {
    const code = await runAndSignal('SIGINT', async () => (await desk.db.deliveryNote.count()) > 0)
    expect(code).toBe(1)
    const { POSTED: posted = 0, ...halfway } = await statusesOf(desk.db)
    expect(halfway).toEqual({})
    expect(posted).toBeGreaterThan(0)
    expect(posted).toBeLessThan(10)
    expect((await desk.run()).posted).toEqual(ALL)
    await expectWhole(desk.db)
  },
)

it(
  'goes on after it was killed at any point, and nothing is there twice',
  { timeout: PATIENCE },
  async () => {
    const points = [
      async () => (await desk.db.product.count({ where: { code: { startsWith: 'IA-' } } })) > 5,
      async () => (await desk.db.deliveryNote.count({ where: { status: 'PICKING' } })) > 0,
      async () => (await desk.db.deliveryNote.count({ where: { status: 'DELIVERED' } })) > 1,
    ]
    for (const isThere of points) await runAndSignal('SIGKILL', isThere)
    const before = await statusesOf(desk.db)
    expect(Object.keys(before).some((status) => status !== 'POSTED')).toBe(true)
    expect((await desk.run()).posted).toEqual(ALL)
    expect(await statusesOf(desk.db)).toEqual({ POSTED: 10 })
    expect(await desk.db.paper.count({ where: { kind: { in: ['SALES_ORDER', 'DELIVERY_NOTE'] } } })).toBe(20)
    expect(await desk.db.customer.count({ where: { code: { startsWith: 'IA-' } } })).toBe(8)
    await expectWhole(desk.db)
  },
)

it('ends with one sentence when the desk refuses a step, and nothing forces it', async () => {
  await expect(desk.run({ pinKey: 'another-key-than-the-one-that-the-pins-were-made-with' })).rejects.toThrow(
    'note.issue was not done (signing.wrongPin',
  )
  expect(await desk.db.deliveryNote.count()).toBe(0)
  expect(await desk.db.signature.count({ where: { paper: { kind: 'DELIVERY_NOTE' } } })).toBe(0)
})

it('ends with one sentence when one of the staff cannot sign in', async () => {
  await desk.db.user.update({ where: { userName: 'driver' }, data: { isActive: false } })
  await expect(desk.run()).rejects.toThrow('The demo account driver is not signed in')
  expect(await desk.db.deliveryNote.count()).toBe(0)
})
