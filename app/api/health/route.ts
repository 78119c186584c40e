import { AWAY_HEADERS } from '#lib/kernel/away.ts'
import { theDatabase } from '#lib/db/process-database.ts'

export const dynamic = 'force-dynamic'

/** Whether this process can serve: 200 when PostgreSQL answers, 503 when not. Says nothing else to anybody. */
export async function GET(): Promise<Response> {
  try {
    await theDatabase().$queryRaw`SELECT 1`
    return Response.json({ status: 'ok' })
  } catch {
    return Response.json({ status: 'unavailable' }, { status: 503, headers: AWAY_HEADERS })
  }
}
