import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import type { CopyKind, CopyPlace } from '#lib/papers/copy-kinds.ts'
import { listedWithinScope } from '#lib/papers/note-scope.ts'
import type { ListFilter } from '#lib/domain/delivery-notes/list-filter.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A note as the list shows it. */
export type NoteListRow = {
  accountSetId: number
  paperId: string
  number: string
  customerName: string
  warehouseName: string
  preparerName: string
  handlerName: string
  channel: string
  businessDate: string
  /** ISO 8601. */
  issuedAt: string
  status: string
  isUrgent: boolean
  isVoidRequested: boolean
  lineCount: number
  /** Yuan; null for whoever may not see prices. */
  gross: string | null
  copies: { kind: CopyKind; place: CopyPlace; isOffered: boolean }[]
}

export type NoteListPage = { rows: NoteListRow[]; newerKey: string | null; olderKey: string | null }

type FlatRow = Omit<NoteListRow, 'gross'> & { grossFen: bigint }

const AT_ONCE = 50
/** A bare figure is looked for among the numbers of so many months. */
const MONTHS_BACK = 24

/** Notes within the person's scope, latest first, by key: constant work at any depth. One statement. */
export async function listNotes(
  reader: Reader,
  person: Person,
  filter: ListFilter,
  today: string,
): Promise<NoteListPage> {
  const isBackwards = filter.after !== null
  const sets = person.accountSetIds.filter((id) => filter.accountSetId === null || id === filter.accountSetId)
  const conditions = [...wanted(filter, person), ...numbered(filter.number, today), ...beyond(filter)]
  const rows = await reader.$queryRaw<FlatRow[]>`
    SELECT x.*, (SELECT jsonb_agg(jsonb_build_object('kind', c.kind, 'place', c.place, 'isOffered', c.offered_place IS NOT NULL)
        ORDER BY array_position(ARRAY['STUB', 'DRIVER', 'CUSTOMER', 'ACCOUNTING'], c.kind)) FROM document_copy c
        WHERE c.account_set_id = x."accountSetId" AND c.paper_id = x."paperId"::uuid) AS copies,
      EXISTS (SELECT FROM void_record v WHERE v.account_set_id = x."accountSetId" AND v.paper_id = x."paperId"::uuid
        AND v.decision IS NULL) AS "isVoidRequested"
    FROM unnest(${[...sets]}::int[]) AS s(id)
    CROSS JOIN LATERAL (
      SELECT n.account_set_id AS "accountSetId", n.paper_id::text AS "paperId", p.number, n.customer_name AS "customerName",
        n.warehouse_name AS "warehouseName", n.preparer_name AS "preparerName", n.handler_name AS "handlerName", n.channel,
        n.business_date::text AS "businessDate", to_char(n.issued_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "issuedAt",
        n.status, n.is_urgent AS "isUrgent", n.line_count AS "lineCount", n.gross_fen AS "grossFen"
      FROM delivery_note n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
      WHERE n.account_set_id = s.id AND ${listedWithinScope(person)} AND ${Prisma.join(conditions, ' AND ')}
      ORDER BY ${isBackwards ? Prisma.sql`n.issued_at, n.paper_id` : Prisma.sql`n.issued_at DESC, n.paper_id DESC`}
      LIMIT ${AT_ONCE + 1}) x
    ORDER BY ${isBackwards ? Prisma.sql`x."issuedAt", x."paperId"` : Prisma.sql`x."issuedAt" DESC, x."paperId" DESC`}
    LIMIT ${AT_ONCE + 1}`
  const hasEdge = filter.before !== null || isBackwards
  return pageOf(rows, { isBackwards, hasEdge }, person.permissions.has('note.seePrices'))
}

/** The conditions of the filter; a plain condition each, so that each can choose its index. */
function wanted(filter: ListFilter, person: Person): Prisma.Sql[] {
  const { statuses, date, channel, customerId, preparerId, productId } = filter
  const conditions = [
    statuses.length > 0 && Prisma.sql`n.status = ANY(${[...statuses]}::text[])`,
    date !== null && Prisma.sql`n.business_date = ${date}::date`,
    channel !== null && Prisma.sql`n.channel = ${channel}`,
    customerId !== null && Prisma.sql`n.customer_id = ${customerId}::uuid`,
    preparerId !== null && Prisma.sql`n.preparer_id = ${preparerId}::uuid`,
    filter.isMine &&
      Prisma.sql`${person.userId}::uuid IN (n.preparer_id, n.handler_id, n.keeper_id, n.driver_id)`,
    filter.isUrgent && Prisma.sql`n.is_urgent`,
    productId !== null &&
      Prisma.sql`EXISTS (SELECT FROM delivery_note_line l WHERE l.account_set_id = n.account_set_id
        AND l.paper_id = n.paper_id AND l.product_id = ${productId}::uuid)`,
    filter.isAway &&
      Prisma.sql`n.paper_id IN (SELECT c.paper_id FROM document_copy c WHERE c.account_set_id = s.id
        AND c.place IN ('WAREHOUSE', 'DRIVER', 'CUSTOMER'))`,
    filter.isUnsigned &&
      Prisma.sql`(SELECT count(*) FROM signature g WHERE g.account_set_id = n.account_set_id AND g.paper_id = n.paper_id
        AND g.slot IN ('PREPARER', 'KEEPER', 'HANDLER')) < 3`,
  ]
  return conditions.filter((condition) => condition !== false)
}

/** Where the page begins; true for the first one. */
function beyond({ before, after }: ListFilter): Prisma.Sql[] {
  const [at, paperId] = (after ?? before)?.split('~') ?? []
  if (at === undefined || paperId === undefined) return [Prisma.sql`true`]
  const edge = Prisma.sql`(${at}::timestamptz, ${paperId}::uuid)`
  return [
    after === null
      ? Prisma.sql`(n.issued_at, n.paper_id) < ${edge}`
      : Prisma.sql`(n.issued_at, n.paper_id) > ${edge}`,
  ]
}

/** A whole number is looked up as it stands; a bare figure of up to six digits among the last months' sequences. */
function numbered(typed: string, today: string): Prisma.Sql[] {
  const text = typed.trim()
  if (text === '') return []
  if (!/^\d{1,6}$/.test(text)) return [Prisma.sql`p.number = ${text.toUpperCase()}`]
  return [
    Prisma.sql`p.kind = 'DELIVERY_NOTE' AND p.period = ANY(${monthsBack(today)}::text[]) AND p.sequence = ${Number(text)}`,
  ]
}

function pageOf(
  found: readonly FlatRow[],
  way: { isBackwards: boolean; hasEdge: boolean },
  canSeePrices: boolean,
): NoteListPage {
  const hasMore = found.length > AT_ONCE
  const shown = found.slice(0, AT_ONCE).map(({ grossFen, ...row }): NoteListRow => ({
    ...row,
    gross: canSeePrices ? formatFenPlain(grossFen) : null,
  }))
  const rows = way.isBackwards ? shown.toReversed() : shown
  const hasNewer = way.isBackwards ? hasMore : way.hasEdge
  const hasOlder = way.isBackwards ? true : hasMore
  return {
    rows,
    newerKey: hasNewer ? keyOf(rows[0]) : null,
    olderKey: hasOlder ? keyOf(rows.at(-1)) : null,
  }
}

function keyOf(row: NoteListRow | undefined): string | null {
  return row ? `${row.issuedAt}~${row.paperId}` : null
}

function monthsBack(today: string): string[] {
  const first = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1
  return Array.from({ length: MONTHS_BACK }, (_, back) => {
    const month = first - back
    return `${Math.floor(month / 12)}${String((month % 12) + 1).padStart(2, '0')}`
  })
}
