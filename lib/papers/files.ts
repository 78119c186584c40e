import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { withinPaperScope } from '#lib/papers/paper-scope.ts'

export type KeptFile = { mediaType: string; bytes: Uint8Array }

/**
 * A picture or stroke by its address; null unless it hangs on a note or goods paper within the person's scope (A05). One statement.
 */
export async function readKeptFile(
  reader: Reader,
  person: Person,
  key: { accountSetId: number; hash: string },
): Promise<KeptFile | null> {
  const rows = await reader.$queryRaw<KeptFile[]>`
    SELECT a.media_type AS "mediaType", a.bytes FROM attachment a
    WHERE a.account_set_id = ${key.accountSetId} AND a.hash = decode(${key.hash}, 'hex')
      AND EXISTS (SELECT FROM paper p WHERE p.account_set_id = a.account_set_id AND ${withinPaperScope(person)}
        AND p.id IN (
          SELECT x.paper_id FROM paper_attachment x WHERE x.account_set_id = a.account_set_id AND x.hash = a.hash
          UNION ALL SELECT s.paper_id FROM signature s WHERE s.account_set_id = a.account_set_id AND s.stroke_hash = a.hash))`
  return rows[0] ?? null
}
