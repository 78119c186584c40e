import { type RequestPerson, currentActor } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { isUnavailable } from '#lib/db/constraint-errors.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { ActionResult } from '#lib/kernel/result.ts'

/**
 * Asks who sent this request and does the work for them; answers, never throws. A database that cannot be asked
 * is a refusal to try again later, anything else is a fault that the log knows by its id.
 */
export async function answering<Value>(
  name: string,
  work: (actor: RequestPerson | null) => Promise<ActionResult<Value>>,
): Promise<ActionResult<Value>> {
  try {
    return await work(await currentActor())
  } catch (error) {
    const desk = theDesk()
    const requestId = newId(desk.clock.now())
    desk.reportFault({ requestId, command: name, error })
    if (isUnavailable(error))
      return { status: 'refused', refusal: { code: 'desk.unavailable', params: { requestId } } }
    return { status: 'fault', requestId }
  }
}

/** What the work answers, or what is said while the database cannot be asked; every other fault is thrown on. */
export async function orWhenAway<Answer>(work: () => Promise<Answer>, away: () => Answer): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    if (isUnavailable(error)) return away()
    throw error
  }
}
