import { z } from 'zod'
import { answering } from '#lib/command/answering.ts'
import type { Command } from '#lib/command/define-command.ts'
import { theDesk } from '#lib/command/desk.ts'
import { type Call, type Desk, runCommand } from '#lib/command/run-command.ts'
import type { ActionResult } from '#lib/kernel/result.ts'

/*
 * From the browser into the hallway. An actions.ts is one line a verb:
 *
 *   'use server'
 *   import { toAction } from '#lib/command/to-action.ts'
 *   import { issueNote } from '#lib/domain/delivery-notes/commands/issue.ts'
 *   export const issueNoteAction = toAction(issueNote)
 *
 * The form sends `{ key, input, proof? }` (components/forms/use-action.ts); nothing else is let through. The
 * command's value goes to the browser as it is, so it holds plain strings, numbers, booleans, lists and objects.
 */

const proofShape = z.union([
  z.strictObject({ pin: z.string().max(64) }),
  z.strictObject({
    passkey: z.strictObject({ challengeId: z.string().max(64), response: z.record(z.string(), z.unknown()) }),
  }),
])

const requestShape = z.strictObject({
  key: z.string().regex(/^[\w.:-]{8,100}$/),
  input: z.unknown(),
  proof: proofShape.optional(),
})

/** What a server action of the desk is: takes anything, answers one ActionResult, never throws. */
export type Action<Value> = (request: unknown) => Promise<ActionResult<Value>>

/**
 * The server action of a command. Who acts is asked of the session, never of the request. A command that needs
 * the desk's PIN key is given as a function of the desk: `toAction((desk) => setPin(desk.pinKey))`.
 */
export function toAction<Input, Loaded, Plan, Value>(
  command: Command<Input, Loaded, Plan, Value> | ((desk: Desk) => Command<Input, Loaded, Plan, Value>),
): Action<Value> {
  return async (request) => {
    const parsed = requestShape.safeParse(request)
    if (!parsed.success) return { status: 'invalid', fields: { form: 'request' } }
    return answering('action', (actor) => {
      const verb = typeof command === 'function' ? command(theDesk()) : command
      return runCommand(theDesk(), verb, callOf(actor, parsed.data))
    })
  }
}

function callOf(actor: Call['actor'], request: z.infer<typeof requestShape>): Call {
  const { key, input, proof } = request
  return proof === undefined ? { actor, key, input } : { actor, key, input, proof }
}
