import type { Person } from '#lib/auth/actor.ts'
import type { AccountingFacts } from '#lib/domain/delivery-notes/accounting-rules.ts'
import type { NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import type { Reader, Tx } from '#lib/db/client.ts'
import { addDays, type BusinessDate, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { withinScope } from '#lib/papers/note-scope.ts'

/** A note on its way to accounting, with its customer copy. */
export type AccountingNote = {
  accountSetId: number
  paperId: string
  number: string
  status: NoteStatus
  outcome: string | null
  copy: AccountingFacts['copy']
}

/** Holds the papers in their order until the transaction ends. */
export async function holdPapers(tx: Tx, accountSetId: number, paperIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM paper WHERE account_set_id = ${accountSetId} AND id = ANY(${[...paperIds]}::uuid[])
    ORDER BY id FOR UPDATE`
}

/** The notes within the person's scope, in one statement. */
export function readAccountingNotes(
  reader: Reader,
  person: Person,
  accountSetId: number,
  paperIds: readonly string[],
): Promise<AccountingNote[]> {
  return reader.$queryRaw<AccountingNote[]>`
    SELECT n.account_set_id AS "accountSetId", n.paper_id AS "paperId", p.number, n.status, n.outcome,
      jsonb_build_object('place', c.place, 'keeperId', c.keeper_id, 'keeperName', u.display_name,
        'isSigned', c.signed_at IS NOT NULL, 'isOffered', c.offered_place IS NOT NULL,
        'sinceOn', (c.since_at AT TIME ZONE 'Asia/Shanghai')::date::text) AS copy
    FROM delivery_note n
    JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    JOIN document_copy c ON c.account_set_id = n.account_set_id AND c.paper_id = n.paper_id AND c.kind = 'CUSTOMER'
    LEFT JOIN app_user u ON u.id = c.keeper_id
    WHERE n.account_set_id = ${accountSetId} AND n.paper_id = ANY(${[...paperIds]}::uuid[]) AND ${withinScope(person)}
    ORDER BY n.paper_id`
}

/** The facts of the gate in front of accounting for the person who hands over. */
export function accountingFacts(
  note: Pick<AccountingNote, 'status' | 'outcome' | 'copy'>,
  clerkId: string,
  today: BusinessDate,
): AccountingFacts {
  const { status, outcome, copy } = note
  const since = parseBusinessDate(copy.sinceOn)
  return { status, outcome, clerkId, copy, dueOn: since.ok ? addDays(since.value, 1) : today, today }
}
