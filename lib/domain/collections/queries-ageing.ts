import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import {
  type AgeingGroup,
  type AgeingWish,
  type Bucket,
  bucketsOf,
  thresholdsOf,
} from '#lib/domain/collections/buckets.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** What is open in a bucket, and the part of it without the customer's signed copy. Yuan. */
export type AgeingCell = { open: string; unproven: string }

/** A line of an ageing: a customer, a salesperson or a channel. Yuan. */
export type AgeingRow = {
  key: string
  accountSetId: number | null
  name: string
  code: string
  notes: number
  open: string
  unproven: string
  disputed: string
  cells: AgeingCell[]
}

export type Ageing = {
  buckets: Bucket[]
  total: Omit<AgeingRow, 'key' | 'accountSetId' | 'name' | 'code'>
  rows: AgeingRow[]
  nextAfter: string | null
}

const PAGE = 100
/** Lines of an export; a house with more debtors takes it by account set. */
const MOST_LINES = 100_000

type FlatCell = { bucket: number; openFen: string; unprovenFen: string; disputedFen: string; notes: number }
type FlatRow = {
  key: string
  accountSetId: number | null
  name: string
  code: string
  openFen: string
  cells: FlatCell[]
}

/**
 * What is open today by age, the largest first, a page by key, with the sum over all pages. One statement that reads
 * what is open and nothing else, however long the history.
 */
export async function readAgeing(
  reader: Reader,
  scope: Pick<Person, 'accountSetIds'>,
  wish: AgeingWish,
  today: BusinessDate,
  size: 'page' | 'whole' = 'page',
): Promise<Ageing> {
  const limit = size === 'page' ? PAGE : MOST_LINES
  const rows = await reader.$queryRaw<{ total: FlatCell[] | null; rows: FlatRow[] | null }[]>`
    WITH aged AS MATERIALIZED (${agedItems(scope, wish, today)}), cell AS (
      SELECT ${groupKey(wish.by)}, a.bucket, sum(a.open) AS open, sum(a.unproven) AS unproven, sum(a.disputed) AS disputed,
        sum(a.notes)::int AS notes
      FROM aged a JOIN customer c ON c.account_set_id = a.account_set_id AND c.id = a.customer_id
      LEFT JOIN app_user u ON u.id = c.salesperson_id
      WHERE (${wish.salespersonId}::uuid IS NULL OR c.salesperson_id = ${wish.salespersonId}::uuid)
        AND (${wish.channel}::text IS NULL OR c.channel = ${wish.channel})
      GROUP BY 1, 2, 3, 4, 5
    ), line AS (
      SELECT key, account_set_id, name, code, sum(open)::bigint AS open FROM cell GROUP BY 1, 2, 3, 4
    ), shown AS (
      SELECT * FROM line WHERE ${wish.after === null ? Prisma.sql`true` : Prisma.sql`(open, key) < (${wish.after.openFen}::bigint, ${wish.after.key}::text)`}
      ORDER BY open DESC, key DESC LIMIT ${limit + 1}
    )
    SELECT (SELECT jsonb_agg(jsonb_build_object('bucket', bucket, 'openFen', open::text, 'unprovenFen', unproven::text,
        'disputedFen', disputed::text, 'notes', notes)) FROM (SELECT bucket, sum(open) AS open, sum(unproven) AS unproven,
        sum(disputed) AS disputed, sum(notes)::int AS notes FROM cell GROUP BY bucket) t) AS total,
      (SELECT jsonb_agg(jsonb_build_object('key', s.key, 'accountSetId', s.account_set_id, 'name', s.name, 'code', s.code,
        'openFen', s.open::text, 'cells', (SELECT jsonb_agg(jsonb_build_object('bucket', e.bucket, 'openFen', e.open::text,
          'unprovenFen', e.unproven::text, 'disputedFen', e.disputed::text, 'notes', e.notes)) FROM cell e
          WHERE e.key = s.key AND e.account_set_id IS NOT DISTINCT FROM s.account_set_id)) ORDER BY s.open DESC, s.key DESC) FROM shown s) AS rows`
  const buckets = bucketsOf(wish.edges, wish.basis)
  const found = rows[0]?.rows ?? []
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    buckets,
    total: summed(rows[0]?.total ?? [], buckets),
    rows: shown.map(({ key, accountSetId, name, code, cells }) => ({
      ...{ key, accountSetId, name, code },
      ...summed(cells, buckets),
    })),
    nextAfter: found.length > limit && last ? `${last.openFen}_${last.key}` : null,
  }
}

/** Open items by customer and bucket. The proof is the customer's signed copy at accounting (R46, R60). */
function agedItems(scope: Pick<Person, 'accountSetIds'>, wish: AgeingWish, today: BusinessDate): Prisma.Sql {
  const sets = scope.accountSetIds.filter((id) => wish.accountSetId === null || id === wish.accountSetId)
  const day = wish.basis === 'due' ? Prisma.sql`i.due_date` : Prisma.sql`i.business_date`
  const proof =
    wish.proof === null ? Prisma.empty : Prisma.sql`AND (s.paper_id IS NOT NULL) = ${wish.proof === 'with'}`
  return Prisma.sql`
    SELECT i.account_set_id, i.customer_id,
      width_bucket(${today}::date - ${day}, ${thresholdsOf(wish.edges, wish.basis)}::int[]) AS bucket,
      sum(i.open_fen) AS open, coalesce(sum(i.open_fen) FILTER (WHERE s.paper_id IS NULL), 0) AS unproven,
      coalesce(sum(i.open_fen) FILTER (WHERE d.paper_id IS NOT NULL), 0) AS disputed, count(*) AS notes
    FROM receivable_item i
    LEFT JOIN document_copy s ON s.account_set_id = i.account_set_id AND s.paper_id = i.paper_id AND s.kind = 'CUSTOMER'
      AND s.place = 'ACCOUNTING' AND s.signed_at IS NOT NULL
    LEFT JOIN paper_dispute d ON d.account_set_id = i.account_set_id AND d.paper_id = i.paper_id AND d.closed_at IS NULL
    WHERE i.account_set_id = ANY(${sets}::int[]) AND i.open_fen > 0 ${proof}
    GROUP BY 1, 2, 3`
}

/** What a line stands for: key, account set where it belongs to one, name and code. */
function groupKey(by: AgeingGroup): Prisma.Sql {
  if (by === 'customer') return Prisma.sql`c.id::text AS key, c.account_set_id, c.name, c.code`
  if (by === 'salesperson')
    return Prisma.sql`coalesce(u.id::text, '') AS key, NULL::int AS account_set_id, coalesce(u.display_name, '') AS name, '' AS code`
  return Prisma.sql`c.channel AS key, NULL::int AS account_set_id, c.channel AS name, '' AS code`
}

function summed(cells: readonly FlatCell[], buckets: readonly Bucket[]): Ageing['total'] {
  const sum = (of: (cell: FlatCell) => string) =>
    formatFenPlain(cells.reduce((total, cell) => total + BigInt(of(cell)), 0n))
  return {
    notes: cells.reduce((total, { notes }) => total + notes, 0),
    open: sum(({ openFen }) => openFen),
    unproven: sum(({ unprovenFen }) => unprovenFen),
    disputed: sum(({ disputedFen }) => disputedFen),
    cells: buckets.map((_, index) => {
      const cell = cells.find(({ bucket }) => bucket === index)
      return {
        open: formatFenPlain(BigInt(cell?.openFen ?? '0')),
        unproven: formatFenPlain(BigInt(cell?.unprovenFen ?? '0')),
      }
    }),
  }
}
