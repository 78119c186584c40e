import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { assertSchemaVersion, migrate } from '#lib/ops/migrate.ts'
import type { MigrationFolders } from '#lib/ops/migrate.ts'
import { createDatabase, dropDatabase, onConnection } from '#lib/ops/roles.ts'

const FIRST = `CREATE TABLE note (id int PRIMARY KEY);
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'history; is kept';
END;
$$;`
const SECOND = 'CREATE TABLE line (id int PRIMARY KEY);\nCREATE TABLE copy (id int PRIMARY KEY);'

let folders: MigrationFolders
let root = ''
let name = ''
let url = ''
let appUrl = ''

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'silian-migrations-'))
  folders = { schema: join(root, 'schema'), migrations: join(root, 'migrations') }
  await mkdir(folders.schema)
  await writeFile(join(folders.schema, 'base.prisma'), 'datasource db {\n  provider = "postgresql"\n}\n')
  await write('20260101000000_first', FIRST)
  await write('20260102000000_second', SECOND)
  name = `migrate_${crypto.randomUUID().slice(0, 8)}`
  const urls = inject('postgresUrls')
  await createDatabase(urls.superuser, name)
  url = urls.owner.replace(/\/postgres$/, `/${name}`)
  appUrl = urls.app.replace(/\/postgres$/, `/${name}`)
})
afterEach(async () => {
  await dropDatabase(inject('postgresUrls').superuser, name)
  await rm(root, { recursive: true, force: true })
})

async function write(migration: string, sql: string): Promise<void> {
  await mkdir(join(folders.migrations, migration), { recursive: true })
  await writeFile(join(folders.migrations, migration, 'migration.sql'), sql)
}

function query(sql: string): Promise<unknown[]> {
  return onConnection(url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows)
}

async function tables(): Promise<readonly string[]> {
  const found = await onConnection(url, (client) =>
    client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
    ),
  )
  return found.rows.map((row) => row.name).filter((one) => !one.startsWith('_'))
}

describe('migrating', () => {
  it('applies every migration once, in order, function bodies whole', async () => {
    expect(await migrate(url, folders)).toEqual(['20260101000000_first', '20260102000000_second'])
    expect(await migrate(url, folders)).toEqual([])
    expect(await tables()).toEqual(['copy', 'line', 'note'])
  })

  it('lets two starters at once go one after the other', async () => {
    const applied = await Promise.all([migrate(url, folders), migrate(url, folders), migrate(url, folders)])
    expect(applied.flat()).toHaveLength(2)
    expect(await tables()).toHaveLength(3)
  })

  it('F23 leaves nothing of a migration that fails, and applies it when it is put right', async () => {
    await write('20260102000000_second', `${SECOND}\nSELECT 1 / 0;`)
    await expect(migrate(url, folders)).rejects.toThrow(/Migrating the database failed/)
    expect(await tables()).toEqual(['note'])
    await write('20260102000000_second', SECOND)
    expect(await migrate(url, folders)).toEqual(['20260102000000_second'])
    expect(await tables()).toHaveLength(3)
  })

  it('F23 runs a migration again that was killed half way', async () => {
    await write('20260102000000_second', `${SECOND}\nSELECT pg_sleep(30);`)
    const first = migrate(url, folders).catch((error: unknown) => error)
    await expect
      .poll(() => query(`SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'`), { timeout: 10_000 })
      .toHaveLength(1)
    await query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> pg_backend_pid()`)
    expect(await first).toBeInstanceOf(Error)
    await write('20260102000000_second', SECOND)
    expect(await migrate(url, folders)).toEqual(['20260102000000_second'])
    expect(await tables()).toHaveLength(3)
    await expect(assertSchemaVersion(appUrl, folders)).resolves.toBeUndefined()
  })

  it('F23 knows a migration as done whose end the killed program could not write down any more', async () => {
    await rm(join(folders.migrations, '20260102000000_second'), { recursive: true })
    await migrate(url, folders)
    await query(`CREATE TRIGGER killed BEFORE UPDATE ON _prisma_migrations FOR EACH ROW
                 WHEN (OLD.finished_at IS NOT NULL) EXECUTE FUNCTION refuse()`)
    await write('20260102000000_second', SECOND)
    await expect(migrate(url, folders)).rejects.toThrow()
    await query('DROP TRIGGER killed ON _prisma_migrations')
    expect(await migrate(url, folders)).toEqual([])
    expect(await tables()).toHaveLength(3)
  })
})

describe('F23 the version of the database', () => {
  it('is accepted when every migration is there, read with the rights of the application', async () => {
    await migrate(url, folders)
    await expect(assertSchemaVersion(appUrl, folders)).resolves.toBeUndefined()
  })

  it('is refused when a migration is missing', async () => {
    await migrate(url, folders)
    await write('20260103000000_third', 'SELECT 1;')
    await expect(assertSchemaVersion(appUrl, folders)).rejects.toThrow(/lacks 20260103000000_third/)
  })

  it('is refused when nothing was migrated', async () => {
    await expect(assertSchemaVersion(appUrl, folders)).rejects.toThrow(/db:migrate/)
  })

  it('is refused when a newer program migrated it', async () => {
    await write('20260103000000_third', 'SELECT 1;')
    await migrate(url, folders)
    await rm(join(folders.migrations, '20260103000000_third'), { recursive: true })
    await expect(assertSchemaVersion(appUrl, folders)).rejects.toThrow(/newer or another program/)
    await expect(migrate(url, folders)).rejects.toThrow(/newer or another program/)
  })

  it('is refused when an applied migration was edited', async () => {
    await migrate(url, folders)
    await write('20260101000000_first', `${FIRST}\n-- edited`)
    await expect(assertSchemaVersion(appUrl, folders)).rejects.toThrow(/differs/)
  })
})
