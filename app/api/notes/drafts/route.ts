import { z } from 'zod'
import { currentActor } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { discardDraft } from '#lib/domain/delivery-notes/commands/discard-draft.ts'
import { saveDraft } from '#lib/domain/delivery-notes/commands/save-draft.ts'
import { listOwnDrafts, ownDraft } from '#lib/domain/delivery-notes/draft-queries.ts'
import { isId } from '#lib/kernel/ids.ts'
import type { ActionResult } from '#lib/kernel/result.ts'
import { answerReading, readBody } from '../reading.ts'

/*
 * A second door to the two draft commands: a plain request can still be sent while the page is closing, and it
 * does not queue before the act that issues the note.
 */

const submission = z.strictObject({ key: z.string().regex(/^[\w.:-]{8,100}$/), input: z.unknown() })

async function answer<Value>(
  request: Request,
  run: (key: string, input: unknown) => Promise<ActionResult<Value>>,
): Promise<Response> {
  const sent = submission.safeParse(await readBody(request))
  const result: ActionResult<Value> = sent.success
    ? await run(sent.data.key, sent.data.input)
    : { status: 'invalid', fields: { form: 'request' } }
  const status = result.status === 'signedOut' ? 401 : 200
  return Response.json(result, { status, headers: { 'cache-control': 'no-store' } })
}

/** One's own open drafts; with `id`, one of them with what was typed. */
export function GET(request: Request): Promise<Response> {
  const draftId = new URL(request.url).searchParams.get('id')
  return answerReading('note.draft', async (actor) => {
    const { db } = theDesk()
    if (draftId === null) return { drafts: await listOwnDrafts(db, actor) }
    return isId(draftId) ? ownDraft(db, actor, draftId) : undefined
  })
}

/** Keeps a draft as typed. */
export function PUT(request: Request): Promise<Response> {
  return answer(request, async (key, input) =>
    runCommand(theDesk(), saveDraft, { actor: await currentActor(), key, input }),
  )
}

/** Puts a draft away. */
export function DELETE(request: Request): Promise<Response> {
  return answer(request, async (key, input) =>
    runCommand(theDesk(), discardDraft, { actor: await currentActor(), key, input }),
  )
}
