import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { promiseView, type PromiseView } from '#lib/domain/collections/queries.ts'
import { type BusinessDate, daysBetween } from '#lib/kernel/business-date.ts'
import { isId } from '#lib/kernel/ids.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'

/** A note of which something is open: its age, its proof, and whether the customer agrees. Yuan. */
export type OpenNote = {
  paperId: string
  number: string
  businessDate: string
  dueDate: BusinessDate
  amount: string
  open: string
  daysOver: number
  hasProof: boolean
  dispute: { reason: string; openedAt: string; by: string | null; statementNumber: string | null } | null
}

/** What was said, promised or passed on, newest first. */
export type CollectionStep =
  | {
      kind: 'contact'
      id: string
      at: string
      by: string
      on: string
      way: string
      with: string
      said: string
      promise: PromiseView | null
    }
  | { kind: 'escalation'; id: string; at: string; by: string; level: number; to: string; reason: string }

/** Everything a collector needs of one customer. Yuan. */
export type CollectionCase = {
  accountSetId: number
  customerId: string
  code: string
  name: string
  contactName: string
  phone: string
  settlementMethod: string
  creditDays: number
  salesperson: string
  owed: string
  prepaid: string
  overdue: string
  notes: OpenNote[]
  steps: CollectionStep[]
  writeOffs: { paperId: string; number: string; status: string; amount: string }[]
  statements: { paperId: string; number: string; from: string; to: string; answer: string | null }[]
  /** Who can be told of arrears, by role. */
  tellable: { userId: string; name: string; role: string }[]
}

type Flat<T, Amounts extends keyof T> = Omit<T, Amounts> & Record<`${string & Amounts}Fen`, string>
type FlatNote = Flat<Omit<OpenNote, 'daysOver'>, 'amount' | 'open'>
type FlatStep = Record<string, unknown> & {
  promise: { amountFen: string; paidFen: string; dueOn: string } | null
}
type FlatCase = Omit<CollectionCase, 'owed' | 'prepaid' | 'overdue' | 'notes' | 'steps' | 'writeOffs'> & {
  owedFen: bigint
  prepaidFen: bigint
  notes: FlatNote[]
  steps: FlatStep[]
  writeOffs: Flat<CollectionCase['writeOffs'][number], 'amount'>[]
}

const STEPS = 100

/** One customer's case; null outside the reader's account sets. One statement. */
export async function readCase(
  reader: Reader,
  scope: Pick<Person, 'accountSetIds'>,
  key: { accountSetId: number; customerId: string },
  today: BusinessDate,
): Promise<CollectionCase | null> {
  if (!scope.accountSetIds.includes(key.accountSetId) || !isId(key.customerId)) return null
  const rows = await reader.$queryRaw<FlatCase[]>`
    SELECT c.account_set_id AS "accountSetId", c.id AS "customerId", c.code, c.name, c.contact_name AS "contactName", c.phone,
      c.settlement_method AS "settlementMethod", c.credit_days AS "creditDays", coalesce(u.display_name, '') AS salesperson,
      b.receivable_fen AS "owedFen", b.prepaid_fen AS "prepaidFen",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('paperId', i.paper_id, 'number', p.number, 'businessDate', i.business_date,
          'dueDate', i.due_date, 'amountFen', i.amount_fen::text, 'openFen', i.open_fen::text, 'hasProof', s.paper_id IS NOT NULL,
          'dispute', CASE WHEN d.paper_id IS NULL THEN NULL ELSE jsonb_build_object('reason', d.reason,
            'openedAt', to_char(d.opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'by', o.display_name, 'statementNumber', q.number) END)
          ORDER BY i.due_date, i.paper_id), '[]')
        FROM receivable_item i JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id
        LEFT JOIN document_copy s ON s.account_set_id = i.account_set_id AND s.paper_id = i.paper_id AND s.kind = 'CUSTOMER'
          AND s.place = 'ACCOUNTING' AND s.signed_at IS NOT NULL
        LEFT JOIN paper_dispute d ON d.account_set_id = i.account_set_id AND d.paper_id = i.paper_id AND d.closed_at IS NULL
        LEFT JOIN app_user o ON o.id = d.opened_by_id
        LEFT JOIN paper q ON q.account_set_id = d.account_set_id AND q.id = d.statement_id
        WHERE i.account_set_id = c.account_set_id AND i.customer_id = c.id AND i.open_fen > 0) AS notes,
      (SELECT coalesce(jsonb_agg(t.step ORDER BY t.at DESC), '[]') FROM (
          (SELECT k.recorded_at AS at, jsonb_build_object('kind', 'contact', 'id', k.id,
            'at', to_char(k.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'by', w.display_name, 'on', k.contacted_on,
            'way', k.way, 'with', k.spoken_with, 'said', k.said, 'promise', (SELECT jsonb_build_object('amountFen', s.amount_fen::text,
              'paidFen', s.paid_fen::text, 'dueOn', s.due_on) FROM promise_standing s
              WHERE s.account_set_id = k.account_set_id AND s.contact_id = k.id)) AS step
          FROM collection_contact k JOIN app_user w ON w.id = k.recorded_by_id
          WHERE k.account_set_id = c.account_set_id AND k.customer_id = c.id ORDER BY k.recorded_at DESC LIMIT ${STEPS})
          UNION ALL
          (SELECT e.recorded_at, jsonb_build_object('kind', 'escalation', 'id', e.id,
            'at', to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'by', w.display_name, 'level', e.level,
            'to', t.display_name, 'reason', e.reason)
          FROM collection_escalation e JOIN app_user w ON w.id = e.recorded_by_id JOIN app_user t ON t.id = e.to_user_id
          WHERE e.account_set_id = c.account_set_id AND e.customer_id = c.id ORDER BY e.recorded_at DESC LIMIT ${STEPS})) t) AS steps,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('paperId', w.paper_id, 'number', p.number, 'status', w.status,
          'amountFen', w.amount_fen::text) ORDER BY w.proposed_at DESC), '[]')
        FROM write_off w JOIN paper p ON p.account_set_id = w.account_set_id AND p.id = w.paper_id
        WHERE w.account_set_id = c.account_set_id AND w.customer_id = c.id) AS "writeOffs",
      (SELECT coalesce(jsonb_agg(to_jsonb(t) - 'made_at' ORDER BY t.made_at DESC), '[]') FROM (
          SELECT s.paper_id AS "paperId", p.number, s.from_date AS "from", s.to_date AS "to", a.answer, s.made_at
          FROM statement s JOIN paper p ON p.account_set_id = s.account_set_id AND p.id = s.paper_id
          LEFT JOIN statement_answer a ON a.account_set_id = s.account_set_id AND a.paper_id = s.paper_id
          WHERE s.account_set_id = c.account_set_id AND s.customer_id = c.id ORDER BY s.made_at DESC LIMIT 12) t) AS statements,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('userId', t.id, 'name', t.display_name, 'role', r.role) ORDER BY r.role, t.display_name), '[]')
        FROM user_role r JOIN app_user t ON t.id = r.user_id AND t.is_active
        JOIN user_account_set a ON a.user_id = t.id AND a.account_set_id = c.account_set_id
        WHERE r.role IN ('SALESPERSON', 'SALES_MANAGER', 'MANAGER')) AS tellable
    FROM customer c JOIN customer_balance b ON b.account_set_id = c.account_set_id AND b.customer_id = c.id
    LEFT JOIN app_user u ON u.id = c.salesperson_id
    WHERE c.account_set_id = ${key.accountSetId} AND c.id = ${key.customerId}::uuid`
  const row = rows[0]
  return row ? caseOf(row, today) : null
}

function caseOf(row: FlatCase, today: BusinessDate): CollectionCase {
  const { owedFen, prepaidFen, notes, steps, writeOffs, ...rest } = row
  const overdueFen = notes
    .filter((note) => note.dueDate < today)
    .reduce((sum, note) => sum + BigInt(note.openFen), 0n)
  return {
    ...rest,
    owed: formatFenPlain(owedFen),
    prepaid: formatFenPlain(prepaidFen),
    overdue: formatFenPlain(overdueFen),
    notes: notes.map(({ amountFen, openFen, ...note }) => ({
      ...note,
      amount: formatFenPlain(BigInt(amountFen)),
      open: formatFenPlain(BigInt(openFen)),
      daysOver: Math.max(0, daysBetween(note.dueDate, today)),
    })),
    steps: steps.map((step) => stepOf(step, today)),
    writeOffs: writeOffs.map(({ amountFen, ...each }) => ({
      ...each,
      amount: formatFenPlain(BigInt(amountFen)),
    })),
  }
}

/** The statement builds steps of exactly these kinds; a contact's promise is read here. */
function stepOf(step: FlatStep, today: string): CollectionStep {
  const promise = step.promise ? promiseView(step.promise, today) : null
  return asStep(step['kind'] === 'contact' ? { ...step, promise } : step)
}

function asStep(step: unknown): CollectionStep {
  return step as CollectionStep
}
