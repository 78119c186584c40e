import { z } from 'zod'
import type { Person } from '#lib/auth/actor.ts'
import { type WorkedNote, workLine, workNote } from '#lib/domain/delivery-notes/amounts.ts'
import type { IssueFacts } from '#lib/domain/delivery-notes/issue-facts.ts'
import {
  issueFacts,
  type IssueLoaded,
  loadIssue,
  priceModeOf,
} from '#lib/domain/delivery-notes/issue-loading.ts'
import { exceptionsOf, exposureFen } from '#lib/domain/delivery-notes/issue-exceptions.ts'
import { ISSUE_GATE } from '#lib/domain/delivery-notes/issue-rules.ts'
import type { NoteInput } from '#lib/domain/delivery-notes/schema.ts'
import type { Reader } from '#lib/db/client.ts'
import { dateField } from '#lib/kernel/fields.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { formatQtyPlain } from '#lib/kernel/quantity.ts'

const NOBODY = '00000000-0000-0000-0000-000000000000'

const idOrNobody = z.guid().catch(NOBODY)
const figure = z.string().max(40).catch('')
const words = z.string().max(500).catch('')

/** A note as it stands on the screen: only account set and customer must be there; the rest may be half-written. */
const typedNote = z.object({
  accountSetId: z.int().min(1).max(9999),
  customerId: z.guid(),
  addressId: idOrNobody,
  warehouseId: idOrNobody,
  handlerId: idOrNobody,
  businessDate: dateField,
  expectedOn: z.string().max(10).catch(''),
  freightAgent: words,
  freightPhone: words,
  advancedFreight: figure,
  noteDiscount: figure,
  roundingOff: figure,
  orderId: z.guid().nullable().catch(null),
  applicationId: z.guid().nullable().catch(null),
  lines: z
    .array(
      z.object({
        productId: z.guid().nullable().catch(null),
        quantity: figure,
        unitPrice: figure,
        discount: figure,
        isGift: z.boolean().catch(false),
        barcode: z.string().max(20).catch(''),
      }),
    )
    .max(500),
})

/** What the screen shows beside a note that is being written. Amounts are yuan as decimal text. */
export type NoteCheck = {
  checklist: Checklist
  /** Why a sales manager would be asked; empty when nobody has to be. */
  reasons: string[]
  exposure: string
  creditLimit: string
  oldestDays: number | null
  /** What can be promised of each product on the note, in base units; empty for what the person counts blind. */
  available: Record<string, string>
}

/**
 * The issue gate over a note that may be half-written: lines that cannot be read yet are left out, and the rest
 * keep their row numbers. Null when nothing can be said: no customer, unknown date, out of scope. Takes no lock.
 */
export async function checkNote(
  reader: Reader,
  person: Person,
  typed: unknown,
  today: string,
): Promise<NoteCheck | null> {
  const parsed = typedNote.safeParse(typed)
  if (!parsed.success) return null
  const rows = parsed.data.lines.flatMap(({ productId, ...line }, index): Row[] =>
    productId === null || line.quantity.trim() === ''
      ? []
      : [{ ...line, productId, remark: '', rowNo: index + 1 }],
  )
  const loaded = await loadIssue(reader, person, wholeNote(parsed.data, rows), today, { lock: false })
  if (!loaded) return null
  const readable = rows.filter((row) => {
    const product = loaded.products.get(row.productId)
    return product !== undefined && workLine(row, product).ok
  })
  const input = wholeNote(parsed.data, readable)
  const note = workReadable(loaded, input)
  if (note === null) return null
  const facts = onRows(issueFacts(loaded, input, person, today, note), readable)
  const availableOf = (productId: string): string =>
    loaded.counting.hides(productId, input.warehouseId)
      ? ''
      : formatQtyPlain(loaded.products.get(productId)?.availableE3 ?? 0n)
  return {
    checklist: evaluate(ISSUE_GATE, facts),
    reasons: exceptionsOf(facts),
    exposure: formatFenPlain(exposureFen(facts)),
    creditLimit: formatFenPlain(facts.money.creditLimitFen),
    oldestDays: facts.money.oldestDays,
    available: Object.fromEntries(rows.map(({ productId }) => [productId, availableOf(productId)])),
  }
}

type Typed = z.output<typeof typedNote>
/** A line that is whole enough to be looked up, with its row on the screen. */
type Row = NoteInput['lines'][number] & { rowNo: number }

function wholeNote(typed: Typed, rows: readonly Row[]): NoteInput {
  return {
    ...typed,
    lines: rows.map(({ rowNo: _, ...line }) => line),
    draftId: null,
    intakeChannel: 'PHONE',
    isUrgent: false,
    specialInstructions: '',
    seenGross: '',
    replacesId: null,
  }
}

/** The figures of what can be read; a discount that cannot be read, or is too large, counts as none for now. */
function workReadable(loaded: IssueLoaded, input: NoteInput): WorkedNote | null {
  const products = input.lines.flatMap((line) => loaded.products.get(line.productId) ?? [])
  const priceMode = priceModeOf(loaded.header)
  const worked = workNote(input, products, priceMode)
  if (worked.ok) return worked.note
  const plain = workNote({ ...input, noteDiscount: '', roundingOff: '' }, products, priceMode)
  return plain.ok ? plain.note : null
}

/** The sentences name the row that is on the screen. */
function onRows(facts: IssueFacts, rows: readonly Row[]): IssueFacts {
  const rowOf = (lineNo: number): number => rows[lineNo - 1]?.rowNo ?? lineNo
  return {
    ...facts,
    lines: facts.lines.map((line) => ({ ...line, lineNo: rowOf(line.lineNo) })),
    order: { ...facts.order, differences: facts.order.differences.map(rowOf) },
  }
}
