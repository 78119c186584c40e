import type { WorkedLine, WorkedNote } from '#lib/domain/delivery-notes/amounts.ts'
import type { IssueFacts } from '#lib/domain/delivery-notes/issue-facts.ts'
import { type IssueLoaded, linesHashOf } from '#lib/domain/delivery-notes/issue-loading.ts'
import type { IssueProductRow } from '#lib/domain/delivery-notes/issue-repository.ts'
import { exposureFen } from '#lib/domain/delivery-notes/issue-exceptions.ts'
import type { NoteInput } from '#lib/domain/delivery-notes/schema.ts'
import { contentHash } from '#lib/kernel/canonical.ts'
import { formatFenPlain, formatUnitPricePlain } from '#lib/kernel/money.ts'
import { formatQuantity } from '#lib/kernel/quantity.ts'

/** One line as the manager reads it: yuan as decimal text, quantities as people say them. */
export type AppliedLine = {
  lineNo: number
  productCode: string
  productName: string
  specification: string
  baseUnit: string
  quantity: string
  unitPrice: string
  priceSource: string
  customerPrice: string | null
  lastPrice: string | null
  listPrice: string | null
  floorPrice: string | null
  isUnderFloor: boolean
  discount: string
  amount: string
  isGift: boolean
  remark: string
}

/** What an application fixes, with the facts it was asked for under. Kept as JSON, never changed. */
export type ApplicationContent = {
  /** The note that follows must have the same (R111). */
  linesHash: string
  /** The note as it was typed: reopened when the application is approved. */
  note: NoteInput
  customerName: string
  channel: string
  settlementMethod: string
  deliveryAddress: string
  warehouseName: string
  handlerName: string
  expectedOn: string
  goods: string
  noteDiscount: string
  roundingOff: string
  tax: string
  gross: string
  receivable: string
  committed: string
  prepaid: string
  exposure: string
  creditLimit: string
  oldestDueOn: string | null
  oldestDays: number | null
  lines: AppliedLine[]
}

/** What the application says, worked out from what the desk loaded. Pure. */
export function applicationContent(
  loaded: IssueLoaded,
  input: NoteInput,
  worked: { note: WorkedNote; products: readonly IssueProductRow[] },
  facts: IssueFacts,
): ApplicationContent {
  const { header } = loaded
  const { note } = worked
  const { money } = facts
  return {
    linesHash: linesHashOf(input, note),
    note: { ...input, applicationId: null, seenGross: '' },
    customerName: header.customer.name,
    channel: header.customer.channel,
    settlementMethod: header.customer.settlementMethod,
    deliveryAddress: header.address?.address ?? '',
    warehouseName: header.warehouse?.name ?? '',
    handlerName: header.handler?.displayName ?? '',
    expectedOn: facts.expectedOn,
    goods: formatFenPlain(note.goodsFen),
    noteDiscount: formatFenPlain(note.discountFen),
    roundingOff: formatFenPlain(note.roundingOffFen),
    tax: formatFenPlain(note.taxFen),
    gross: formatFenPlain(note.grossFen),
    receivable: formatFenPlain(money.receivableFen),
    committed: formatFenPlain(money.committedFen),
    prepaid: formatFenPlain(money.prepaidFen),
    exposure: formatFenPlain(exposureFen(facts)),
    creditLimit: formatFenPlain(money.creditLimitFen),
    oldestDueOn: money.oldestDueOn,
    oldestDays: money.oldestDays,
    lines: worked.products.flatMap((product, index) => {
      const line = note.lines[index]
      const typed = input.lines[index]
      return line && typed ? [appliedLine(index + 1, product, line, typed)] : []
    }),
  }
}

/** The hash kept on an application's paper row. Verification recomputes it from the rows. */
export function applicationHash(number: string, remark: string, content: ApplicationContent): Buffer {
  const { note, lines, ...rest } = content
  return contentHash({
    number,
    remark,
    content: {
      ...rest,
      note: { ...note, lines: note.lines.map((line) => ({ ...line })) },
      lines: lines.map((line) => ({ ...line })),
    },
  })
}

function appliedLine(
  lineNo: number,
  product: IssueProductRow,
  line: WorkedLine,
  typed: { isGift: boolean; remark: string },
): AppliedLine {
  const { customerPriceE4, lastPriceE4, listPriceE4, floorPriceE4 } = product.offer
  return {
    lineNo,
    productCode: product.code,
    productName: product.name,
    specification: product.specification,
    baseUnit: product.baseUnit,
    quantity: formatQuantity(line.qtyE3, product.units),
    unitPrice: formatUnitPricePlain(line.unitPriceE4),
    priceSource: line.priceSource,
    customerPrice: priceText(customerPriceE4),
    lastPrice: priceText(lastPriceE4),
    listPrice: priceText(listPriceE4),
    floorPrice: priceText(floorPriceE4),
    isUnderFloor: !typed.isGift && floorPriceE4 !== null && line.unitPriceE4 < floorPriceE4,
    discount: formatFenPlain(line.discountFen),
    amount: formatFenPlain(line.amountFen),
    isGift: typed.isGift,
    remark: typed.remark,
  }
}

function priceText(priceE4: bigint | null): string | null {
  return priceE4 === null ? null : formatUnitPricePlain(priceE4)
}
