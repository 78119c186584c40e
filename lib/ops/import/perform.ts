import { createHash } from 'node:crypto'
import type { Person } from '#lib/auth/actor.ts'
import type { Command } from '#lib/command/define-command.ts'
import { type Desk, runCommand } from '#lib/command/run-command.ts'
import type { Database } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { fixedClock } from '#lib/kernel/clock.ts'
import type { ActionResult, Refusal } from '#lib/kernel/result.ts'
import { OperatorFailure } from '#lib/ops/failure.ts'

/** How often a step is tried again when somebody else was there in the same moment. */
const ATTEMPTS = 5

/** One act of one person: what it is about, should it be refused, and the key that lets it happen once. */
export type Act = { desk: Desk; actor: Person; about: string; key: string; pin?: string }

/**
 * Runs a real command of the desk for a person and answers its value; a stored answer counts. Ends the import with
 * one sentence when the desk refuses.
 */
export async function perform<Input, Loaded, Plan, Value>(
  command: Command<Input, Loaded, Plan, Value>,
  act: Act,
  input: unknown,
): Promise<Value> {
  const result = await attempt(command, act, input)
  if (result.status === 'done') return result.value
  const reason = reasonOf(result)
  throw new OperatorFailure(
    `${act.about}：${command.name} 未能完成（${reason}）。已完成的都已保存，处理后再运行同一命令即可继续`,
    `${act.about}: ${command.name} was not done (${reason}). What was done is kept: clear it and run the same command to go on`,
  )
}

async function attempt<Input, Loaded, Plan, Value>(
  command: Command<Input, Loaded, Plan, Value>,
  { desk, actor, key, pin }: Act,
  input: unknown,
): Promise<ActionResult<Value>> {
  const call = pin === undefined ? { actor, key, input } : { actor, key, input, proof: { pin } }
  for (let tries = 1; ; tries += 1) {
    const result = await runCommand(desk, command, call)
    if (result.status !== 'stale' || tries === ATTEMPTS) return result
  }
}

function reasonOf(result: Exclude<ActionResult<unknown>, { status: 'done' }>): string {
  if (result.status === 'refused') return refusalText(result.refusal)
  if (result.status === 'invalid')
    return Object.entries(result.fields)
      .map(([field, code]) => `${field}: ${code}`)
      .join(', ')
  return result.status === 'fault' ? `fault ${result.requestId}` : result.status
}

function refusalText({ code, params, checklist }: Refusal): string {
  const unmet = checklist?.items.filter((item) => item.state === 'unmet') ?? []
  const lines = unmet.map((item) => `${item.rule} ${item.code} ${wordsOf(item.params)}`.trim())
  return [code, wordsOf(params), ...lines].filter((text) => text !== '').join('; ')
}

function wordsOf(params: Refusal['params']): string {
  return Object.entries(params)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
}

/** A desk whose clock stands at a minute of a past day in Shanghai. */
export function deskAt(base: DeskBase, date: BusinessDate, minuteOfDay: number, second = 0): Desk {
  const time = [Math.floor(minuteOfDay / 60), minuteOfDay % 60, second]
  const clock = fixedClock(`${date}T${time.map((part) => String(part).padStart(2, '0')).join(':')}+08:00`)
  return { ...base, clock, passkeyOrigin: null }
}

/** A desk before it has a clock. */
export type DeskBase = { db: Database; pinKey: string; reportFault: Desk['reportFault'] }

/** A short, stable name for a list, to make keys with. */
export function digestOf(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22)
}
