import { AWAY_DIGEST } from '#lib/kernel/away.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** What PostgreSQL said no to, in the one shape the desk knows. */
export type DatabaseComplaint = { sqlState: string; constraint: string | null }

/**
 * The one place that reads the adapter's error shapes. Answers null for anything that is not a complaint of
 * the database.
 */
export function databaseComplaint(error: unknown): DatabaseComplaint | null {
  for (const layer of layersOf(error)) {
    const sqlState = textOf(layer, 'originalCode') ?? sqlStateOf(textOf(layer, 'code'))
    if (sqlState) return { sqlState, constraint: constraintOf(layer) }
  }
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034')
    return { sqlState: '40001', constraint: null }
  return null
}

/** Whether the same work may simply be tried again: deadlock or serialization failure. */
export function isRetryable(error: unknown): boolean {
  const complaint = databaseComplaint(error)
  return complaint !== null && (complaint.sqlState === '40001' || complaint.sqlState === '40P01')
}

/** Whether the database could not be reached, went away, or has no room: the desk is unavailable, not wrong. */
export function isUnavailable(error: unknown): boolean {
  for (const layer of layersOf(error)) {
    const code = textOf(layer, 'code') ?? ''
    const state = textOf(layer, 'originalCode') ?? code
    if (/^(P1001|P1002|P1008|P1017|P2024|P2028|ECONNREFUSED|ECONNRESET|EPIPE)$/.test(code)) return true
    if (/^(57P0[0-9]|08[0-9A-Z]{3}|53[0-9]{3}|55P03|57014)$/.test(state)) return true
    if (GONE.test(messageOf(layer))) return true
  }
  return false
}

const GONE = /terminat|timeout exceeded when trying to connect|connection (closed|error)|not queryable/i

/** The database cannot be asked: what a page throws, so that the browser says this and not that something is broken. */
export class DeskAway extends Error {
  readonly digest = AWAY_DIGEST

  constructor(cause: unknown) {
    super('the database cannot be asked', { cause })
    this.name = 'DeskAway'
  }
}

/** The same answer; a database that is away is named as that, whatever the shape of its error. */
export async function orAway<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw isUnavailable(error) ? new DeskAway(error) : error
  }
}

function constraintOf(layer: object): string | null {
  const direct = textOf(layer, 'constraint')
  if (direct) return direct
  const message = textOf(layer, 'originalMessage') ?? textOf(layer, 'message') ?? ''
  return /constraint "([^"]+)"/.exec(message)?.[1] ?? null
}

function layersOf(error: unknown): object[] {
  const layers: object[] = []
  let current: unknown = error
  while (typeof current === 'object' && current !== null && layers.length < 8) {
    layers.push(current)
    current =
      memberOf(current, 'meta') ?? memberOf(current, 'driverAdapterError') ?? memberOf(current, 'cause')
  }
  return layers
}

function memberOf(value: object, key: string): unknown {
  return Object.entries(Object.getOwnPropertyDescriptors(value)).find(([name]) => name === key)?.[1].value
}

function textOf(value: object, key: string): string | null {
  const member = memberOf(value, key)
  return typeof member === 'string' ? member : null
}

function sqlStateOf(code: string | null): string | null {
  return code !== null && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('P1') && !code.startsWith('P2')
    ? code
    : null
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}
