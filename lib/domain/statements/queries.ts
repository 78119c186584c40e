import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import type { StatementContent } from '#lib/domain/statements/content.ts'
import { type AskedParams, asked, askedOrNull } from '#lib/kernel/address.ts'
import { isId } from '#lib/kernel/ids.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/** How a statement stands: made, sent, or as the customer answered. */
export const STATEMENT_STANDINGS = ['MADE', 'SENT', 'CONFIRMED', 'DISPUTED'] as const
export type StatementStanding = (typeof STATEMENT_STANDINGS)[number]

/** A statement as lists show it. Yuan. */
export type StatementRow = {
  accountSetId: number
  paperId: string
  number: string
  customerId: string
  customerName: string
  from: string
  to: string
  closing: string
  standing: StatementStanding
  madeBy: string
  madeAt: string
}

export type StatementWish = {
  customerId: string | null
  standing: StatementStanding | null
  before: string | null
}

const PAGE = 50

/** What an address asks for; words it does not know are left out. */
export function statementWish(params: AskedParams): StatementWish {
  const before = askedOrNull(params, 'before')
  const customerId = asked(params, 'customer')
  return {
    customerId: isId(customerId) ? customerId : null,
    standing: STATEMENT_STANDINGS.find((standing) => standing === asked(params, 'standing')) ?? null,
    before: before !== null && isId(before) ? before : null,
  }
}

/** Statements of the reader's account sets, newest first, a page by key. One statement. */
export async function listStatements(
  reader: Reader,
  scope: Pick<Person, 'accountSetIds'>,
  wish: StatementWish,
): Promise<{ rows: StatementRow[]; olderThan: string | null }> {
  const found = await reader.$queryRaw<(Omit<StatementRow, 'closing'> & { closingFen: bigint })[]>`
    SELECT * FROM (
      SELECT s.account_set_id AS "accountSetId", s.paper_id AS "paperId", p.number, s.customer_id AS "customerId", c.name AS "customerName",
        s.from_date::text AS "from", s.to_date::text AS "to", s.closing_fen AS "closingFen", coalesce(a.answer, CASE WHEN EXISTS (
          SELECT FROM statement_sending x WHERE x.account_set_id = s.account_set_id AND x.paper_id = s.paper_id) THEN 'SENT' ELSE 'MADE' END) AS standing,
        u.display_name AS "madeBy", to_char(s.made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "madeAt"
      FROM statement s JOIN paper p ON p.account_set_id = s.account_set_id AND p.id = s.paper_id
      JOIN customer c ON c.account_set_id = s.account_set_id AND c.id = s.customer_id
      JOIN app_user u ON u.id = s.made_by_id
      LEFT JOIN statement_answer a ON a.account_set_id = s.account_set_id AND a.paper_id = s.paper_id
      WHERE s.account_set_id = ANY(${[...scope.accountSetIds]}::int[])
        AND (${wish.customerId}::uuid IS NULL OR s.customer_id = ${wish.customerId}::uuid)
        AND (${wish.before}::uuid IS NULL OR s.paper_id < ${wish.before}::uuid)) t
    WHERE ${wish.standing}::text IS NULL OR standing = ${wish.standing}
    ORDER BY "paperId" DESC LIMIT ${PAGE + 1}`
  const rows = found
    .slice(0, PAGE)
    .map(({ closingFen, ...row }) => ({ ...row, closing: formatFenPlain(closingFen) }))
  return { rows, olderThan: found.length > PAGE ? (rows.at(-1)?.paperId ?? null) : null }
}

/** A statement with how it went and what was answered. */
export type StatementDetail = {
  content: StatementContent
  contentHash: string
  /** False when the content is not what was hashed. */
  madeBy: string
  madeAt: string
  sendings: { sequence: number; way: string; sentTo: string; by: string; at: string }[]
  links: {
    id: string
    expiresAt: string
    by: string
    at: string
    isLive: boolean
    revokedAt: string | null
  }[]
  answer: {
    answer: string
    answeredBy: string
    note: string
    at: string
    disputed: string[]
    address: string | null
    userAgent: string | null
  } | null
}

/** One statement; null outside the reader's account sets. One SQL statement. */
export async function readStatement(
  reader: Reader,
  scope: Pick<Person, 'accountSetIds'>,
  { accountSetId, paperId }: PaperKey,
  now: Date,
): Promise<StatementDetail | null> {
  if (!scope.accountSetIds.includes(accountSetId) || !isId(paperId)) return null
  const rows = await reader.$queryRaw<StatementDetail[]>`
    SELECT s.content, encode(p.content_hash, 'hex') AS "contentHash", u.display_name AS "madeBy",
      to_char(s.made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "madeAt",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('sequence', x.sequence, 'way', x.way, 'sentTo', x.sent_to, 'by', b.display_name,
          'at', to_char(x.sent_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) ORDER BY x.sequence DESC), '[]')
        FROM statement_sending x JOIN app_user b ON b.id = x.sent_by_id
        WHERE x.account_set_id = s.account_set_id AND x.paper_id = s.paper_id) AS sendings,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'by', b.display_name, 'isLive', k.revoked_at IS NULL AND k.expires_at > ${now},
          'expiresAt', to_char(k.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
          'at', to_char(k.made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
          'revokedAt', to_char(k.revoked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) ORDER BY k.made_at DESC), '[]')
        FROM statement_link k JOIN app_user b ON b.id = k.made_by_id
        WHERE k.account_set_id = s.account_set_id AND k.paper_id = s.paper_id) AS links,
      (SELECT jsonb_build_object('answer', a.answer, 'answeredBy', a.answered_by, 'note', a.note, 'disputed', a.disputed_papers,
          'address', a.address, 'userAgent', a.user_agent, 'at', to_char(a.answered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
        FROM statement_answer a WHERE a.account_set_id = s.account_set_id AND a.paper_id = s.paper_id) AS answer
    FROM statement s JOIN paper p ON p.account_set_id = s.account_set_id AND p.id = s.paper_id
    JOIN app_user u ON u.id = s.made_by_id
    WHERE s.account_set_id = ${accountSetId} AND s.paper_id = ${paperId}::uuid`
  return rows[0] ?? null
}

/** The signed copies' pictures behind a statement, in the order of its lines. One SQL statement. */
export async function readStatementPictures(
  reader: Reader,
  { accountSetId, lines }: StatementContent,
): Promise<{ number: string; mediaType: string; bytes: Uint8Array }[]> {
  const hashes = lines.flatMap(({ pictures }) => pictures)
  if (hashes.length === 0) return []
  const found = await reader.$queryRaw<{ hash: string; mediaType: string; bytes: Uint8Array }[]>`
    SELECT encode(a.hash, 'hex') AS hash, a.media_type AS "mediaType", a.bytes FROM attachment a
    WHERE a.account_set_id = ${accountSetId} AND a.hash IN (SELECT decode(h, 'hex') FROM unnest(${hashes}::text[]) AS h)`
  return lines.flatMap(({ number, pictures }) =>
    pictures.flatMap((hash) => {
      const picture = found.find((each) => each.hash === hash)
      return picture ? [{ number, mediaType: picture.mediaType, bytes: picture.bytes }] : []
    }),
  )
}

/** The customer a statement is to be made for; null outside the reader's account sets. One statement. */
export async function customerOfStatement(
  reader: Reader,
  scope: Pick<Person, 'accountSetIds'>,
  { accountSetId, customerId }: { accountSetId: number; customerId: string },
): Promise<{ code: string; name: string } | null> {
  if (!scope.accountSetIds.includes(accountSetId) || !isId(customerId)) return null
  const rows = await reader.$queryRaw<{ code: string; name: string }[]>`
    SELECT code, name FROM customer WHERE account_set_id = ${accountSetId} AND id = ${customerId}::uuid`
  return rows[0] ?? null
}
