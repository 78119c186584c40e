import type { Person } from '#lib/auth/actor.ts'
import { openPlacesOf } from '#lib/papers/commands/accept-copies.ts'
import type { CopyKind, CopyPlace } from '#lib/papers/copy-kinds.ts'
import type { GoodsKind } from '#lib/papers/goods/kinds.ts'
import { withinPaperScope } from '#lib/papers/paper-scope.ts'
import type { Reader } from '#lib/db/client.ts'

/** A copy as the hand-over lists show it. Instants are ISO 8601. */
export type HandOverRow = {
  accountSetId: number
  paperId: string
  number: string
  /** Where a delivery note stands; null on other papers. */
  noteStatus: string | null
  /** The other party: customer, supplier or recipient. */
  customerName: string
  /** Whose page it has: a delivery note or a goods paper. */
  isNote: boolean
  /** Which goods paper it is; null for a delivery note. */
  goodsKind: GoodsKind | null
  kind: CopyKind
  place: CopyPlace
  keeperName: string | null
  sinceAt: string
  offeredPlace: CopyPlace | null
  offeredToName: string | null
  offeredAt: string | null
  isSigned: boolean
  isStamped: boolean
  /** Whether it waits for the reader, or was handed over by them and waits for another. */
  side: 'TO_ME' | 'BY_ME' | 'KEPT'
}

const MOST_OPEN = 500
const KEPT_AT_ONCE = 100
const KEPT_KEY = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z~[0-9a-f-]{36}~[A-Z]+$/

const at = (column: string | null): string => (column === null ? '' : new Date(column).toISOString())

/** Offers that nobody has accepted: those to the reader and those by the reader, oldest first. One statement. */
export async function readOpenOffers(reader: Reader, person: Person): Promise<HandOverRow[]> {
  const rows = await reader.$queryRaw<HandOverRow[]>`
    SELECT c.account_set_id AS "accountSetId", c.paper_id AS "paperId", p.number, n.status AS "noteStatus",
      coalesce(n.customer_name, g.party_name) AS "customerName", n.paper_id IS NOT NULL AS "isNote", g.kind AS "goodsKind", c.kind, c.place, k.display_name AS "keeperName", c.since_at::text AS "sinceAt",
      c.offered_place AS "offeredPlace", o.display_name AS "offeredToName", c.offered_at::text AS "offeredAt",
      c.signed_at IS NOT NULL AS "isSigned", c.stamped_at IS NOT NULL AS "isStamped",
      CASE WHEN c.keeper_id = ${person.userId}::uuid AND c.offered_to_id IS DISTINCT FROM ${person.userId}::uuid
        THEN 'BY_ME' ELSE 'TO_ME' END AS side
    FROM (
      SELECT * FROM document_copy WHERE offered_to_id = ${person.userId}::uuid AND offered_place IS NOT NULL
      UNION SELECT * FROM document_copy WHERE keeper_id = ${person.userId}::uuid AND offered_place IS NOT NULL
      UNION SELECT * FROM document_copy WHERE offered_to_id IS NULL AND offered_place = ANY(${[...openPlacesOf(person)]}::text[])
    ) c
    LEFT JOIN delivery_note n ON n.account_set_id = c.account_set_id AND n.paper_id = c.paper_id
    LEFT JOIN goods_paper g ON g.account_set_id = c.account_set_id AND g.paper_id = c.paper_id
    JOIN paper p ON p.account_set_id = c.account_set_id AND p.id = c.paper_id
    LEFT JOIN app_user k ON k.id = c.keeper_id
    LEFT JOIN app_user o ON o.id = c.offered_to_id
    WHERE c.account_set_id = ANY(${[...person.accountSetIds]}::int[])
    ORDER BY c.offered_at, p.number, array_position(ARRAY['STUB', 'DRIVER', 'CUSTOMER', 'ACCOUNTING'], c.kind) LIMIT ${MOST_OPEN}`
  return rows.map(({ sinceAt, offeredAt, ...row }) => ({
    ...row,
    sinceAt: at(sinceAt),
    offeredAt: at(offeredAt),
  }))
}

export type KeptPage = {
  rows: HandOverRow[]
  /** Where the next, older page begins; null at the end. */
  nextKey: string | null
}

/** Copies the reader keeps and has not handed over, latest first, by key. One statement. */
export async function readKeptCopies(
  reader: Reader,
  person: Person,
  filter: { kind: CopyKind | null; beforeKey: string | null },
): Promise<KeptPage> {
  const key = filter.beforeKey !== null && KEPT_KEY.test(filter.beforeKey) ? filter.beforeKey.split('~') : []
  const [beforeAt = null, beforePaper = null, beforeKind = null] = key
  const rows = await reader.$queryRaw<HandOverRow[]>`
    SELECT c.account_set_id AS "accountSetId", c.paper_id AS "paperId", p.number, n.status AS "noteStatus",
      coalesce(n.customer_name, g.party_name) AS "customerName", n.paper_id IS NOT NULL AS "isNote", g.kind AS "goodsKind", c.kind, c.place, NULL AS "keeperName",
      to_char(c.since_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "sinceAt", NULL AS "offeredPlace", NULL AS "offeredToName",
      NULL AS "offeredAt", c.signed_at IS NOT NULL AS "isSigned", c.stamped_at IS NOT NULL AS "isStamped", 'KEPT' AS side
    FROM document_copy c
    LEFT JOIN delivery_note n ON n.account_set_id = c.account_set_id AND n.paper_id = c.paper_id
    LEFT JOIN goods_paper g ON g.account_set_id = c.account_set_id AND g.paper_id = c.paper_id
    JOIN paper p ON p.account_set_id = c.account_set_id AND p.id = c.paper_id
    WHERE c.keeper_id = ${person.userId}::uuid AND c.offered_place IS NULL
      AND c.account_set_id = ANY(${[...person.accountSetIds]}::int[])
      AND (${filter.kind}::text IS NULL OR c.kind = ${filter.kind}::text)
      AND (${beforeAt}::text IS NULL
        OR (c.since_at, c.paper_id, c.kind) < (${beforeAt}::timestamptz, ${beforePaper}::uuid, ${beforeKind}::text))
    ORDER BY c.since_at DESC, c.paper_id DESC, c.kind DESC LIMIT ${KEPT_AT_ONCE + 1}`
  const shown = rows.slice(0, KEPT_AT_ONCE)
  const last = shown.at(-1)
  const nextKey = rows.length > KEPT_AT_ONCE && last ? `${last.sinceAt}~${last.paperId}~${last.kind}` : null
  return { rows: shown, nextKey }
}

/** A copy as its QR code opens it. */
export type ScannedCopy = Omit<HandOverRow, 'side'> & {
  keeperId: string | null
  offeredToId: string | null
  warehouseId: string
}

/** The copy behind a token; null outside the person's scope (A05, A44). One statement. */
export async function readScannedCopy(
  reader: Reader,
  person: Person,
  token: string,
): Promise<ScannedCopy | null> {
  const rows = await reader.$queryRaw<ScannedCopy[]>`
    SELECT c.account_set_id AS "accountSetId", c.paper_id AS "paperId", p.number, n.status AS "noteStatus",
      coalesce(n.customer_name, g.party_name) AS "customerName", n.paper_id IS NOT NULL AS "isNote", g.kind AS "goodsKind", coalesce(n.warehouse_id, g.warehouse_id) AS "warehouseId", c.kind, c.place, c.keeper_id AS "keeperId",
      k.display_name AS "keeperName", c.since_at::text AS "sinceAt", c.offered_place AS "offeredPlace",
      c.offered_to_id AS "offeredToId", o.display_name AS "offeredToName", c.offered_at::text AS "offeredAt",
      c.signed_at IS NOT NULL AS "isSigned", c.stamped_at IS NOT NULL AS "isStamped"
    FROM document_copy c
    LEFT JOIN delivery_note n ON n.account_set_id = c.account_set_id AND n.paper_id = c.paper_id
    LEFT JOIN goods_paper g ON g.account_set_id = c.account_set_id AND g.paper_id = c.paper_id
    JOIN paper p ON p.account_set_id = c.account_set_id AND p.id = c.paper_id
    LEFT JOIN app_user k ON k.id = c.keeper_id
    LEFT JOIN app_user o ON o.id = c.offered_to_id
    WHERE c.token = ${token} AND ${withinPaperScope(person)}`
  const row = rows[0]
  return row ? { ...row, sinceAt: at(row.sinceAt), offeredAt: row.offeredAt && at(row.offeredAt) } : null
}

/** What a scanned copy is to the reader: theirs to accept, alone or with its set; in their hands; or another's. */
export function standingFor(copy: ScannedCopy, person: Person): 'FOR_ME' | 'SET_FOR_ME' | 'MINE' | 'OTHERS' {
  const { offeredPlace, offeredToId } = copy
  const isForMe =
    offeredPlace !== null &&
    (offeredToId === person.userId || (offeredToId === null && openPlacesOf(person).includes(offeredPlace)))
  if (isForMe) return copy.noteStatus === 'ISSUED' && offeredPlace === 'WAREHOUSE' ? 'SET_FOR_ME' : 'FOR_ME'
  return copy.keeperId === person.userId ? 'MINE' : 'OTHERS'
}
