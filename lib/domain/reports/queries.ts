import type { Exception } from '#lib/domain/reports/queries-exceptions.ts'
import { readExceptions } from '#lib/domain/reports/queries-exceptions.ts'
import {
  COPY_IS_OUT,
  SOLD,
  STANDING,
  STANDING_FIGURES,
  type StandingFigure,
  STILL_OPEN,
} from '#lib/domain/reports/queries-figures.ts'
import type { Reader } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { addDays, periodOf } from '#lib/kernel/business-date.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** The numbers given on a day in one series of one account set. Amounts nowhere; sequences as given. */
export type NumberRun = {
  accountSetId: number
  accountSetName: string
  kind: string
  firstNumber: string
  lastNumber: string
  count: number
  /** Papers between first and last that carry another day. */
  otherDays: number
  /** Numbers between first and last that stand on no paper: none, unless somebody cut one out. */
  missing: number[]
  voids: { paperId: string; number: string }[]
}

/** What a day sold, seen one way. `amount` in yuan; `qty` in base units for products, else empty. */
export type Share = { key: string; name: string; notes: number; amount: string; qty: string }

/** What the day was worth, by channel, clerk and product, and each of the two weeks before it. */
export type DayValue = {
  notes: number
  amount: string
  channels: Share[]
  clerks: Share[]
  products: Share[]
  days: { date: string; notes: number; amount: string }[]
}

/** What still stands open: notes of the day itself, and from before. */
export type Standing = Record<StandingFigure, { ofDay: number; before: number }>

/** Copies that are not home, by who keeps them. */
export type CopiesOut = {
  place: string
  keeperId: string | null
  keeperName: string | null
  kinds: string[]
  count: number
  since: string
}

export type DailyReport = {
  numbers: NumberRun[]
  voided: number
  reversed: number
  value: DayValue
  standing: Standing
  copiesOut: CopiesOut[]
  exceptions: Exception[]
  receipts: { method: string; count: number; amount: string }[]
  refusals: { command: string; count: number }[]
  staleDrafts: { owner: string; updatedAt: string }[]
  /** Billing applications that wait for the sales manager, now. */
  applicationsWaiting: number
}

/** Drafts nobody has touched for this long are stale (R68). */
export const STALE_DRAFT_DAYS = 7
const DAYS_SHOWN = 14
const PRODUCTS_SHOWN = 10

/** The whole report, in six statements whatever the number of notes. */
export async function readDailyReport(
  reader: Reader,
  accountSetIds: readonly number[],
  date: BusinessDate,
  now: Date,
): Promise<DailyReport> {
  const sets = [...accountSetIds]
  const [numbers, value, standing, copiesOut, exceptions, rest] = await Promise.all([
    readNumbers(reader, sets, date),
    readValue(reader, sets, date),
    readStanding(reader, sets, date),
    readCopiesOut(reader, sets, date),
    readExceptions(reader, sets, date),
    readRest(reader, sets, date, now),
  ])
  return { ...numbers, value, standing, copiesOut, exceptions, ...rest }
}

async function readNumbers(
  reader: Reader,
  sets: number[],
  date: BusinessDate,
): Promise<Pick<DailyReport, 'numbers' | 'voided' | 'reversed'>> {
  const rows = await reader.$queryRaw<(NumberRun & { voided: number; reversed: number })[]>`
    WITH day AS (
      SELECT account_set_id, kind, period, min(sequence) AS first, max(sequence) AS last, count(*)::int AS count
      FROM paper WHERE account_set_id = ANY(${sets}::int[]) AND period = ${periodOf(date)} AND business_date = ${date}::date
      GROUP BY 1, 2, 3
    )
    SELECT d.account_set_id AS "accountSetId", s.name AS "accountSetName", d.kind, d.count,
      f.number AS "firstNumber", l.number AS "lastNumber", between_them.papers - d.count AS "otherDays", between_them.missing,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('paperId', v.id, 'number', v.number) ORDER BY v.sequence), '[]') FROM paper v
       WHERE v.account_set_id = d.account_set_id AND v.kind = d.kind AND v.period = d.period
         AND v.business_date = ${date}::date AND v.voided_at IS NOT NULL) AS voids,
      CASE WHEN d.kind = 'DELIVERY_NOTE' THEN undone.voided ELSE 0 END AS voided,
      CASE WHEN d.kind = 'DELIVERY_NOTE' THEN undone.reversed ELSE 0 END AS reversed
    FROM day d
    JOIN account_set s ON s.id = d.account_set_id
    JOIN paper f ON f.account_set_id = d.account_set_id AND f.kind = d.kind AND f.period = d.period AND f.sequence = d.first
    JOIN paper l ON l.account_set_id = d.account_set_id AND l.kind = d.kind AND l.period = d.period AND l.sequence = d.last
    CROSS JOIN LATERAL (
      SELECT count(p.id)::int AS papers,
        coalesce((array_agg(g.sequence ORDER BY g.sequence) FILTER (WHERE p.id IS NULL))[1:20], '{}') AS missing
      FROM generate_series(d.first, d.last) AS g(sequence)
      LEFT JOIN paper p ON p.account_set_id = d.account_set_id AND p.kind = d.kind AND p.period = d.period AND p.sequence = g.sequence
    ) between_them
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE n.status = 'VOIDED')::int AS voided, count(*) FILTER (WHERE n.status = 'REVERSED')::int AS reversed
      FROM delivery_note n WHERE d.kind = 'DELIVERY_NOTE' AND n.account_set_id = d.account_set_id AND n.business_date = ${date}::date
    ) undone
    ORDER BY d.account_set_id, array_position(ARRAY['DELIVERY_NOTE', 'RECEIPT', 'SALES_ORDER', 'BILLING_APPLICATION'], d.kind)`
  const total = (count: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((sum, row) => sum + count(row), 0)
  return {
    numbers: rows.map(({ voided: _, reversed: __, ...run }) => run),
    voided: total((row) => row.voided),
    reversed: total((row) => row.reversed),
  }
}

type FlatShare = { by: string; key: string; name: string; notes: number; amountFen: bigint; qtyE3: bigint }

async function readValue(reader: Reader, sets: number[], date: BusinessDate): Promise<DayValue> {
  const rows = await reader.$queryRaw<FlatShare[]>`
    WITH recent AS MATERIALIZED (
      SELECT n.account_set_id, n.paper_id, n.business_date, n.channel, n.preparer_id, n.preparer_name, n.gross_fen
      FROM delivery_note n WHERE n.account_set_id = ANY(${sets}::int[]) AND ${SOLD}
        AND n.business_date BETWEEN ${addDays(date, 1 - DAYS_SHOWN)}::date AND ${date}::date
    ), day AS (SELECT * FROM recent WHERE business_date = ${date}::date),
    goods AS (
      SELECT 'product' AS by, l.product_id::text AS key, min(l.product_name || ' ' || l.specification) AS name,
        count(DISTINCT l.paper_id)::int AS notes, sum(l.net_fen + l.tax_fen)::bigint AS "amountFen", sum(l.qty_e3)::bigint AS "qtyE3"
      FROM day JOIN delivery_note_line l USING (account_set_id, paper_id) GROUP BY l.product_id
      ORDER BY 5 DESC, 2 LIMIT ${PRODUCTS_SHOWN}
    )
    SELECT 'channel' AS by, channel AS key, channel AS name, count(*)::int AS notes, sum(gross_fen)::bigint AS "amountFen", 0::bigint AS "qtyE3"
    FROM day GROUP BY channel
    UNION ALL SELECT 'clerk', preparer_id::text, min(preparer_name), count(*)::int, sum(gross_fen)::bigint, 0 FROM day GROUP BY preparer_id
    UNION ALL SELECT * FROM goods
    UNION ALL SELECT 'day', business_date::text, business_date::text, count(*)::int, sum(gross_fen)::bigint, 0 FROM recent GROUP BY business_date
    ORDER BY 1, 5 DESC, 2`
  const shares = (by: string): Share[] =>
    rows
      .filter((row) => row.by === by)
      .map(({ key, name, notes, amountFen, qtyE3 }) => ({
        ...{ key, name: name.trim(), notes },
        amount: formatFenPlain(amountFen),
        qty: qtyE3 === 0n ? '' : String(Number(qtyE3) / 1000),
      }))
  const byDate = new Map(shares('day').map((share) => [share.key, share]))
  const days = Array.from({ length: DAYS_SHOWN }, (_, index) => {
    const day = addDays(date, index + 1 - DAYS_SHOWN)
    return { date: day, notes: byDate.get(day)?.notes ?? 0, amount: byDate.get(day)?.amount ?? '0.00' }
  })
  const ofDay = byDate.get(date)
  return {
    ...{ notes: ofDay?.notes ?? 0, amount: ofDay?.amount ?? '0.00', days },
    ...{ channels: shares('channel'), clerks: shares('clerk'), products: shares('product') },
  }
}

async function readStanding(reader: Reader, sets: number[], date: BusinessDate): Promise<Standing> {
  const counts = STANDING_FIGURES.map((figure, index) => {
    const isCounted = Prisma.sql`s.flags[${index + 1}::int]`
    return Prisma.sql`jsonb_build_object(${figure}::text, jsonb_build_object(
      'ofDay', count(*) FILTER (WHERE ${isCounted} AND s.is_of_day), 'before', count(*) FILTER (WHERE ${isCounted} AND NOT s.is_of_day)))`
  })
  const flags = STANDING_FIGURES.map((figure) => Prisma.sql`(${STANDING[figure]})`)
  const rows = await reader.$queryRaw<{ standing: Standing }[]>`
    SELECT ${Prisma.join(counts, ' || ')} AS standing FROM (
      SELECT n.business_date = ${date}::date AS is_of_day, ARRAY[${Prisma.join(flags)}] AS flags FROM delivery_note n
      WHERE n.account_set_id = ANY(${sets}::int[]) AND n.business_date <= ${date}::date AND ${STILL_OPEN} OFFSET 0) s`
  const row = rows[0]
  if (!row) throw new Error('an aggregate answers one row')
  return inOrder(row.standing)
}

/** jsonb has an order of its own for its keys; people read the figures in the order of a note's life. */
function inOrder(counted: Standing): Standing {
  const { unsigned, uncoded, undispatched, onTheRoad, unposted, ...waiting } = counted
  const { unaccepted, damagedWaiting, incidentWaiting, voidWaiting } = waiting
  return {
    ...{ unsigned, uncoded, undispatched, onTheRoad, unposted },
    ...{ unaccepted, damagedWaiting, incidentWaiting, voidWaiting },
  }
}

async function readCopiesOut(reader: Reader, sets: number[], date: BusinessDate): Promise<CopiesOut[]> {
  const rows = await reader.$queryRaw<(Omit<CopiesOut, 'since'> & { since: Date })[]>`
    SELECT d.place, d.keeper_id AS "keeperId", u.display_name AS "keeperName", array_agg(DISTINCT d.kind ORDER BY d.kind) AS kinds,
      count(*)::int AS count, min(d.since_at) AS since
    FROM document_copy d
    JOIN delivery_note n ON n.account_set_id = d.account_set_id AND n.paper_id = d.paper_id
    LEFT JOIN app_user u ON u.id = d.keeper_id
    WHERE d.account_set_id = ANY(${sets}::int[]) AND n.business_date <= ${date}::date AND ${COPY_IS_OUT}
    GROUP BY 1, 2, 3 ORDER BY min(d.since_at), 1, 2 LIMIT 100`
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }))
}

type FlatRest = {
  receipts: { method: string; count: number; amountFen: string }[]
  refusals: DailyReport['refusals']
  staleDrafts: DailyReport['staleDrafts']
  applicationsWaiting: number
}

async function readRest(
  reader: Reader,
  sets: number[],
  date: BusinessDate,
  now: Date,
): Promise<Pick<DailyReport, 'receipts' | 'refusals' | 'staleDrafts' | 'applicationsWaiting'>> {
  const staleSince = new Date(now.getTime() - STALE_DRAFT_DAYS * 86_400_000)
  const rows = await reader.$queryRaw<FlatRest[]>`
    WITH staff AS (SELECT DISTINCT user_id FROM user_account_set WHERE account_set_id = ANY(${sets}::int[]))
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('method', r.method, 'count', r.count, 'amountFen', r.fen::text) ORDER BY r.fen DESC), '[]')
       FROM (SELECT method, count(*) AS count, sum(amount_fen) AS fen FROM receipt
         WHERE account_set_id = ANY(${sets}::int[]) AND received_on = ${date}::date GROUP BY method) r) AS receipts,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('command', f.command, 'count', f.count) ORDER BY f.count DESC, f.command), '[]')
       FROM (SELECT command, count(*) AS count FROM refusal WHERE actor_id IN (SELECT user_id FROM staff)
         AND at >= ${date}::date::timestamp AT TIME ZONE 'Asia/Shanghai'
         AND at < (${date}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' GROUP BY command) f) AS refusals,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('owner', t.name, 'updatedAt', to_char(t.updated_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
         ORDER BY t.updated_at), '[]')
       FROM (SELECT u.display_name AS name, w.updated_at FROM delivery_note_draft w JOIN app_user u ON u.id = w.owner_id
         WHERE w.closed_at IS NULL AND w.updated_at < ${staleSince} AND w.owner_id IN (SELECT user_id FROM staff)
         ORDER BY w.updated_at LIMIT 50) t) AS "staleDrafts",
      (SELECT count(*)::int FROM billing_application WHERE account_set_id = ANY(${sets}::int[]) AND status = 'SUBMITTED') AS "applicationsWaiting"`
  const row = rows[0]
  if (!row) throw new Error('a statement without FROM answers one row')
  return {
    ...row,
    receipts: row.receipts.map(({ method, count, amountFen }) => {
      return { method, count, amount: formatFenPlain(BigInt(amountFen)) }
    }),
  }
}
