import type { Permission } from '#lib/auth/permissions.ts'
import { currentActor, type RequestPerson } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { AWAY_HEADERS } from '#lib/kernel/away.ts'
import { newId } from '#lib/kernel/ids.ts'

const NO_STORE = { 'cache-control': 'no-store' }

function answer(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { ...NO_STORE, ...(status === 503 ? AWAY_HEADERS : {}) } })
}

/**
 * A reading call of the writing page: 401 without a session, 403 without the permission, 400 when what was asked
 * cannot be read (`work` answers undefined), 404 when there is no such thing within the person's scope (null).
 */
export async function answerReading(
  permission: Permission,
  work: (actor: RequestPerson) => Promise<object | null | undefined>,
): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) return answer(401, { status: 'signedOut' })
    if (!actor.permissions.has(permission)) return answer(403, { status: 'permission.missing' })
    const found = await work(actor)
    if (found === undefined) return answer(400, { status: 'invalid' })
    return found === null ? answer(404, { status: 'notFound' }) : answer(200, found)
  } catch (error) {
    const desk = theDesk()
    const requestId = newId(desk.clock.now())
    desk.reportFault({ requestId, command: `read ${permission}`, error })
    return answer(503, { status: 'fault', requestId })
  }
}

const BODY_MOST = 512 * 1024

/** The JSON of a request, or undefined when it is none or too large. */
export async function readBody(request: Request): Promise<unknown> {
  const text = await request.text()
  if (text.length > BODY_MOST) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
