import type { Reader } from '#lib/db/client.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import { type PaperTrail, readPaperTrail } from '#lib/papers/trail-queries.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type OutcomeRow = { lineNo: number; acceptedE3: string; refusedE3: string; reason: string }

/** Everything a note has beside what it says: what every paper has, and what the customer took and sent back. */
export type NotePapers = PaperTrail & { outcomeLines: OutcomeRow[] }

const OUTCOME = Prisma.sql`
      (SELECT coalesce(jsonb_agg(jsonb_build_object('lineNo', z.line_no, 'acceptedE3', z.accepted_e3::text,
         'refusedE3', z.refused_e3::text, 'reason', z.reason) ORDER BY z.line_no), '[]')
       FROM delivery_outcome_line z JOIN k ON z.account_set_id = k.s AND z.paper_id = k.p) AS "outcomeLines",`

/** What the desk keeps of a note beside its content, in one statement. The note itself was read within scope. */
export function readNotePapers(reader: Reader, key: PaperKey): Promise<NotePapers> {
  return readPaperTrail<{ outcomeLines: OutcomeRow[] }>(reader, key, OUTCOME)
}
