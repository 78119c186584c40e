import type { z } from 'zod'
import type { Person, SignerProof } from '#lib/auth/actor.ts'
import type { Permission } from '#lib/auth/permissions.ts'
import type { Tx } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { Canonical } from '#lib/kernel/canonical.ts'
import type { Params, Refusal } from '#lib/kernel/result.ts'
import type { Prisma } from '#prisma/generated/client.ts'

/** What a command knows besides its input. */
export type CommandContext = {
  tx: Tx
  actor: Person
  now: Date
  today: BusinessDate
  requestId: string
}

/** The same without the database: what `decide` may look at. */
export type DecisionContext = Omit<CommandContext, 'tx'> & { signer: SignerProof | null }

/** One event for the chain of one paper. */
export type PaperEventDraft = { accountSetId: number; paperId: string; payload: Canonical }

/** One event about something that is no paper: people, master data, settings. */
export type DeskEventDraft = {
  accountSetId: number | null
  subject: string
  subjectId: string
  payload: Canonical
}

/** What `decide` answers: do not act, these fields are wrong, or act like this. */
export type Decision<Plan> =
  { refuse: Refusal } | { invalid: Readonly<Record<string, string>> } | { plan: Plan }

/**
 * What `save` answers. `stale` when a condition on the old state matched no row. `write` is a last write that goes out
 * with the evidence in one statement: an SQL expression that is false when its condition matched no row.
 */
export type Saved<Value> =
  | { stale: { by?: string; at?: string } }
  | { value: Value; events?: PaperEventDraft[]; deskEvents?: DeskEventDraft[]; write?: Prisma.Sql }

/**
 * One verb of the desk. `load` reads and locks inside the transaction (scope goes into its where-clause),
 * `decide` is pure, `save` writes with the old state in its condition.
 */
export type Command<Input, Loaded, Plan, Value> = {
  name: string
  permission: Permission
  input: z.ZodType<Input>
  /** SQL statements at most, whatever the number of lines; begin and commit included. */
  queryBudget: number
  /** The actor proves who they are inside the act: the request carries a proof beside the input. */
  signs?: boolean
  load: (context: CommandContext, input: Input) => Promise<Loaded | null>
  decide: (loaded: Loaded, input: Input, context: DecisionContext) => Decision<Plan>
  save: (context: CommandContext, plan: Plan, input: Input) => Promise<Saved<Value>>
}

/** Ties the four parts of a verb together; a load that answers null means: no such thing within your scope. */
export function defineCommand<Input, Loaded, Plan, Value>(
  command: Command<Input, Loaded, Plan, Value>,
): Command<Input, Loaded, Plan, Value> {
  return command
}

/** Shorthand for a refusal with its sentence's code and figures. */
export function refuse(code: string, params: Params = {}): { refuse: Refusal } {
  return { refuse: { code, params } }
}

/** Shorthand for a decision to act. */
export function act<Plan>(plan: Plan): { plan: Plan } {
  return { plan }
}
