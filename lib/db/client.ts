import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { IN_UTC, sessionOptions } from '#lib/db/session-settings.ts'
import { type Prisma, PrismaClient } from '#prisma/generated/client.ts'

/** The desk's connection to PostgreSQL. */
export type Database = PrismaClient

/** An open transaction. Everything that writes takes one. */
export type Tx = Prisma.TransactionClient

/** Either: reading works on both. */
export type Reader = Database | Tx

type Options = {
  connections: number
  /** How long work waits for a connection of the pool, in milliseconds, before it is told to come again. Default 8000. */
  waitMs?: number
  /** For reports: PostgreSQL itself refuses to write. */
  isReadOnly?: boolean
  /** Called with every SQL statement sent; tests count with it. */
  onStatement?: (text: string) => void
}

/** Opens a pool of connections. The caller closes it with `$disconnect`. */
export function openDatabase(url: string, options: Options): Database {
  const { waitMs = 8000, isReadOnly = false } = options
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections,
    options: sessionOptions(isReadOnly ? { default_transaction_read_only: 'on' } : {}),
    connectionTimeoutMillis: waitMs,
    onConnect: async (client) => void (await client.query(IN_UTC)),
  })
  const { onStatement } = options
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    // A connection ended from outside fails its query; without a listener it would end the process too.
    client.on('error', () => undefined)
    if (onStatement) listen(client, onStatement)
  })
  return new PrismaClient({
    adapter: new PrismaPg(pool, { disposeExternalPool: true }),
    transactionOptions: { maxWait: waitMs, timeout: 20000 },
  })
}

function listen(client: pg.PoolClient, onStatement: (text: string) => void): void {
  const send = client.query.bind(client)
  const wrapped = (...args: unknown[]): unknown => {
    const first = args[0]
    if (typeof first === 'string') onStatement(first)
    else if (typeof first === 'object' && first !== null && 'text' in first) onStatement(String(first.text))
    return Reflect.apply(send, client, args)
  }
  Object.defineProperty(client, 'query', { value: wrapped })
}
