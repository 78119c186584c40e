import type { Person, SignerProof } from '#lib/auth/actor.ts'
import { type ProofInput, proveSigner } from '#lib/auth/reauth.ts'
import type { Command, DecisionContext, Saved } from '#lib/command/define-command.ts'
import { recordRefusal, writeEvidence } from '#lib/command/evidence.ts'
import { claimKey } from '#lib/command/idempotency.ts'
import { withRetry } from '#lib/command/retry.ts'
import type { Database } from '#lib/db/client.ts'
import { refusalOfComplaint } from '#lib/command/complaints.ts'
import { isUnavailable } from '#lib/db/constraint-errors.ts'
import { type Clock, today } from '#lib/kernel/clock.ts'
import { type Canonical, contentHash } from '#lib/kernel/canonical.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { ActionResult, Refusal } from '#lib/kernel/result.ts'

/** What every command runs in: the database, the clock, the key that peppers PINs, and where faults are told. */
export type Desk = {
  db: Database
  clock: Clock
  pinKey: string
  /** The origin that passkeys are bound to, e.g. https://desk.example.com; null where pages are not served securely. */
  passkeyOrigin: string | null
  reportFault: (fault: { requestId: string; command: string; error: unknown }) => void
}

export type Call = {
  /** Null when nobody is signed in. */
  actor: Person | null
  /** Kept by the sender until the answer is definite. 8 to 100 characters. */
  key: string
  input: unknown
  /** PIN or passkey of the actor, for commands that sign. Never stored, never hashed. */
  proof?: ProofInput
}

class Stopped<T> extends Error {
  readonly result: ActionResult<T>
  constructor(result: ActionResult<T>) {
    super(result.status)
    this.result = result
  }
}

/**
 * The hallway: actor, permission, input, proof, transaction, replay, load, decide, save, evidence, commit.
 * Every write of the desk walks it. Answers, never throws: a fault is reported and answered with its id.
 */
export async function runCommand<Input, Loaded, Plan, Value>(
  desk: Desk,
  command: Command<Input, Loaded, Plan, Value>,
  call: Call,
): Promise<ActionResult<Value>> {
  const requestId = newId(desk.clock.now())
  try {
    return await walk(desk, command, call, requestId)
  } catch (error) {
    const refusal = refusalOfComplaint(error)
    if (refusal) return { status: 'refused', refusal }
    if (isUnavailable(error)) {
      desk.reportFault({ requestId, command: command.name, error })
      return { status: 'refused', refusal: { code: 'desk.unavailable', params: { requestId } } }
    }
    desk.reportFault({ requestId, command: command.name, error })
    return { status: 'fault', requestId }
  }
}

async function walk<Input, Loaded, Plan, Value>(
  desk: Desk,
  command: Command<Input, Loaded, Plan, Value>,
  call: Call,
  requestId: string,
): Promise<ActionResult<Value>> {
  const { actor } = call
  if (!actor) return { status: 'signedOut' }
  const header = { actorId: actor.userId, command: command.name, requestId }
  const stop = async (refusal: Refusal): Promise<ActionResult<Value>> => {
    await recordRefusal(desk.db, header, refusal.code, refusal.params)
    return { status: 'refused', refusal }
  }
  if (!actor.permissions.has(command.permission))
    return stop({ code: 'permission.missing', params: { permission: command.permission } })
  if (call.key.length < 8 || call.key.length > 100) return { status: 'invalid', fields: { key: 'key' } }
  const parsed = command.input.safeParse(call.input)
  if (!parsed.success) return { status: 'invalid', fields: fieldCodes(parsed.error.issues) }
  let signer: SignerProof | null = null
  if (command.signs === true) {
    const proof = await proveSigner(desk, actor, call.proof, {
      command: command.name,
      input: call.input,
      key: call.key,
    })
    if ('refuse' in proof) return stop(proof.refuse)
    signer = proof.signer
  }
  const inputHash = contentHash({ input: canonicalOf(parsed.data) })
  const result = await withRetry(() =>
    transact(desk, command, call.key, parsed.data, inputHash, actor, signer, requestId),
  )
  if (result.status === 'refused')
    await recordRefusal(desk.db, header, result.refusal.code, result.refusal.params)
  return result
}

async function transact<Input, Loaded, Plan, Value>(
  desk: Desk,
  command: Command<Input, Loaded, Plan, Value>,
  key: string,
  input: Input,
  inputHash: Buffer,
  actor: Person,
  signer: SignerProof | null,
  requestId: string,
): Promise<ActionResult<Value>> {
  const now = desk.clock.now()
  const decision: DecisionContext = { actor, signer, now, today: today(desk.clock), requestId }
  try {
    return await desk.db.$transaction(async (tx) => {
      const claim = await claimKey(tx, actor.userId, key, command.name, inputHash)
      if (claim.kind === 'replay') return replay<Value>(claim.result)
      if (claim.kind === 'keyReused') throw refused<Value>({ code: 'key.reused', params: {} })
      const context = { ...decision, tx }
      const loaded = await command.load(context, input)
      if (loaded === null) throw refused<Value>({ code: 'notFound', params: {} })
      const decided = command.decide(loaded, input, decision)
      if ('refuse' in decided) throw refused<Value>(decided.refuse)
      if ('invalid' in decided) throw new Stopped<Value>({ status: 'invalid', fields: decided.invalid })
      const saved = await command.save(context, decided.plan, input)
      if ('stale' in saved) throw new Stopped<Value>({ status: 'stale', ...saved.stale })
      const receipt = { actorId: actor.userId, key, result: JSON.stringify(saved.value ?? null) }
      const evidence = { actor, command: command.name, at: now, requestId }
      const { events = [], deskEvents = [], write } = saved
      if (!(await writeEvidence(tx, evidence, events, deskEvents, receipt, write)))
        throw new Stopped<Value>({ status: 'stale' })
      return { status: 'done', value: valueOf(saved) }
    })
  } catch (error) {
    if (error instanceof Stopped) return error.result
    throw error
  }
}

function refused<Value>(refusal: Refusal): Stopped<Value> {
  return new Stopped<Value>({ status: 'refused', refusal })
}

function valueOf<Value>(saved: Extract<Saved<Value>, { value: Value }>): Value {
  return saved.value
}

function replay<Value>(stored: unknown): ActionResult<Value> {
  return { status: 'done', value: storedAnswer<Value>(stored), isReplay: true }
}

/** A stored answer is the JSON of what this same command returned once. */
function storedAnswer<Value>(stored: unknown): Value {
  return stored as Value
}

function canonicalOf(value: unknown): Canonical {
  return JSON.parse(
    JSON.stringify(value, (_key, member) => (typeof member === 'bigint' ? `${member}` : member)),
  ) as Canonical
}

/** One code per wrong field. A schema names its codes as the message of its checks. */
export function fieldCodes(
  issues: readonly { path: readonly PropertyKey[]; code?: string; message: string }[],
): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of issues) {
    const path = issue.path.map(String).join('.') || 'form'
    fields[path] ??= /^[a-z][A-Za-z.]+$/.test(issue.message) ? issue.message : (issue.code ?? 'invalid')
  }
  return fields
}
