import { createHash } from 'node:crypto'
import type pg from 'pg'
import { OperatorFailure, errorMessage, speaksOfFullDisk, fullDiskFailure } from './failure.ts'
import { APP_ROLE, onConnection } from './roles.ts'
import { NO_FILTER, readMigrations, readSchema, withSchemaEngine } from './schema-engine.ts'
import type { MigrationList } from './schema-engine.ts'

/** Where a project keeps its schema and migrations. */
export interface MigrationFolders {
  readonly schema: string
  readonly migrations: string
}

const projectFolder = new URL('../../', import.meta.url)

export const PROJECT_FOLDERS: MigrationFolders = {
  schema: new URL('prisma/schema', projectFolder).pathname,
  migrations: new URL('prisma/migrations', projectFolder).pathname,
}

const MIGRATION_LOCK = 7_402_401

interface AppliedRow {
  readonly name: string
  readonly checksum: string
  readonly isDone: boolean
}

/**
 * Applies every migration the database does not have yet and answers their names. One starter at a time: a
 * second one waits and then finds nothing to do. A migration that was killed half way left nothing behind,
 * since each is one transaction, and is simply run again (F23).
 */
export async function migrate(ownerUrl: string, folders = PROJECT_FOLDERS): Promise<readonly string[]> {
  const migrations = await readMigrations(folders.migrations)
  return onConnection(ownerUrl, async (client) => {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    const applied = await readApplied(client)
    refuseStrangeHistory(applied, migrations)
    const isComplete = applied.filter((row) => row.isDone).length === migrations.migrationDirectories.length
    const names = isComplete ? [] : await applyMissing(ownerUrl, folders, migrations, applied)
    if (migrations.migrationDirectories.length > 0) await grantRights(client)
    await client.query('COMMIT')
    return names
  })
}

/** The rights of the application, given anew each time: a start killed between migrating and granting heals itself. */
async function grantRights(client: pg.Client): Promise<void> {
  await client.query(`GRANT SELECT ON _prisma_migrations TO ${APP_ROLE}`)
  const known = await client.query<{ known: boolean }>(
    `SELECT to_regprocedure('grant_application_rights(text)') IS NOT NULL AS known`,
  )
  if (known.rows[0]?.known === true) await client.query('SELECT grant_application_rights($1)', [APP_ROLE])
}

async function applyMissing(
  ownerUrl: string,
  folders: MigrationFolders,
  migrationsList: MigrationList,
  applied: readonly AppliedRow[],
): Promise<readonly string[]> {
  const schema = await readSchema(folders.schema)
  return withSchemaEngine(ownerUrl, schema, async (engine) => {
    for (const row of applied.filter((one) => !one.isDone)) {
      await engine.markMigrationRolledBack({ migrationName: row.name })
    }
    try {
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTER })
      return appliedMigrationNames
    } catch (error) {
      if (speaksOfFullDisk(errorMessage(error))) throw fullDiskFailure()
      throw new OperatorFailure(
        `数据库结构升级失败，未留下任何改动：${errorMessage(error)}`,
        `Migrating the database failed and left no change: ${errorMessage(error)}`,
      )
    }
  })
}

/** The rows that count: those rolled back are only history. */
async function readApplied(client: pg.Client): Promise<readonly AppliedRow[]> {
  const table = await client.query<{ name: string | null }>(
    `SELECT to_regclass('_prisma_migrations') AS name`,
  )
  if (table.rows[0]?.name == null) return []
  const found = await client.query<AppliedRow>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS "isDone"
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  )
  return found.rows
}

/**
 * Refuses when the database is not exactly at the version of this program: the app must not run on a schema it
 * does not know (F23). Reads as the application's role.
 */
export async function assertSchemaVersion(url: string, folders = PROJECT_FOLDERS): Promise<void> {
  const migrations = await readMigrations(folders.migrations)
  const applied = await onConnection(url, readApplied)
  refuseStrangeHistory(applied, migrations)
  const done = new Set(applied.filter((row) => row.isDone).map((row) => row.name))
  const missing = migrations.migrationDirectories.map((one) => one.path).filter((name) => !done.has(name))
  if (missing.length === 0) return
  throw new OperatorFailure(
    `数据库结构较旧，缺少 ${missing.join(', ')}，请先运行 npm run db:migrate`,
    `The database is behind this program and lacks ${missing.join(', ')}: run npm run db:migrate first`,
  )
}

/** A migration this program does not have, or has with other words, means another version wrote the database. */
function refuseStrangeHistory(applied: readonly AppliedRow[], migrations: MigrationList): void {
  const known = new Map(
    migrations.migrationDirectories.map((one) => [one.path, checksumsOf(one.migrationFile)]),
  )
  for (const row of applied.filter((one) => one.isDone)) {
    const checksums = known.get(row.name)
    if (checksums === undefined) {
      throw new OperatorFailure(
        `数据库由较新或其他版本的程序建立（${row.name}），请使用相应版本的程序`,
        `The database was made by a newer or another program (${row.name}): use the program that fits it`,
      )
    }
    if (!checksums.includes(row.checksum)) {
      throw new OperatorFailure(
        `数据库结构 ${row.name} 与程序中的不一致，请使用原来的程序`,
        `The migration ${row.name} in the database differs from the program's: use the original program`,
      )
    }
  }
}

/** The file's checksum as Prisma takes it; a checkout with Windows line ends counts as the same file. */
function checksumsOf(
  file: MigrationList['migrationDirectories'][number]['migrationFile'],
): readonly string[] {
  if (file.content.tag !== 'ok') return []
  const text = file.content.value
  return [text, text.replaceAll('\r\n', '\n')].map((one) => createHash('sha256').update(one).digest('hex'))
}
