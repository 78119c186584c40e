import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { type SearchTerm, searchTerm } from '#lib/db/search-term.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import type { GoodsKind, GoodsStatus } from '#lib/papers/goods/kinds.ts'
import type { GoodsFilter } from '#lib/papers/goods/list-filter.ts'
import { withinGoodsScope } from '#lib/papers/goods/scope.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A goods paper as its list shows it. No quantity stands here, so a keeper's list is blind as it is (R19). */
export type GoodsRow = {
  accountSetId: number
  paperId: string
  kind: GoodsKind
  number: string
  status: GoodsStatus
  businessDate: string
  partyName: string
  warehouseName: string
  toWarehouseName: string | null
  purpose: string | null
  reason: string
  expectedOn: string | null
  sourceNumber: string | null
  preparerName: string
  handlerName: string | null
  keeperName: string | null
  lineCount: number
  /** Yuan; null for whoever may not see prices. */
  gross: string | null
  isVoidRequested: boolean
  /** ISO 8601. */
  openedAt: string
}

export type GoodsListPage = {
  rows: GoodsRow[]
  newerKey: string | null
  olderKey: string | null
  /** The stores the list can be narrowed to. */
  warehouses: { id: string; name: string }[]
}

type FlatRow = Omit<GoodsRow, 'gross'> & { grossFen: bigint }
type Answer = {
  rows: (Omit<GoodsRow, 'gross'> & { grossFen: string })[]
  warehouses: GoodsListPage['warehouses']
}

const AT_ONCE = 50
/** Numbers found by their end are looked for among so many of the newest sequences. */
const LAST_DIGITS = /^\d{1,6}$/

/** Goods papers of a kind within the person's scope, latest first, by key: constant work at any depth. One statement. */
export async function listGoodsPapers(
  reader: Reader,
  person: Person,
  kind: GoodsKind,
  filter: GoodsFilter,
): Promise<GoodsListPage> {
  const isBackwards = filter.after !== null
  const sets = person.accountSetIds.filter((id) => filter.accountSetId === null || id === filter.accountSetId)
  const conditions = [
    withinGoodsScope(person),
    ...wanted(filter, person),
    ...found(kind, filter.query),
    beyond(filter),
  ]
  const inner = isBackwards
    ? Prisma.sql`g.opened_at, g.paper_id`
    : Prisma.sql`g.opened_at DESC, g.paper_id DESC`
  const outer = isBackwards
    ? Prisma.sql`x."openedAt", x."paperId"`
    : Prisma.sql`x."openedAt" DESC, x."paperId" DESC`
  const answers = await reader.$queryRaw<Answer[]>`
    SELECT (SELECT coalesce(jsonb_agg(to_jsonb(y) ORDER BY y.rank), '[]') FROM (
      SELECT x.*, row_number() OVER (ORDER BY ${outer}) AS rank,
        EXISTS (SELECT FROM void_record v WHERE v.account_set_id = x."accountSetId" AND v.paper_id = x."paperId"
          AND v.decision IS NULL) AS "isVoidRequested",
        (SELECT q.number FROM paper q WHERE q.account_set_id = x."accountSetId" AND q.id = x."sourcePaperId") AS "sourceNumber",
        (SELECT u.display_name FROM app_user u WHERE u.id = x."keeperId") AS "keeperName"
      FROM unnest(${[...sets]}::int[]) AS s(id)
      CROSS JOIN LATERAL (
        SELECT g.account_set_id AS "accountSetId", g.paper_id AS "paperId", g.kind, p.number, g.status,
          g.business_date AS "businessDate", g.party_name AS "partyName", g.warehouse_name AS "warehouseName",
          g.to_warehouse_name AS "toWarehouseName", g.purpose, g.reason, g.expected_on AS "expectedOn",
          g.source_paper_id AS "sourcePaperId", g.preparer_name AS "preparerName", g.handler_name AS "handlerName",
          g.keeper_id AS "keeperId", g.line_count AS "lineCount", g.gross_fen::text AS "grossFen",
          to_char(g.opened_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "openedAt"
        FROM goods_paper g JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
        WHERE g.account_set_id = s.id AND g.kind = ${kind} AND ${Prisma.join(conditions, ' AND ')}
        ORDER BY ${inner} LIMIT ${AT_ONCE + 1}) x
      ORDER BY rank LIMIT ${AT_ONCE + 1}) y) AS rows,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name) ORDER BY w.code), '[]') FROM warehouse w
       WHERE w.is_active AND w.kind = 'STORE') AS warehouses`
  const answer = answers[0] ?? { rows: [], warehouses: [] }
  const rows = answer.rows.map((row): FlatRow => ({ ...row, grossFen: BigInt(row.grossFen) }))
  const hasEdge = filter.before !== null || isBackwards
  return {
    ...pageOf(rows, { isBackwards, hasEdge }, person.permissions.has('note.seePrices')),
    warehouses: answer.warehouses,
  }
}

/** The conditions of the filter; a plain condition each, so that each can choose its index. */
function wanted(filter: GoodsFilter, person: Pick<Person, 'userId'>): Prisma.Sql[] {
  const { statuses, warehouseId, supplierId, customerId, from, to } = filter
  const conditions = [
    statuses.length > 0 && Prisma.sql`g.status = ANY (${[...statuses]}::text[])`,
    warehouseId !== null && Prisma.sql`${warehouseId}::uuid IN (g.warehouse_id, g.to_warehouse_id)`,
    supplierId !== null && Prisma.sql`g.supplier_id = ${supplierId}::uuid`,
    customerId !== null && Prisma.sql`g.customer_id = ${customerId}::uuid`,
    from !== null && Prisma.sql`g.business_date >= ${from}::date`,
    to !== null && Prisma.sql`g.business_date <= ${to}::date`,
    filter.isMine && Prisma.sql`${person.userId}::uuid IN (g.preparer_id, g.handler_id, g.keeper_id)`,
  ]
  return conditions.filter((condition) => condition !== false)
}

/** Where the page begins; true for the first one. */
function beyond({ before, after }: GoodsFilter): Prisma.Sql {
  const [at, paperId] = (after ?? before)?.split('~') ?? []
  if (at === undefined || paperId === undefined) return Prisma.sql`true`
  const edge = Prisma.sql`(${at}::timestamptz, ${paperId}::uuid)`
  return after === null
    ? Prisma.sql`(g.opened_at, g.paper_id) < ${edge}`
    : Prisma.sql`(g.opened_at, g.paper_id) > ${edge}`
}

/** A number or its last figures, the other party, or a product: whatever of them the typed words name. */
function found(kind: GoodsKind, typed: string): Prisma.Sql[] {
  if (typed === '') return []
  const term = searchTerm(typed)
  if (term === null) return [Prisma.sql`false`]
  const ways = [Prisma.sql`p.number = ${typed.toUpperCase()}`, ...named(kind, term)]
  if (LAST_DIGITS.test(typed)) ways.push(Prisma.sql`p.sequence = ${Number(typed)}`)
  return [Prisma.sql`(${Prisma.join(ways, ' OR ')})`]
}

function named(kind: GoodsKind, term: SearchTerm): Prisma.Sql[] {
  const holds = (alias: Prisma.Sql) =>
    Prisma.sql`${alias}.search_key LIKE ${term.longest} AND ${alias}.search_key LIKE ALL (${term.words}::text[])`
  const product = Prisma.sql`g.paper_id IN (SELECT l.paper_id FROM goods_paper_line l
    WHERE l.account_set_id = s.id AND l.product_id IN (SELECT r.id FROM product r WHERE ${holds(Prisma.sql`r`)}))`
  const supplier = Prisma.sql`g.supplier_id IN (SELECT r.id FROM supplier r WHERE r.account_set_id = s.id AND ${holds(Prisma.sql`r`)})`
  const customer = Prisma.sql`g.customer_id IN (SELECT r.id FROM customer r WHERE r.account_set_id = s.id AND ${holds(Prisma.sql`r`)})`
  if (kind === 'CUSTOMER_RETURN') return [product, customer]
  if (kind === 'STOCK_OUT') return [product, Prisma.sql`g.party_name ILIKE ${term.longest}`]
  return kind === 'TRANSFER' || kind === 'STOCK_COUNT' ? [product] : [product, supplier]
}

function pageOf(
  read: readonly FlatRow[],
  way: { isBackwards: boolean; hasEdge: boolean },
  canSeePrices: boolean,
): Omit<GoodsListPage, 'warehouses'> {
  const hasMore = read.length > AT_ONCE
  const shown = read.slice(0, AT_ONCE).map(({ grossFen, ...row }): GoodsRow => ({
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

function keyOf(row: GoodsRow | undefined): string | null {
  return row ? `${row.openedAt}~${row.paperId}` : null
}
