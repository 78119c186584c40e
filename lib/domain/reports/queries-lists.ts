import { behindFigure, COPY_IS_OUT, type Figure } from '#lib/domain/reports/queries-figures.ts'
import type { Reader } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { isId } from '#lib/kernel/ids.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'

/** A note behind a figure. `gross` in yuan. */
export type FigureNote = {
  accountSetId: number
  paperId: string
  number: string
  businessDate: string
  customerName: string
  channel: string
  preparerName: string
  status: string
  gross: string
  /** Copies that are not home, for the figure that counts them; else empty. */
  copies: { kind: string; place: string; keeperName: string | null; since: string }[]
}

export type FigureWish = {
  figure: Figure
  date: BusinessDate
  /** What narrows the figure: channel, clerk, product, keeper of copies. */
  key: string | null
  /** The last note of the page before. */
  before: string | null
}

const PAGE = 50

/** The notes behind a figure, newest first, a page by key. One statement. */
export async function listFigureNotes(
  reader: Reader,
  accountSetIds: readonly number[],
  wish: FigureWish,
): Promise<{ rows: FigureNote[]; olderThan: string | null }> {
  const before = wish.before !== null && isId(wish.before) ? wish.before : null
  const isAboutCopies = wish.figure === 'copiesOut'
  const found = await reader.$queryRaw<(Omit<FigureNote, 'gross'> & { grossFen: bigint })[]>`
    SELECT n.account_set_id AS "accountSetId", n.paper_id AS "paperId", p.number, n.business_date::text AS "businessDate",
      n.customer_name AS "customerName", n.channel, n.preparer_name AS "preparerName", n.status, n.gross_fen AS "grossFen",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', d.kind, 'place', d.place, 'keeperName', u.display_name,
         'since', to_char(d.since_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) ORDER BY d.kind), '[]')
       FROM document_copy d LEFT JOIN app_user u ON u.id = d.keeper_id
       WHERE ${isAboutCopies} AND d.account_set_id = n.account_set_id AND d.paper_id = n.paper_id AND ${COPY_IS_OUT}) AS copies
    FROM delivery_note n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    WHERE n.account_set_id = ANY(${[...accountSetIds]}::int[]) AND (${before}::uuid IS NULL OR n.paper_id < ${before}::uuid)
      AND ${behindFigure(wish.figure, wish.date, wish.key)}
    ORDER BY n.paper_id DESC LIMIT ${PAGE + 1}`
  const rows = found
    .slice(0, PAGE)
    .map(({ grossFen, ...row }) => ({ ...row, gross: formatFenPlain(grossFen) }))
  return { rows, olderThan: found.length > PAGE ? (rows.at(-1)?.paperId ?? null) : null }
}

/** A refused act: who tried what, when, and why it was refused. */
export type RefusalRow = {
  id: string
  at: string
  who: string
  command: string
  code: string
  params: Record<string, string | number | boolean | null>
}

/** The refusals of a day among the people of the account sets, newest first, a page by key. One statement. */
export async function listRefusals(
  reader: Reader,
  accountSetIds: readonly number[],
  wish: { date: BusinessDate; command: string | null; before: string | null },
): Promise<{ rows: RefusalRow[]; olderThan: string | null }> {
  const before = wish.before !== null && /^\d{1,18}$/.test(wish.before) ? BigInt(wish.before) : null
  const found = await reader.$queryRaw<(Omit<RefusalRow, 'id' | 'at'> & { id: bigint; at: Date })[]>`
    SELECT r.id, r.at, u.display_name AS who, r.command, r.code, r.params
    FROM refusal r JOIN app_user u ON u.id = r.actor_id
    WHERE r.at >= ${wish.date}::date::timestamp AT TIME ZONE 'Asia/Shanghai'
      AND r.at < (${wish.date}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
      AND r.actor_id IN (SELECT user_id FROM user_account_set WHERE account_set_id = ANY(${[...accountSetIds]}::int[]))
      AND (${wish.command}::text IS NULL OR r.command = ${wish.command}) AND (${before}::bigint IS NULL OR r.id < ${before}::bigint)
    ORDER BY r.id DESC LIMIT ${PAGE + 1}`
  const rows = found.slice(0, PAGE).map((row) => ({ ...row, id: String(row.id), at: row.at.toISOString() }))
  return { rows, olderThan: found.length > PAGE ? (rows.at(-1)?.id ?? null) : null }
}
