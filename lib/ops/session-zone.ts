import pg from 'pg'
import { sessionOptions } from '#lib/db/session-settings.ts'
import { OperatorFailure } from './failure.ts'
import { onConnection } from './roles.ts'

const ZONE_LOCK = 7_402_402

/**
 * Makes UTC the default of the application's own role in its database. Each connection asks for it too, but a pooler in
 * between drops what a connection asks for, and instants would be written hours off. A role may always set its own.
 */
export async function keepUtc(url: string): Promise<void> {
  await onConnection(url, async (client) => {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [ZONE_LOCK])
    const found = await client.query<{ zone: string; role: string; database: string }>(
      `SELECT current_setting('timezone') AS zone, current_user AS role, current_database() AS database`,
    )
    const [session] = found.rows
    if (session !== undefined && session.zone !== 'UTC') {
      const [role, database] = [session.role, session.database].map((name) => client.escapeIdentifier(name))
      await client.query(`ALTER ROLE ${role} IN DATABASE ${database} SET timezone = 'UTC'`)
      // The connection behind a pooler lives on and serves others.
      await client.query(`SET timezone = 'UTC'`)
    }
    await client.query('COMMIT')
  })
}

/** Refuses to serve where the application's connections do not work in UTC, however they reach the database. */
export async function assertUtc(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    options: sessionOptions(),
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const found = await client.query<{ zone: string }>(`SELECT current_setting('timezone') AS zone`)
    const zone = found.rows[0]?.zone ?? ''
    if (zone === 'UTC') return
    throw new OperatorFailure(
      `数据库连接的时区是 ${zone}，不是 UTC：连接池没有转达会话设置，请运行 npm start，或 ALTER ROLE … SET timezone = 'UTC' 后重启连接池`,
      `Connections to the database are in ${zone}, not UTC: the pooler drops session settings. Run npm start, or ALTER ROLE … SET timezone = 'UTC', and restart the pooler`,
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}
