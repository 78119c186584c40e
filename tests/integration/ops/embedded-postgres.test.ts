import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startEmbeddedPostgres } from '#lib/ops/embedded-postgres.ts'
import type { EmbeddedPostgres } from '#lib/ops/embedded-postgres.ts'
import { isAlive, waitUntilGone } from '#lib/ops/processes.ts'
import { createDatabase, onConnection } from '#lib/ops/roles.ts'

let folder = ''
const running: EmbeddedPostgres[] = []

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ folder })
  running.push(server)
  return server
}

async function ask(url: string, sql: string): Promise<unknown> {
  const answer = await onConnection(url, (client) => client.query({ text: sql, rowMode: 'array' }))
  return answer.rows[0]?.[0]
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), `silian-test-${process.pid}-`))
  const server = await start()
  await createDatabase(server.urlOf('superuser', 'postgres'), 'desk')
  await onConnection(server.urlOf('owner', 'desk'), async (client) => {
    await client.query('CREATE TABLE note (number int)')
    await client.query('INSERT INTO note VALUES (1)')
  })
  await server.stop()
})
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the embedded PostgreSQL', () => {
  it('keeps what was written over a restart', async () => {
    const server = await start()
    expect(await ask(server.urlOf('owner', 'desk'), 'SELECT number FROM note')).toBe(1)
  })

  it('listens on loopback only, in UTC, with UTF-8, checksums and durable commits', async () => {
    const url = (await start()).urlOf('superuser', 'desk')
    expect(await ask(url, 'SHOW listen_addresses')).toBe('127.0.0.1')
    expect(await ask(url, 'SHOW unix_socket_directories')).toBe('')
    expect(await ask(url, 'SHOW timezone')).toBe('UTC')
    expect(await ask(url, 'SHOW server_encoding')).toBe('UTF8')
    expect(await ask(url, 'SHOW data_checksums')).toBe('on')
    expect(await ask(url, 'SHOW fsync')).toBe('on')
    expect(await ask(url, 'SHOW synchronous_commit')).toBe('on')
    expect(await ask(url, "SELECT datlocale FROM pg_database WHERE datname = 'desk'")).toBe('C.UTF-8')
  })

  it('lets nobody in without a password', async () => {
    const { port } = await start()
    const open = `postgresql://postgres@127.0.0.1:${port}/desk`
    await expect(ask(open, 'SELECT 1')).rejects.toThrow()
    await expect(ask(`postgresql://postgres:guess@127.0.0.1:${port}/desk`, 'SELECT 1')).rejects.toMatchObject(
      {
        code: '28P01',
      },
    )
  })

  it('keeps its passwords in a file for its owner alone, and its port over restarts', async () => {
    const first = await start()
    const secrets = await stat(join(folder, 'secrets.json'))
    expect(secrets.mode & 0o777).toBe(0o600)
    await first.stop()
    expect((await start()).port).toBe(first.port)
  })

  it('gives neither the owner nor the application more than they need', async () => {
    const url = (await start()).urlOf('superuser', 'desk')
    const powers = `SELECT count(*)::int FROM pg_roles WHERE rolname LIKE 'silian%'
      AND (rolsuper OR rolcreaterole OR rolreplication OR rolbypassrls)`
    expect(await ask(url, powers)).toBe(0)
    expect(await ask(url, "SELECT rolcreatedb FROM pg_roles WHERE rolname = 'silian_app'")).toBe(false)
  })
})

describe('after a crash the embedded PostgreSQL', () => {
  it('recovers from kill -9 with its lock file still there', async () => {
    const first = await start()
    await onConnection(first.urlOf('owner', 'desk'), (client) => client.query('INSERT INTO note VALUES (2)'))
    process.kill(first.pid, 'SIGKILL')
    await first.ended
    const again = await start()
    expect(await ask(again.urlOf('owner', 'desk'), 'SELECT max(number) FROM note')).toBe(2)
  })

  it('ends the server that a killed launcher left behind', async () => {
    const left = await start()
    const again = await start()
    expect(await waitUntilGone(left.pid, 5_000)).toBe(true)
    expect(await ask(again.urlOf('owner', 'desk'), 'SELECT count(*)::int FROM note')).toBeGreaterThan(0)
  })

  it('does not touch a stranger whose process has the number in the old lock file', async () => {
    const first = await start()
    const lock = await readFile(join(first.cluster, 'postmaster.pid'), 'utf8')
    await first.stop()
    await writeFile(join(first.cluster, 'postmaster.pid'), lock.replace(/^\d+/, String(process.ppid)))
    const again = await start()
    expect(isAlive(process.ppid)).toBe(true)
    expect(again.pid).not.toBe(process.ppid)
  })

  it('says in one sentence that the secrets do not fit the data', async () => {
    const path = join(folder, 'secrets.json')
    const secrets = await readFile(path, 'utf8')
    await writeFile(path, secrets.replace(/"superuserPassword": "./, '"superuserPassword": "_'))
    await expect(start()).rejects.toThrow(/secrets\.json/)
    await writeFile(path, secrets)
    await expect(start()).resolves.toBeDefined()
  })
})
