import { readFile, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum, bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { SchemaEngine, __wbg_set_wasm } from '@prisma/schema-engine-wasm/schema_engine_bg'
import type { MigrationList, SchemasContainer } from '@prisma/schema-engine-wasm'
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

/*
 * The one file that knows the shape of Prisma Migrate's engine (an npm package with WebAssembly inside), so
 * that migrating needs no download. The table it keeps, _prisma_migrations, is Prisma's ordinary one.
 */

export type { MigrationList, SchemasContainer }

/** Tables and enums the engine should leave alone: none. */
export const NO_FILTER = { externalTables: [], externalEnums: [] }

let isReady = false

async function makeReady(): Promise<void> {
  if (isReady) return
  const folder = dirname(
    createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'),
  )
  const module = await WebAssembly.compile(await readFile(join(folder, 'schema_engine_bg.wasm')))
  const instance = await WebAssembly.instantiate(module, { './schema_engine_bg.js': engineImports() })
  __wbg_set_wasm(instance.exports)
  const begin = instance.exports['__wbindgen_start']
  if (typeof begin === 'function') begin()
  isReady = true
}

/** What the engine calls back into, with its ten-second lock timer kept from holding a finished script open. */
function engineImports(): WebAssembly.ModuleImports {
  const calls: [string, WebAssembly.ImportValue][] = Object.entries(engineModule).map(([name, call]) =>
    name.startsWith('__wbg_setTimeout_') ? [name, quietTimer] : [name, call],
  )
  return Object.fromEntries(calls)
}

function quietTimer(ring: () => void, milliseconds: number): NodeJS.Timeout {
  return setTimeout(ring, milliseconds).unref()
}

/** Opens the engine on a database, lends it to `work`, and closes it. */
export async function withSchemaEngine<T>(
  url: string,
  schema: SchemasContainer,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  await makeReady()
  const pool = new CataloguePool({ connectionString: url, max: 2, allowExitOnIdle: true })
  pool.on('error', () => undefined)
  const datamodels = schema.files.map((file): [string, string] => [file.path, file.content])
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScriptAdapter(pool))
    const engine = await SchemaEngine.new({ datamodels }, () => undefined, adapter)
    try {
      return await work(engine)
    } finally {
      engine.free()
    }
  } finally {
    await pool.end()
  }
}

const SINGLE_BYTE_CHAR = 18
const BLANK_PADDED_CHAR = 1042

/**
 * PostgreSQL's catalogue is full of the one-byte type "char", which Prisma's adapter has no word for and its
 * engine asks for when it describes a database. The pool presents it as an ordinary character, and
 * `nameCharacters` gives the engine the type it expects.
 */
class CataloguePool extends pg.Pool {
  constructor(config: pg.PoolConfig) {
    super(config)
    const ask = this.query.bind(this)
    Object.defineProperty(this, 'query', {
      value: async (question: pg.QueryArrayConfig) => {
        const answer = await ask(question)
        for (const field of answer.fields) {
          if (field.dataTypeID === SINGLE_BYTE_CHAR) field.dataTypeID = BLANK_PADDED_CHAR
        }
        return answer
      },
    })
  }
}

type PrismaPgConnection = Awaited<ReturnType<PrismaPg['connect']>>

/**
 * Prisma's adapter cuts a script at every semicolon, which breaks function bodies and lets a killed migration
 * stay half done. Here a script is one transaction, and the mark that it is done is part of it.
 */
class WholeScriptAdapter extends PrismaPg {
  override async connect(): Promise<PrismaPgConnection> {
    const connection = await super.connect()
    nameCharacters(connection)
    runScriptsWhole(connection)
    return connection
  }

  override connectToShadowDb(): Promise<PrismaPgConnection> {
    return Promise.reject(
      new Error('A diff is taken from a throw-away database of our own, never a shadow of a live one'),
    )
  }
}

const CATALOGUE_CHARACTERS = new Set(['constraint_type', 'confdeltype', 'confupdtype'])

function nameCharacters(connection: PrismaPgConnection): void {
  const ask = connection.queryRaw.bind(connection)
  connection.queryRaw = async (question) => {
    const answer = await ask(question)
    const columnTypes = answer.columnNames.map((name, column) =>
      CATALOGUE_CHARACTERS.has(name)
        ? ColumnTypeEnum.Character
        : (answer.columnTypes[column] ?? ColumnTypeEnum.Text),
    )
    return { ...answer, columnTypes }
  }
}

function runScriptsWhole(connection: PrismaPgConnection): void {
  connection.executeScript = async (script) => {
    const client = await connection.underlyingDriver().connect()
    // A server that goes away fails the statement under way; the connection's own complaint adds nothing.
    const leaveIt = (): void => undefined
    client.on('error', leaveIt)
    try {
      await runWhole(client, script)
    } finally {
      client.off('error', leaveIt)
      client.release()
    }
  }
}

async function runWhole(client: pg.PoolClient, script: string): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(script)
    await markUnderWayAsDone(client)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

async function markUnderWayAsDone(client: pg.PoolClient): Promise<void> {
  const found = await client.query<{ table: string | null }>(
    `SELECT to_regclass('_prisma_migrations') AS "table"`,
  )
  if (found.rows[0]?.table == null) return
  await client.query(
    `UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1
     WHERE finished_at IS NULL AND rolled_back_at IS NULL`,
  )
}

/** Reads a migrations folder, oldest first, as the engine wants it. */
export async function readMigrations(folder: string): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  const migrationDirectories = await Promise.all(
    names.map(async (path) => {
      const value = await readFile(join(folder, path, 'migration.sql'), 'utf8')
      return { path, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } }
    }),
  )
  const lock = await readFile(join(folder, 'migration_lock.toml'), 'utf8').catch(() => null)
  return {
    baseDir: resolve(folder),
    lockfile: { path: 'migration_lock.toml', content: lock },
    shadowDbInitScript: '',
    migrationDirectories,
  }
}

/** Reads the schema files of a folder. */
export async function readSchema(folder: string): Promise<SchemasContainer> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort()
  const files = await Promise.all(
    names.map(async (name) => ({
      path: join(folder, name),
      content: await readFile(join(folder, name), 'utf8'),
    })),
  )
  return { files }
}
