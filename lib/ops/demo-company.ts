import { DEMO_ACCOUNTS, createDemoCompany } from '#prisma/seed/demo.ts'
import { DEMO_DATABASE, demoDatabase } from './database.ts'
import type { DatabaseUrls } from './database.ts'
import type { EmbeddedPostgres } from './embedded-postgres.ts'
import { migrate } from './migrate.ts'
import { dropDatabase, onConnection } from './roles.ts'

const UNDER_WAY = 'demo company under way'
const READY = 'demo company ready'

/**
 * Brings the embedded database up to date and creates the demo company on first run. The database itself carries
 * the note of how far that came: a creation that was killed is begun again on a fresh database, a finished one is
 * never touched.
 */
export async function prepareDemo(
  server: EmbeddedPostgres,
  pinKey: string,
  say: (line: string) => void,
): Promise<DatabaseUrls> {
  const superuserUrl = server.urlOf('superuser', 'postgres')
  const note = await noteOn(superuserUrl)
  if (note === UNDER_WAY) await dropDatabase(superuserUrl, DEMO_DATABASE)
  const urls = await demoDatabase(server)
  await migrate(urls.ownerUrl)
  if (note === READY) return urls
  say('正在建立演示公司 / Creating the demo company')
  await writeNote(superuserUrl, UNDER_WAY)
  await createDemoCompany(urls.url, pinKey)
  await writeNote(superuserUrl, READY)
  return urls
}

/** One line for each account: whom to sign in as. */
export function demoAccountLines(): readonly string[] {
  return [
    '演示账号：用户名、密码、签名 PIN、角色 / Demo accounts: user name, password, signing PIN, role',
    ...DEMO_ACCOUNTS.map(
      ({ userName, password, pin, roleName }) =>
        `  ${userName.padEnd(15)} ${password}  ${pin}  ${roleName.zh} / ${roleName.en}`,
    ),
  ]
}

async function noteOn(superuserUrl: string): Promise<string | undefined> {
  return onConnection(superuserUrl, async (client) => {
    const found = await client.query<{ note: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS note FROM pg_database WHERE datname = $1`,
      [DEMO_DATABASE],
    )
    return found.rows[0]?.note ?? undefined
  })
}

async function writeNote(superuserUrl: string, note: string): Promise<void> {
  await onConnection(superuserUrl, async (client) => {
    const database = client.escapeIdentifier(DEMO_DATABASE)
    await client.query(`COMMENT ON DATABASE ${database} IS ${client.escapeLiteral(note)}`)
  })
}
