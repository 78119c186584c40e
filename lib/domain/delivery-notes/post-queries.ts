import type { Person } from '#lib/auth/actor.ts'
import { type PostRow, readPostRows } from '#lib/domain/delivery-notes/post-repository.ts'
import { MOST_POSTED, POST_GATE, postFacts } from '#lib/domain/delivery-notes/post-rules.ts'
import { postedAmounts } from '#lib/domain/delivery-notes/postings.ts'
import type { Reader } from '#lib/db/client.ts'
import { asked, askedNumber, askedOrNull, type AskedParams } from '#lib/kernel/address.ts'
import { addDays, type BusinessDate, daysBetween, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { type ChecklistItem, evaluate } from '#lib/kernel/gate.ts'
import { isId } from '#lib/kernel/ids.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Which notes the queue shows, and on which day they would be posted. */
export type PostingWish = {
  accountSetId: number
  channel: Channel | null
  /** Delivered before yesterday and not posted yet (R125). */
  isLate: boolean
  /** The accounting copy has not come to accounting. */
  isCopyMissing: boolean
  /** The day all would carry; null takes each note's own. */
  on: BusinessDate | null
  /** The last note of the page before. */
  after: string | null
}

const CHANNELS = ['DIRECT', 'SUB_DISTRIBUTOR', 'PREFECTURE', 'SUPERMARKET'] as const
type Channel = (typeof CHANNELS)[number]

/** A delivered note as the queue shows it. Amounts in yuan, as they would enter the books. */
export type PostingRow = {
  paperId: string
  number: string
  businessDate: string
  customerName: string
  channel: string
  settlementMethod: string
  preparerName: string
  outcome: string
  deliveredAt: string
  ageDays: number
  gross: string
  net: string
  tax: string
  cost: string
  /** Hash of the photograph of the signed copy; null when none was filed. */
  photo: string | null
  canPost: boolean
  /** The whole post gate, line by line. */
  conditions: ChecklistItem[]
}

/** A copy that accounting waits for. */
export type CopyDue = {
  paperId: string
  number: string
  kind: string
  place: string
  keeperName: string | null
  since: string
  isOffered: boolean
}

export type PostingQueue = {
  rows: PostingRow[]
  nextAfter: string | null
  copiesDue: CopyDue[]
  periods: { period: string; isOpen: boolean }[]
  /** The channels kept in this account set. */
  channels: Channel[]
}

/** What an address asks for; the first account set of the person unless it names another of theirs. */
export function postingWish(params: AskedParams, scope: Pick<Person, 'accountSetIds'>): PostingWish {
  const set = askedNumber(params, 'set')
  const on = parseBusinessDate(asked(params, 'on'))
  const after = askedOrNull(params, 'after')
  const [first] = [...scope.accountSetIds].sort((one, other) => one - other)
  return {
    accountSetId: set !== null && scope.accountSetIds.includes(set) ? set : (first ?? 0),
    channel: CHANNELS.find((channel) => channel === asked(params, 'channel')) ?? null,
    isLate: asked(params, 'late') === '1',
    isCopyMissing: asked(params, 'copy') === '1',
    on: on.ok ? on.value : null,
    after: after !== null && isId(after) ? after : null,
  }
}

/** The posting queue, oldest first, with the gate of each note as the command would judge it. Three statements. */
export async function listPostingQueue(
  reader: Reader,
  person: Pick<Person, 'userId' | 'accountSetIds'>,
  wish: PostingWish,
  today: BusinessDate,
): Promise<PostingQueue> {
  if (!person.accountSetIds.includes(wish.accountSetId))
    return { rows: [], nextAfter: null, copiesDue: [], periods: [], channels: [] }
  const [heads, beside] = await Promise.all([
    readHeads(reader, wish, today),
    readBeside(reader, wish.accountSetId),
  ])
  const page = heads.slice(0, MOST_POSTED)
  const facts = await readPostRows(
    reader,
    wish.accountSetId,
    page.map((head) => head.paperId),
  )
  const byId = new Map(facts.map((row) => [row.paperId, row]))
  const openMonths = new Set(beside.periods.filter(({ isOpen }) => isOpen).map(({ period }) => period))
  const rows = page.flatMap((head) => {
    const row = byId.get(head.paperId)
    if (!row) return []
    const postingDate = wish.on ?? row.businessDate
    const isPeriodOpen = openMonths.has(postingDate.slice(0, 7).replace('-', ''))
    const at = { accountantId: person.userId, today, postingDate, isPeriodOpen }
    return [rowOf(head, row, at)]
  })
  return { rows, nextAfter: heads.length > MOST_POSTED ? (page.at(-1)?.paperId ?? null) : null, ...beside }
}

type Head = {
  paperId: string
  channel: string
  preparerName: string
  deliveredAt: Date
  deliveredOn: BusinessDate
  ageDays: number
  photo: string | null
}

async function readHeads(reader: Reader, wish: PostingWish, today: BusinessDate): Promise<Head[]> {
  const conditions = [
    Prisma.sql`n.account_set_id = ${wish.accountSetId} AND n.status = 'DELIVERED'`,
    ...(wish.after === null ? [] : [Prisma.sql`n.paper_id > ${wish.after}::uuid`]),
    ...(wish.channel === null ? [] : [Prisma.sql`n.channel = ${wish.channel}`]),
    ...(wish.isLate
      ? [Prisma.sql`n.delivered_at < ${addDays(today, -1)}::date::timestamp AT TIME ZONE 'Asia/Shanghai'`]
      : []),
    ...(wish.isCopyMissing
      ? [
          Prisma.sql`EXISTS (SELECT FROM document_copy d WHERE d.account_set_id = n.account_set_id AND d.paper_id = n.paper_id
            AND d.kind = 'ACCOUNTING' AND d.place NOT IN ('ACCOUNTING', 'VOLUME'))`,
        ]
      : []),
  ]
  const rows = await reader.$queryRaw<Omit<Head, 'ageDays'>[]>`
    SELECT n.paper_id AS "paperId", n.channel, n.preparer_name AS "preparerName", n.delivered_at AS "deliveredAt",
      (n.delivered_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "deliveredOn",
      (SELECT encode(a.hash, 'hex') FROM paper_attachment a WHERE a.account_set_id = n.account_set_id AND a.paper_id = n.paper_id
        AND a.purpose = 'SIGNED_COPY' ORDER BY a.created_at DESC LIMIT 1) AS photo
    FROM delivery_note n WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY n.paper_id LIMIT ${MOST_POSTED + 1}`
  return rows.map((row) => ({ ...row, ageDays: daysBetween(row.deliveredOn, today) }))
}

async function readBeside(
  reader: Reader,
  accountSetId: number,
): Promise<Pick<PostingQueue, 'copiesDue' | 'periods' | 'channels'>> {
  const rows = await reader.$queryRaw<
    (Pick<PostingQueue, 'copiesDue' | 'periods'> & { channels: string[] })[]
  >`
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('period', a.period, 'isOpen', a.status = 'OPEN') ORDER BY a.period), '[]')
       FROM accounting_period a WHERE a.account_set_id = ${accountSetId}) AS periods,
      ARRAY(SELECT channel FROM channel_policy WHERE account_set_id = ${accountSetId}) AS channels,
      (SELECT coalesce(jsonb_agg(to_jsonb(c) ORDER BY c.since, c.number), '[]') FROM (
        SELECT d.paper_id AS "paperId", p.number, d.kind, d.place, u.display_name AS "keeperName",
          to_char(d.since_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since, d.offered_place = 'ACCOUNTING' AS "isOffered"
        FROM delivery_note n
        JOIN document_copy d ON d.account_set_id = n.account_set_id AND d.paper_id = n.paper_id
        JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
        LEFT JOIN app_user u ON u.id = d.keeper_id
        WHERE n.account_set_id = ${accountSetId} AND n.status = 'DELIVERED' AND d.place NOT IN ('ACCOUNTING', 'VOLUME')
          AND (d.kind = 'ACCOUNTING'
            OR (d.kind = 'CUSTOMER' AND n.settlement_method <> 'CASH' AND n.outcome <> 'REFUSED'))
          AND NOT EXISTS (SELECT FROM incident_statement i WHERE i.account_set_id = d.account_set_id AND i.paper_id = d.paper_id
            AND i.copy_kind = d.kind AND i.ruling = 'ACCEPTED')
        ORDER BY d.since_at, p.number LIMIT 50) c) AS "copiesDue"`
  const row = rows[0]
  if (!row) throw new Error('a statement without FROM answers one row')
  return {
    periods: row.periods,
    channels: CHANNELS.filter((channel) => row.channels.includes(channel)),
    copiesDue: row.copiesDue.map((copy) => ({ ...copy, isOffered: copy.isOffered === true })),
  }
}

function rowOf(
  head: Head,
  row: PostRow,
  at: { accountantId: string; today: string; postingDate: string; isPeriodOpen: boolean },
): PostingRow {
  const { paperId, number, businessDate, customerName, settlementMethod } = row
  const { channel, preparerName, ageDays, photo } = head
  const amounts = postedAmounts(row.lines, row.roundingOffFen)
  const checklist = evaluate(POST_GATE, postFacts(row, at))
  return {
    ...{ paperId, number, businessDate, customerName, settlementMethod },
    ...{ channel, preparerName, ageDays, photo },
    outcome: row.outcome ?? '',
    deliveredAt: head.deliveredAt.toISOString(),
    gross: formatFenPlain(amounts.grossFen),
    net: formatFenPlain(amounts.netFen),
    tax: formatFenPlain(amounts.taxFen),
    cost: formatFenPlain(amounts.costFen + amounts.giftCostFen),
    canPost: checklist.isOpen,
    conditions: checklist.items,
  }
}
