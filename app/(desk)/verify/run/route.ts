import { currentActor } from '#lib/auth/session.ts'
import { theDesk, theReports } from '#lib/command/desk.ts'
import { verifyStepwise } from '#lib/domain/audit-trail/queries.ts'

export const dynamic = 'force-dynamic'

/** The whole verification, however large the desk. */
const WITHIN_MS = 600_000

/** Runs the verification and tells each check as it ends: one JSON object a line. */
export async function POST(): Promise<Response> {
  const actor = await currentActor()
  if (actor?.permissions.has('evidence.verify') !== true) return new Response(null, { status: 404 })
  const { clock } = theDesk()
  const db = theReports()
  const steps = verifyStepwise(db, clock, WITHIN_MS)
  const encoder = new TextEncoder()
  const lines = new ReadableStream<Uint8Array>({
    pull: async (told) => {
      const { done, value } = await steps.next()
      if (done === true) told.close()
      else told.enqueue(encoder.encode(`${JSON.stringify(value)}\n`))
    },
    cancel: async () => {
      await steps.return()
    },
  })
  return new Response(lines, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8' } })
}
