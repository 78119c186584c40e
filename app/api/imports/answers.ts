import { theDesk } from '#lib/command/desk.ts'
import { newId } from '#lib/kernel/ids.ts'

/** A private answer in JSON. */
export function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } })
}

/** What went wrong on our side: told to the log, answered with its id alone (A50). */
export function answerFault(act: string, error: unknown): Response {
  const desk = theDesk()
  const requestId = newId(desk.clock.now())
  desk.reportFault({ requestId, command: act, error })
  return answer(503, { status: 'fault', requestId })
}
