import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { readClosingNotes } from '#lib/domain/note-closings/closing-queries.ts'
import { CLOSE_NOTE_GATE } from '#lib/domain/note-closings/rules.ts'
import { asked, askedNumber, type AskedParams, askedOrNull } from '#lib/kernel/address.ts'
import { addDays, type BusinessDate, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { type Checklist, type ChecklistItem, evaluate } from '#lib/kernel/gate.ts'
import { isId } from '#lib/kernel/ids.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** How a note's closing stands: closed by whom, or what it waits for. */
export type ClosingState = { checklist: Checklist; closed: { by: string; at: string } | null }

/** The closing of one note, as the command would judge it; null when the account set has no such note. One statement. */
export async function closingOf(
  reader: Reader,
  key: { accountSetId: number; paperId: string },
): Promise<ClosingState | null> {
  const [note] = await readClosingNotes(reader, key.accountSetId, [key.paperId])
  return note ? { checklist: evaluate(CLOSE_NOTE_GATE, note), closed: note.closed } : null
}

/** Which notes the list of what waits for what shows. */
export type ClosingWish = { accountSetId: number; since: BusinessDate; after: string | null }

/** A posted note that is not closed, with what it waits for. */
export type ClosingRow = {
  paperId: string
  number: string
  businessDate: string
  customerName: string
  canClose: boolean
  waits: ChecklistItem[]
}

const PAGE = 50
const DAYS = 90

/** What an address asks for: a quarter unless it says otherwise. */
export function closingWish(
  params: AskedParams,
  scope: Pick<Person, 'accountSetIds'>,
  today: BusinessDate,
): ClosingWish {
  const set = askedNumber(params, 'set')
  const [first] = [...scope.accountSetIds].sort((one, other) => one - other)
  const since = parseBusinessDate(asked(params, 'since'))
  const after = askedOrNull(params, 'after')
  return {
    accountSetId: set !== null && scope.accountSetIds.includes(set) ? set : (first ?? 0),
    since: since.ok ? since.value : addDays(today, -DAYS),
    after: after !== null && isId(after) ? after : null,
  }
}

/** Posted notes since a day that are not closed, oldest first, with what each waits for; a page by key. Two statements. */
export async function listClosings(
  reader: Reader,
  wish: ClosingWish,
): Promise<{ rows: ClosingRow[]; nextAfter: string | null }> {
  const begin = wish.after === null ? Prisma.empty : Prisma.sql`AND n.paper_id > ${wish.after}::uuid`
  const ids = await reader.$queryRaw<{ paperId: string }[]>`
    SELECT n.paper_id AS "paperId" FROM delivery_note n
    WHERE n.account_set_id = ${wish.accountSetId}::int AND n.status = 'POSTED' AND n.business_date >= ${wish.since}::date ${begin}
      AND NOT EXISTS (SELECT FROM note_closing c WHERE c.account_set_id = n.account_set_id AND c.paper_id = n.paper_id)
    ORDER BY n.paper_id LIMIT ${PAGE + 1}`
  const page = ids.slice(0, PAGE).map(({ paperId }) => paperId)
  const notes = await readClosingNotes(reader, wish.accountSetId, page)
  return {
    rows: notes.map((note) => {
      const { paperId, number, businessDate, customerName } = note
      const { isOpen, items } = evaluate(CLOSE_NOTE_GATE, note)
      const waits = items.filter(({ state }) => state === 'unmet')
      return { paperId, number, businessDate, customerName, canClose: isOpen, waits }
    }),
    nextAfter: ids.length > PAGE ? (page.at(-1) ?? null) : null,
  }
}
