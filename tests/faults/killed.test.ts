import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '#lib/db/client.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#lib/ops/embedded-postgres.ts'
import { migrate } from '#lib/ops/migrate.ts'
import { sleep } from '#lib/ops/processes.ts'
import { createDatabase } from '#lib/ops/roles.ts'
import { type Company, companyOn, issue, noteFor } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { seeded } from '#tests/support/seeded.ts'

const SEED = 20_261_123
const CLIENTS = 8
/** Each kill cuts eight notes at eight points: two hundred in all. */
const KILLS = 25

let folder: string
let server: EmbeddedPostgres
let company: Company

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'silian-faults-'))
  server = await startEmbeddedPostgres({ folder })
  await createDatabase(server.urlOf('superuser', 'postgres'), 'faults')
  await migrate(server.urlOf('owner', 'faults'))
  company = await companyOn(server.urlOf('app', 'faults'))
})

afterAll(async () => {
  await company.db.$disconnect()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

type Writer = {
  child: ChildProcess
  isReady: Promise<void>
  acknowledged: Map<string, string>
  sent: Set<string>
  faults: string[]
}

async function startWriter(prefix: string): Promise<Writer> {
  const inputs = await Promise.all(
    ['LZ006', 'LZ005', 'LZ004'].map((product) =>
      noteFor(company, 'K105', [
        { product, quantity: '1瓶' },
        { product: 'LZ003', quantity: '2瓶' },
      ]),
    ),
  )
  const { userId, displayName, accountSetIds } = company.staff.clerk
  const orders = {
    url: company.url,
    clients: CLIENTS,
    prefix,
    clerk: { userId, displayName },
    accountSetIds,
    inputs,
  }
  const child = spawn(process.execPath, ['tests/support/writer.ts', JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const writer: Writer = {
    child,
    isReady: Promise.resolve(),
    acknowledged: new Map(),
    sent: new Set(),
    faults: [],
  }
  writer.isReady = new Promise((resolve) => {
    let rest = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString('utf8')).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const [word, key = '', number = ''] = line.split(' ')
        if (word === 'ready') resolve()
        if (word === 'sent') writer.sent.add(key)
        if (word === 'done') writer.acknowledged.set(key, number)
        if (word === 'fault') writer.faults.push(line)
      }
    })
  })
  return writer
}

async function kill(writer: Writer): Promise<void> {
  const ended = new Promise((resolve) => writer.child.once('exit', resolve))
  writer.child.kill('SIGKILL')
  await ended
}

async function numbersOf(keys: readonly string[]): Promise<Map<string, string>> {
  const rows = await company.db.$queryRaw<{ key: string; number: string | null }[]>`
    SELECT key, result->>'number' AS number FROM command_receipt WHERE key = ANY(${[...keys]}::text[])`
  return new Map(rows.map((row) => [row.key, row.number ?? '']))
}

it('F01 kill -9 of the process at two hundred points leaves whole notes or none, and burns no number', async () => {
  const random = seeded(SEED)
  for (let round = 0; round < KILLS; round += 1) {
    const writer = await startWriter(`kill-${round}`)
    await writer.isReady
    await sleep(40 + random() * 160)
    await kill(writer)
    const kept = await numbersOf([...writer.sent])
    for (const [key, number] of writer.acknowledged) expect(kept.get(key)).toBe(number)
    expect([...kept.values()].every((number) => number !== '')).toBe(true)
  }
  await expectWhole(company.db)
}, 240_000)

it('F02 kill -9 of PostgreSQL loses no acknowledged note, and the desk goes on within five seconds', async () => {
  for (const round of [1, 2, 3]) {
    const writer = await startWriter(`crash-${round}`)
    await writer.isReady
    await sleep(400)
    process.kill(server.pid, 'SIGKILL')
    await server.ended
    server = await startEmbeddedPostgres({ folder })
    const back = performance.now()
    const before = writer.acknowledged.size
    while (writer.acknowledged.size === before && performance.now() - back < 5000) await sleep(25)
    expect(writer.acknowledged.size).toBeGreaterThan(before)
    await kill(writer)
    const kept = await numbersOf([...writer.acknowledged.keys()])
    for (const [key, number] of writer.acknowledged) expect(kept.get(key)).toBe(number)
  }
  await expectWhole(company.db)
}, 120_000)

it('F03 connections ended in the middle of transactions leave no half note and no fault without an answer', async () => {
  const writer = await startWriter('ended')
  await writer.isReady
  const superuser = openDatabase(server.urlOf('superuser', 'faults'), { connections: 1 })
  for (let round = 0; round < 10; round += 1) {
    await sleep(60)
    await superuser.$queryRaw`SELECT count(pg_terminate_backend(pid))::int FROM pg_stat_activity WHERE usename = 'silian_app'`
  }
  await sleep(500)
  const before = writer.acknowledged.size
  await sleep(500)
  expect(writer.acknowledged.size).toBeGreaterThan(before)
  await kill(writer)
  await superuser.$disconnect()
  await expectWhole(company.db)
}, 60_000)

it('F04 an answer that was lost is the same answer when the note is sent again', async () => {
  const input = await noteFor(company, 'K105', [{ product: 'LZ002', quantity: '1瓶' }])
  const lost = issue(company, input, { key: 'answer-lost-on-the-way' })
  const again = await issue(company, input, { key: 'answer-lost-on-the-way' })
  expect(again).toMatchObject({ status: 'done', value: { number: expect.stringMatching(/^XH/) } })
  const first = await lost
  expect(first.status === 'done' && again.status === 'done' && first.value).toEqual(
    again.status === 'done' && again.value,
  )
})
