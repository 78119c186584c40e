import type { Reader } from '#lib/db/client.ts'
import type { CopyKind } from '#lib/papers/copy-kinds.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/** A counted print stays open for its sheet this long: a page that is loaded again prints the same count. */
const OPEN_MINUTES = 10

/** One copy's last counted print. */
export type OpenPrint = { kind: CopyKind; count: number; form: string; medium: string }

/** The prints of a paper that this person has counted just now and may show. One statement. */
export function readOpenPrints(
  reader: Reader,
  { accountSetId, paperId }: PaperKey,
  by: { userId: string; now: Date },
): Promise<OpenPrint[]> {
  const since = new Date(by.now.getTime() - OPEN_MINUTES * 60_000)
  return reader.$queryRaw<OpenPrint[]>`
    SELECT e.copy_kind AS kind, e.sequence AS count, e.form, e.medium
    FROM document_copy c
    JOIN print_event e ON e.account_set_id = c.account_set_id AND e.paper_id = c.paper_id AND e.copy_kind = c.kind
      AND e.sequence = c.print_count
    WHERE c.account_set_id = ${accountSetId} AND c.paper_id = ${paperId}::uuid
      AND e.printed_by_id = ${by.userId}::uuid AND e.at > ${since} AND e.at <= ${by.now}
    ORDER BY e.copy_kind`
}
