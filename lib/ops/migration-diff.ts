import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { OperatorFailure } from './failure.ts'
import { PROJECT_FOLDERS, migrate } from './migrate.ts'
import type { MigrationFolders } from './migrate.ts'
import { createDatabase } from './roles.ts'
import { NO_FILTER, readSchema, withSchemaEngine } from './schema-engine.ts'

/**
 * The SQL that leads from the migrations, applied to a throw-away database, to the schema files; an empty string
 * when they agree. CHECKs, triggers and rights are written by hand: Prisma does not see them.
 */
export async function diffSchema(folders: MigrationFolders = PROJECT_FOLDERS): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'silian-diff-'))
  const server = await startEmbeddedPostgres({ folder, fsync: false })
  try {
    await createDatabase(server.urlOf('superuser', 'postgres'), 'diff')
    const url = server.urlOf('owner', 'diff')
    await migrate(url, folders)
    const schema = await readSchema(folders.schema)
    const answer = await withSchemaEngine(url, schema, (engine) =>
      engine.diff({
        from: { tag: 'schemaDatasource', ...schema, configDir: folders.schema },
        to: { tag: 'schemaDatamodel', ...schema },
        script: true,
        exitCode: null,
        filters: NO_FILTER,
      }),
    )
    const script = answer.stdout?.trim() ?? ''
    return script === '-- This is an empty migration.' ? '' : script
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Writes the next migration, named `<UTC time>_<name>`; answers its folder, or undefined when nothing differs. */
export async function writeNextMigration(
  name: string,
  instant: string,
  folders: MigrationFolders = PROJECT_FOLDERS,
): Promise<string | undefined> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new OperatorFailure(
      '请给出名称，用小写字母、数字和下划线：npm run db:diff -- add_price_note',
      'Give a name of small letters, digits and underscores: npm run db:diff -- add_price_note',
    )
  }
  const script = await diffSchema(folders)
  if (script === '') return undefined
  const folder = join(folders.migrations, `${instant.replaceAll(/\D/g, '').slice(0, 14)}_${name}`)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'migration.sql'), `${script}\n`)
  await writeFile(join(folders.migrations, 'migration_lock.toml'), 'provider = "postgresql"\n')
  return folder
}
