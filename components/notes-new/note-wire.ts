import { formatFenPlain } from '#lib/kernel/money.ts'
import { COLUMNS, noteFigures, type WrongPlace } from './note-figures.ts'
import { isBlank, type Line, type Note } from './note-state.ts'

/** The rows that are sent, in their order; the server names them by this order. */
export function sentLines(note: Note): Line[] {
  return note.lines.filter((line) => !isBlank(line))
}

/** The note as the issue command takes it. `draftId` is null while the server has never kept the draft. */
export function issueInputOf(note: Note, draftId: string | null): object {
  const { worked } = noteFigures(note)
  return {
    ...noteInputOf(note),
    draftId,
    seenGross: worked === null ? '' : formatFenPlain(worked.grossFen),
  }
}

/** The same without draft and total: what an application and the checklist are asked with. */
export function noteInputOf(note: Note): object {
  return {
    ...note.header,
    draftId: null,
    accountSetId: note.customer?.accountSetId ?? 0,
    customerId: note.customer?.id ?? '',
    orderId: note.order?.id ?? null,
    applicationId: note.application?.id ?? null,
    replacesId: note.replaces?.id ?? null,
    seenGross: '',
    lines: sentLines(note).map(inputLine),
  }
}

/** The order behind this note, when it has to be recorded before the note. */
export function orderInputOf(note: Note): object {
  const { businessDate, expectedOn, intakeChannel, isUrgent, specialInstructions } = note.header
  return {
    accountSetId: note.customer?.accountSetId ?? 0,
    customerId: note.customer?.id ?? '',
    ...{ businessDate, expectedOn, intakeChannel, isUrgent, specialInstructions },
    seenGross: '',
    confirmedHow: intakeChannel,
    lines: sentLines(note).map((line) => {
      const { quantity, unitPrice, discount, isGift, remark } = line
      return { productId: line.product?.productId ?? '', quantity, unitPrice, discount, isGift, remark }
    }),
  }
}

/** The note for the checklist: every row in its place, blank ones too, so that the sentences name the right row. */
export function checkInputOf(note: Note): object {
  return { ...noteInputOf(note), lines: note.lines.map(inputLine) }
}

function inputLine(line: Line): object {
  const { quantity, unitPrice, discount, isGift, remark, barcode } = line
  return {
    productId: line.product?.productId ?? null,
    quantity,
    unitPrice,
    discount,
    isGift,
    remark,
    barcode,
  }
}

/** Where the cursor goes for a field code of the server: `lines.3.quantity` is the fourth row sent. */
export function wrongPlaceOf(fields: Readonly<Record<string, string>>, note: Note): WrongPlace | null {
  const [path, code] = Object.entries(fields)[0] ?? []
  if (path === undefined || code === undefined) return null
  const match = /^(?:note\.)?lines\.(\d+)(?:\.(\w+))?/.exec(path)
  const line = match === null ? undefined : sentLines(note)[Number(match[1])]
  if (line === undefined) return { at: 'field', field: path.replace(/^note\./, ''), code }
  return { at: 'line', key: line.key, column: COLUMNS.find((name) => name === match?.[2]) ?? 'product', code }
}
