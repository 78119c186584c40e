import { theDesk } from '#lib/command/desk.ts'
import { AWAY_HEADERS } from '#lib/kernel/away.ts'
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
  return Response.json(
    { status: 'fault', requestId },
    { status: 503, headers: { 'cache-control': 'no-store', ...AWAY_HEADERS } },
  )
}
