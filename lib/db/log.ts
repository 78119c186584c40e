import { pino } from 'pino'
import { databaseComplaint } from '#lib/db/constraint-errors.ts'
import { readEnvironment } from '#lib/db/env.ts'

/** Fields whose values never reach the log, should a caller ever pass them. */
const SECRETS = ['password', 'pin', 'proof', 'token', 'cookie', 'authorization', 'secret']

/**
 * JSON already escapes the characters below space; these are the rest that move a terminal's cursor, turn the
 * writing around or end a line (A42): DEL, the C1 controls, line separators, direction marks.
 */
const UNSEEN = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** The line as it is written: nothing in it can pretend to be another line. */
export function seenLine(line: string): string {
  return line.replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The desk's log: one JSON line each on standard output. */
export const log = pino({
  level: readEnvironment().LOG_LEVEL,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: '[hidden]' },
  hooks: { streamWrite: seenLine },
})

const LONGEST_MESSAGE = 600

/**
 * What the log may know of an error: its name, first words, PostgreSQL state and stack. A validation error of
 * the database client repeats the values it was given, so only its last line is kept.
 */
export function errorFacts(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { error: typeof error }
  const complaint = databaseComplaint(error)
  const lastLine = error.message.trim().split('\n').at(-1) ?? ''
  const stack = error.stack?.slice(error.stack.indexOf('\n    at ')) ?? ''
  return {
    error: error.name,
    message: (error.name.startsWith('PrismaClient') ? lastLine : error.message).slice(0, LONGEST_MESSAGE),
    ...(complaint ? { sqlState: complaint.sqlState } : {}),
    ...(complaint?.constraint ? { constraint: complaint.constraint } : {}),
    stack,
  }
}
