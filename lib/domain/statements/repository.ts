import type { Tx } from '#lib/db/client.ts'
import type { StatementContent, StatementLine, StatementOpenNote } from '#lib/domain/statements/content.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/** A customer's account over some days, as it is read once and frozen. */
export type Account = {
  numberFormat: string
  accountSetName: string
  customerCode: string
  customerName: string
  openingFen: bigint
  lines: Omit<StatementLine, 'balanceFen'>[]
  open: StatementOpenNote[]
}

/** A statement of more lines is for fewer days. */
export const MOST_LINES = 2000

/**
 * Reads the account in one statement, so that its figures belong together. What was owed before the first day is what is
 * owed now less what was entered since: the history before is not read. Null for a customer of foreign books.
 */
export async function readAccount(
  tx: Tx,
  of: { accountSetId: number; customerId: string; from: string; to: string },
): Promise<Account | null> {
  const rows = await tx.$queryRaw<Account[]>`
    WITH entered AS MATERIALIZED (
      SELECT coalesce(e.write_off_paper_id, e.return_paper_id, e.paper_id) AS doc_id, e.business_date, e.reverses_id IS NOT NULL AS is_reversal,
        CASE WHEN 'MONEY' IN (e.from_account, e.to_account) THEN 'RECEIPT'
          WHEN 'ALLOWANCE' IN (e.from_account, e.to_account) THEN 'ALLOWANCE'
          WHEN e.write_off_paper_id IS NOT NULL THEN 'WRITE_OFF' WHEN e.return_paper_id IS NOT NULL THEN 'RETURN' ELSE 'NOTE' END AS what,
        e.id, e.amount_fen * ((e.to_account IN ('RECEIVABLE', 'PREPAID'))::int - (e.from_account IN ('RECEIVABLE', 'PREPAID'))::int) AS delta
      FROM receivable_entry e
      WHERE e.account_set_id = ${of.accountSetId} AND e.customer_id = ${of.customerId}::uuid AND e.business_date >= ${of.from}::date
    ), mark AS (
      SELECT doc_id, business_date, is_reversal, what, min(id) AS id, sum(delta) AS delta FROM entered
      WHERE business_date <= ${of.to}::date GROUP BY 1, 2, 3, 4 HAVING sum(delta) <> 0 ORDER BY 2, 5 LIMIT ${MOST_LINES + 1}
    )
    SELECT s.number_format AS "numberFormat", s.name AS "accountSetName", c.code AS "customerCode", c.name AS "customerName",
      (b.receivable_fen - b.prepaid_fen - (SELECT coalesce(sum(delta), 0) FROM entered))::bigint AS "openingFen",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('paperId', m.doc_id, 'number', p.number, 'what', m.what, 'isReversal', m.is_reversal,
          'businessDate', m.business_date, 'deltaFen', m.delta::text, 'isDisputed', m.what = 'NOTE' AND EXISTS (SELECT FROM paper_dispute d
            WHERE d.account_set_id = b.account_set_id AND d.paper_id = m.doc_id AND d.closed_at IS NULL),
          'pictures', CASE WHEN m.what <> 'NOTE' THEN '[]'::jsonb ELSE (SELECT coalesce(jsonb_agg(encode(a.hash, 'hex') ORDER BY a.created_at), '[]')
            FROM paper_attachment a WHERE a.account_set_id = b.account_set_id AND a.paper_id = m.doc_id AND a.purpose = 'SIGNED_COPY') END)
          ORDER BY m.business_date, m.id), '[]')
        FROM mark m JOIN paper p ON p.account_set_id = b.account_set_id AND p.id = m.doc_id) AS lines,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('paperId', i.paper_id, 'number', p.number, 'businessDate', i.business_date,
          'dueDate', i.due_date, 'amountFen', i.amount_fen::text, 'openFen', i.open_fen::text, 'hasProof', x.paper_id IS NOT NULL,
          'isDisputed', d.paper_id IS NOT NULL) ORDER BY i.business_date, i.paper_id), '[]')
        FROM receivable_item i JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id
        LEFT JOIN document_copy x ON x.account_set_id = i.account_set_id AND x.paper_id = i.paper_id AND x.kind = 'CUSTOMER'
          AND x.place = 'ACCOUNTING' AND x.signed_at IS NOT NULL
        LEFT JOIN paper_dispute d ON d.account_set_id = i.account_set_id AND d.paper_id = i.paper_id AND d.closed_at IS NULL
        WHERE i.account_set_id = b.account_set_id AND i.customer_id = b.customer_id AND i.open_fen > 0
          AND i.business_date <= ${of.to}::date) AS open
    FROM customer_balance b JOIN account_set s ON s.id = b.account_set_id
    JOIN customer c ON c.account_set_id = b.account_set_id AND c.id = b.customer_id
    WHERE b.account_set_id = ${of.accountSetId} AND b.customer_id = ${of.customerId}::uuid`
  return rows[0] ?? null
}

/** Writes the paper and the statement as it was frozen. Neither is ever changed. One statement. */
export async function insertStatement(
  tx: Tx,
  content: StatementContent,
  paper: {
    period: string
    sequence: number
    contentHash: Buffer
    chainHash: Buffer
    madeById: string
    at: Date
  },
): Promise<void> {
  const { accountSetId, paperId, number, customerId, from, to, madeOn } = content
  await tx.$executeRaw`
    WITH papers AS (
      INSERT INTO paper (account_set_id, id, kind, number, period, sequence, business_date, content_hash, created_by_id, created_at, chain_hash)
      VALUES (${accountSetId}, ${paperId}::uuid, 'STATEMENT', ${number}, ${paper.period}, ${paper.sequence}, ${madeOn}::date,
        ${paper.contentHash}, ${paper.madeById}::uuid, ${paper.at}, ${paper.chainHash})
    )
    INSERT INTO statement (account_set_id, paper_id, customer_id, from_date, to_date, opening_fen, closing_fen, content, made_by_id, made_at)
    VALUES (${accountSetId}, ${paperId}::uuid, ${customerId}::uuid, ${from}::date, ${to}::date, ${BigInt(content.openingFen)},
      ${BigInt(content.closingFen)}, ${JSON.stringify(content)}::jsonb, ${paper.madeById}::uuid, ${paper.at})`
}

/** The statement's paper, held; null when there is none. One statement. */
export async function holdStatement(
  tx: Tx,
  { accountSetId, paperId }: PaperKey,
): Promise<{ number: string } | null> {
  const rows = await tx.$queryRaw<{ number: string }[]>`
    SELECT p.number FROM paper p
    WHERE p.account_set_id = ${accountSetId} AND p.id = ${paperId}::uuid AND p.kind = 'STATEMENT' FOR UPDATE`
  return rows[0] ?? null
}

/** Keeps which way a statement went, and to whom; the paper is held. One statement. */
export async function insertSending(
  tx: Tx,
  { accountSetId, paperId }: PaperKey,
  sent: { way: string; sentTo: string; byId: string; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO statement_sending (account_set_id, paper_id, sequence, way, sent_to, sent_by_id, sent_at)
    SELECT ${accountSetId}, ${paperId}::uuid, 1 + count(*), ${sent.way}, ${sent.sentTo}, ${sent.byId}::uuid, ${sent.at}
    FROM statement_sending WHERE account_set_id = ${accountSetId} AND paper_id = ${paperId}::uuid`
}

/** Makes a link to a statement. One statement. */
export async function insertLink(
  tx: Tx,
  { accountSetId, paperId }: PaperKey,
  link: { id: string; expiresAt: Date; byId: string; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO statement_link (account_set_id, id, paper_id, expires_at, made_by_id, made_at)
    VALUES (${accountSetId}, ${link.id}::uuid, ${paperId}::uuid, ${link.expiresAt}, ${link.byId}::uuid, ${link.at})`
}

export type HeldLink = {
  paperId: string
  number: string
  isLive: boolean
  isAnswered: boolean
  contentHash: Uint8Array
  content: StatementContent
}

/** A link with its statement, the paper held first; null when there is none. Two statements. */
export async function holdLink(
  tx: Tx,
  { accountSetId, linkId }: { accountSetId: number; linkId: string },
  now: Date,
): Promise<HeldLink | null> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p JOIN statement_link k ON k.account_set_id = p.account_set_id AND k.paper_id = p.id
    WHERE k.account_set_id = ${accountSetId} AND k.id = ${linkId}::uuid FOR UPDATE OF p`
  const rows = await tx.$queryRaw<HeldLink[]>`
    SELECT k.paper_id AS "paperId", p.number, k.revoked_at IS NULL AND k.expires_at > ${now} AS "isLive", a.paper_id IS NOT NULL AS "isAnswered",
      p.content_hash AS "contentHash", s.content
    FROM statement_link k JOIN paper p ON p.account_set_id = k.account_set_id AND p.id = k.paper_id
    JOIN statement s ON s.account_set_id = k.account_set_id AND s.paper_id = k.paper_id
    LEFT JOIN statement_answer a ON a.account_set_id = k.account_set_id AND a.paper_id = k.paper_id
    WHERE k.account_set_id = ${accountSetId} AND k.id = ${linkId}::uuid`
  return rows[0] ?? null
}

/** Ends a link; false when it was ended before. One statement. */
export async function revokeLink(
  tx: Tx,
  { accountSetId, linkId }: { accountSetId: number; linkId: string },
  by: { byId: string; at: Date },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE statement_link SET revoked_by_id = ${by.byId}::uuid, revoked_at = ${by.at}
    WHERE account_set_id = ${accountSetId} AND id = ${linkId}::uuid AND revoked_at IS NULL`
  return changed === 1
}

/** Keeps what the customer answered, and where the answer came from. One statement. */
export async function insertAnswer(
  tx: Tx,
  { accountSetId, paperId }: PaperKey,
  answer: {
    linkId: string
    answer: string
    answeredBy: string
    note: string
    disputed: readonly string[]
    contentHash: Uint8Array
    address: string | null
    userAgent: string | null
    at: Date
  },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO statement_answer (account_set_id, paper_id, link_id, answer, answered_by, note, disputed_papers, content_hash, address,
      user_agent, answered_at)
    VALUES (${accountSetId}, ${paperId}::uuid, ${answer.linkId}::uuid, ${answer.answer}, ${answer.answeredBy}, ${answer.note},
      ${[...answer.disputed]}::uuid[], ${answer.contentHash}, ${answer.address}, ${answer.userAgent}, ${answer.at})`
}
