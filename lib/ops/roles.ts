import pg from 'pg'
import { OperatorFailure, errorCode } from './failure.ts'
import type { DemoSecrets } from './secrets.ts'

/** The role the application's rights are granted to, in every database of ours. */
export const APP_ROLE = 'silian_app'

/** Runs statements on one connection of their own and closes it. */
export async function onConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** In an embedded cluster: the owner who migrates and the application, both with passwords, neither superuser. */
export async function ensureLoginRoles(superuserUrl: string, secrets: DemoSecrets): Promise<void> {
  await onConnection(superuserUrl, async (client) => {
    const found = await client.query<{ rolname: string }>(
      `SELECT rolname FROM pg_roles WHERE rolname IN ('silian_owner', 'silian_app')`,
    )
    const names = new Set(found.rows.map((row) => row.rolname))
    if (!names.has('silian_owner')) {
      await client.query(
        `CREATE ROLE silian_owner LOGIN CREATEDB PASSWORD ${client.escapeLiteral(secrets.ownerPassword)}`,
      )
    }
    if (!names.has(APP_ROLE)) {
      await client.query(
        `CREATE ROLE silian_app LOGIN NOINHERIT PASSWORD ${client.escapeLiteral(secrets.appPassword)}`,
      )
    }
  })
}

/** Creates a database owned by silian_owner, empty or cloned; answers false when it is already there. */
export async function createDatabase(
  superuserUrl: string,
  name: string,
  template?: string,
): Promise<boolean> {
  return onConnection(superuserUrl, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (found.rowCount !== 0) return false
    const database = client.escapeIdentifier(name)
    const source = template === undefined ? '' : ` TEMPLATE ${client.escapeIdentifier(template)}`
    await client.query(`CREATE DATABASE ${database} OWNER silian_owner${source}`)
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`)
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO silian_app`)
    return true
  })
}

/** Drops a database and ends whoever is still connected to it. */
export async function dropDatabase(superuserUrl: string, name: string): Promise<void> {
  await onConnection(superuserUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`)
  })
}

/**
 * On a server of the operator's own: makes the role our migrations grant to, and lets the application's user
 * act as it. Refuses with the statement to run when the migrating user may not create roles.
 */
export async function ensureAppRole(ownerUrl: string, applicationUrl: string): Promise<void> {
  await onConnection(ownerUrl, async (client) => {
    const applicationUser = decodeURIComponent(new URL(applicationUrl).username) || APP_ROLE
    const user = client.escapeIdentifier(applicationUser)
    const statements: string[] = []
    const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APP_ROLE])
    if (role.rowCount === 0) statements.push('CREATE ROLE silian_app NOLOGIN')
    const isMember = await client.query<{ member: boolean }>(
      `SELECT coalesce((SELECT pg_has_role($1, oid, 'USAGE') FROM pg_roles WHERE rolname = $2), $1 = $2) AS member`,
      [applicationUser, APP_ROLE],
    )
    if (isMember.rows[0]?.member !== true) statements.push(`GRANT silian_app TO ${user}`)
    for (const statement of statements) {
      await client.query(statement).catch((error: unknown) => {
        if (errorCode(error) !== '42501') throw error
        throw new OperatorFailure(
          `当前数据库用户无权创建角色，请由管理员执行：${statements.join('; ')};`,
          `This database user may not create roles: have an administrator run: ${statements.join('; ')};`,
        )
      })
    }
  })
}
