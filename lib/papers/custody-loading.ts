import type { Person } from '#lib/auth/actor.ts'
import type { Tx } from '#lib/db/client.ts'
import type { CopyKind, CopyPlace } from '#lib/papers/copy-kinds.ts'
import type { CopyKey } from '#lib/papers/custody.ts'
import type { Scanned } from '#lib/papers/schema.ts'

/** A copy as the custody commands see it. */
export type CustodyRow = {
  accountSetId: number
  paperId: string
  number: string
  kind: CopyKind
  place: CopyPlace
  keeperId: string | null
  keeperName: string | null
  offeredPlace: CopyPlace | null
  offeredToId: string | null
  offeredToName: string | null
  isStamped: boolean
  isSigned: boolean
  /** Where the delivery note stands; null when the paper is none, such as a goods paper. */
  noteStatus: string | null
  /** The store it is about; of a transfer both. */
  storeIds: readonly string[]
}

/** Copies named by their key, the one whose QR code was scanned, or all of a scanned note offered to the person. */
export type CopyWish = { copies: readonly CopyKey[] } | { scanned: Scanned }

/**
 * Holds the papers of the copies until the transaction ends, then reads the copies as they stand behind the lock. Null
 * when one of them is not in the person's account sets: the answer does not tell that from a copy that does not exist
 * (A05). Two statements.
 */
export async function holdCopies(tx: Tx, person: Person, wish: CopyWish): Promise<CustodyRow[] | null> {
  const asked = 'copies' in wish ? wish.copies : []
  const token = 'scanned' in wish && 'token' in wish.scanned ? wish.scanned.token : null
  const note = 'scanned' in wish && 'paperId' in wish.scanned ? wish.scanned : null
  const wanted = await tx.$queryRaw<CopyKey[]>`
    WITH asked AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      AS a("accountSetId" int, "paperId" uuid, kind text)),
    wanted AS MATERIALIZED (
      SELECT "accountSetId" AS account_set_id, "paperId" AS paper_id, kind FROM asked
      UNION SELECT account_set_id, paper_id, kind FROM document_copy WHERE token = ${token}::text
      UNION SELECT account_set_id, paper_id, kind FROM document_copy
        WHERE account_set_id = ${note?.accountSetId ?? null}::int AND paper_id = ${note?.paperId ?? null}::uuid
          AND offered_place IS NOT NULL AND coalesce(offered_to_id, ${person.userId}::uuid) = ${person.userId}::uuid),
    held AS MATERIALIZED (SELECT p.account_set_id, p.id FROM paper p
      WHERE (p.account_set_id, p.id) IN (SELECT account_set_id, paper_id FROM wanted)
        AND p.account_set_id = ANY(${[...person.accountSetIds]}::int[])
      ORDER BY p.account_set_id, p.id FOR UPDATE)
    SELECT w.account_set_id AS "accountSetId", w.paper_id AS "paperId", w.kind
    FROM wanted w JOIN held h ON h.account_set_id = w.account_set_id AND h.id = w.paper_id`
  const wantedCount = note
    ? Math.max(1, wanted.length)
    : token === null
      ? new Set(asked.map(keyText)).size
      : 1
  if (wanted.length !== wantedCount) return null
  const rows = await readCopies(tx, wanted)
  return rows.length === wantedCount ? rows : null
}

function readCopies(tx: Tx, wanted: readonly CopyKey[]): Promise<CustodyRow[]> {
  return tx.$queryRaw<CustodyRow[]>`
    SELECT c.account_set_id AS "accountSetId", c.paper_id AS "paperId", p.number, c.kind, c.place,
      c.keeper_id AS "keeperId", k.display_name AS "keeperName", c.offered_place AS "offeredPlace",
      c.offered_to_id AS "offeredToId", o.display_name AS "offeredToName", c.stamped_at IS NOT NULL AS "isStamped",
      c.signed_at IS NOT NULL AS "isSigned", n.status AS "noteStatus",
      array_remove(ARRAY[coalesce(n.warehouse_id, w.parent_id, w.id), g.to_warehouse_id], NULL)::text[] AS "storeIds"
    FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS a("accountSetId" int, "paperId" uuid, kind text)
    JOIN document_copy c ON c.account_set_id = a."accountSetId" AND c.paper_id = a."paperId" AND c.kind = a.kind
    JOIN paper p ON p.account_set_id = c.account_set_id AND p.id = c.paper_id
    LEFT JOIN app_user k ON k.id = c.keeper_id
    LEFT JOIN app_user o ON o.id = c.offered_to_id
    LEFT JOIN delivery_note n ON n.account_set_id = c.account_set_id AND n.paper_id = c.paper_id
    LEFT JOIN goods_paper g ON g.account_set_id = c.account_set_id AND g.paper_id = c.paper_id
    LEFT JOIN warehouse w ON w.id = g.warehouse_id
    ORDER BY c.account_set_id, c.paper_id, c.kind`
}

function keyText({ accountSetId, paperId, kind }: CopyKey): string {
  return `${accountSetId}/${paperId}/${kind}`
}

/** Who could receive a copy. Null when there is no such person at work in the account set. */
export type Receiver = {
  id: string
  name: string
  roles: readonly string[]
  accountSetIds: readonly number[]
  warehouseIds: readonly string[]
}

/** Reads a possible receiver; null when unknown or no longer active. One statement. */
export async function readReceiver(tx: Tx, userId: string): Promise<Receiver | null> {
  const rows = await tx.$queryRaw<Receiver[]>`
    SELECT u.id, u.display_name AS name,
      ARRAY(SELECT role FROM user_role WHERE user_id = u.id) AS roles,
      ARRAY(SELECT account_set_id FROM user_account_set WHERE user_id = u.id) AS "accountSetIds",
      ARRAY(SELECT warehouse_id::text FROM user_warehouse WHERE user_id = u.id) AS "warehouseIds"
    FROM app_user u WHERE u.id = ${userId}::uuid AND u.is_active`
  return rows[0] ?? null
}

/** Groups copies by paper, in the order of the rows. */
export function byPaper<Row extends { accountSetId: number; paperId: string }>(
  rows: readonly Row[],
): { accountSetId: number; paperId: string; rows: Row[] }[] {
  const groups = new Map<string, { accountSetId: number; paperId: string; rows: Row[] }>()
  for (const row of rows) {
    const group = groups.get(`${row.accountSetId}/${row.paperId}`)
    if (group) group.rows.push(row)
    else {
      const { accountSetId, paperId } = row
      groups.set(`${accountSetId}/${paperId}`, { accountSetId, paperId, rows: [row] })
    }
  }
  return [...groups.values()]
}
