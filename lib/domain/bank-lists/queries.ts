import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { isId } from '#lib/kernel/ids.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { searchKey } from '#lib/kernel/text.ts'
import { parseBusinessDate } from '#lib/kernel/business-date.ts'

type Scope = Pick<Person, 'accountSetIds'>

/** Why a customer is proposed: the payer is named alike, paid under that name before, or owes exactly this on a note. */
export type MatchReason = 'NAME' | 'PAID_BEFORE' | 'AMOUNT'

export type MatchProposal = {
  customerId: string
  code: string
  name: string
  reasons: MatchReason[]
  /** The open note that comes to the amount, the oldest. */
  note: { paperId: string; number: string } | null
}

/** An open line of the bank with whose money it may be, the likeliest first. Amounts in yuan. */
export type BankLineRow = {
  lineId: string
  bankAccount: string
  bookedOn: string
  amount: string
  payer: string
  reference: string
  memo: string
  proposals: MatchProposal[]
}

type FlatLine = Omit<BankLineRow, 'amount' | 'proposals'> & { amountFen: bigint }
type FlatProposal = MatchProposal & { lineId: string }

const PAGE = 50
const KEY = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/
/** What firms add to their name at the bank. */
const FIRM = /(股份|责任|有限|公司|商行|经营部|（个体工商户）)+$/u

/** Open lines of one account set, oldest first, a page by key, each with proposals. Two statements. */
export async function listOpenLines(
  reader: Reader,
  scope: Scope,
  wish: { accountSetId: number; after: string | null },
): Promise<{ rows: BankLineRow[]; nextAfter: string | null }> {
  if (!scope.accountSetIds.includes(wish.accountSetId)) return { rows: [], nextAfter: null }
  const [, day = '', id = ''] = KEY.exec(wish.after ?? '') ?? []
  const after = isId(id) && parseBusinessDate(day).ok ? { day, id } : null
  const found = await reader.$queryRaw<FlatLine[]>`
    SELECT l.id AS "lineId", l.bank_account AS "bankAccount", l.booked_on::text AS "bookedOn", l.amount_fen AS "amountFen",
      l.payer, l.reference, l.memo
    FROM bank_line l WHERE l.account_set_id = ${wish.accountSetId} AND l.is_open
      AND (${after === null} OR (l.booked_on, l.id) > (${after?.day ?? null}::date, ${after?.id ?? null}::uuid))
    ORDER BY l.booked_on, l.id LIMIT ${PAGE + 1}`
  const lines = found.slice(0, PAGE)
  const proposals = lines.length === 0 ? [] : await proposalsFor(reader, wish.accountSetId, lines)
  const last = lines.at(-1)
  return {
    rows: lines.map(({ amountFen, ...line }) => ({
      ...line,
      amount: formatFenPlain(amountFen),
      proposals: proposals
        .filter(({ lineId }) => lineId === line.lineId)
        .map(({ customerId, code, name, reasons, note }) => ({ customerId, code, name, reasons, note })),
    })),
    nextAfter: found.length > PAGE && last ? `${last.bookedOn}_${last.lineId}` : null,
  }
}

/** At most four customers a line, by how much speaks for each. One statement. */
async function proposalsFor(
  reader: Reader,
  accountSetId: number,
  lines: readonly FlatLine[],
): Promise<FlatProposal[]> {
  const asked = lines.map(({ lineId, payer, amountFen }) => ({
    lineId,
    payer,
    amountFen: `${amountFen}`,
    names: [...new Set([searchKey(payer), searchKey(payer.replace(FIRM, ''))])].filter((key) => key !== ''),
  }))
  return reader.$queryRaw<FlatProposal[]>`
    SELECT a."lineId", q."customerId", q.code, q.name, q.reasons, q.note
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS a("lineId" uuid, payer text, "amountFen" bigint, names jsonb)
    CROSS JOIN LATERAL (
      SELECT c.id AS "customerId", c.code, c.name, jsonb_agg(DISTINCT s.reason) AS reasons, sum(DISTINCT s.weight) AS weight,
        (SELECT jsonb_build_object('paperId', i.paper_id, 'number', p.number) FROM receivable_item i
          JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id
          WHERE i.account_set_id = ${accountSetId} AND i.customer_id = c.id AND i.open_fen = a."amountFen"
          ORDER BY i.business_date, i.paper_id LIMIT 1) AS note
      FROM (
        SELECT n.id, 'NAME' AS reason, 4 AS weight FROM customer n WHERE n.account_set_id = ${accountSetId}
          AND n.name_key IN (SELECT jsonb_array_elements_text(a.names))
        UNION ALL SELECT * FROM (SELECT r.customer_id, 'PAID_BEFORE', 2 FROM receipt r WHERE r.account_set_id = ${accountSetId}
          AND r.payer = a.payer AND a.payer <> '' AND r.status = 'RECORDED' ORDER BY r.paper_id DESC LIMIT 20) r
        UNION ALL SELECT * FROM (SELECT i.customer_id, 'AMOUNT', 1 FROM receivable_item i WHERE i.account_set_id = ${accountSetId}
          AND i.open_fen = a."amountFen" ORDER BY i.business_date LIMIT 5) i
      ) s(id, reason, weight)
      JOIN customer c ON c.account_set_id = ${accountSetId} AND c.id = s.id
      GROUP BY c.id, c.code, c.name ORDER BY weight DESC, c.code LIMIT 4) q`
}
