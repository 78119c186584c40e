import type { NoteContent, NoteContentLine } from '#lib/domain/delivery-notes/content.ts'
import type { CheckedSignature, NoteDetail } from '#lib/domain/delivery-notes/note-detail.ts'
import type { CodeRow } from '#lib/papers/trail-queries.ts'
import { amountInCapitals } from '#lib/kernel/chinese-amount.ts'
import { formatDecimal } from '#lib/kernel/decimal.ts'
import { formatFenPlain, formatUnitPricePlain } from '#lib/kernel/money.ts'
import {
  asQtyE3,
  formatQtyPlain,
  formatQuantity,
  type ProductUnit,
  splitCases,
} from '#lib/kernel/quantity.ts'
import type { CopyKind } from '#lib/papers/copy-kinds.ts'
import { strokeOf } from '#lib/papers/strokes.ts'
import type {
  Channel,
  NoteSheet,
  SettlementMethod,
  SheetCopy,
  SheetLine,
  SheetSignature,
  SheetSlot,
  SheetStroke,
  SheetTotals,
} from '#lib/print/note-sheet.ts'

/** Where the QR codes of a sheet lead, and how often each copy has been printed, this time included. */
export type SheetFor = {
  /** `https://desk.example.com`, without a slash at its end. */
  origin: string
  printCounts: Readonly<Partial<Record<CopyKind, number>>>
  /** False leaves prices and amounts out whatever the copy shows. */
  showsPrices: boolean
}

const SLOTS: readonly SheetSlot[] = ['PREPARER', 'KEEPER', 'HANDLER', 'CUSTOMER']
const FRAGMENT = 8

/** The note as it stands on paper: the one thing that page, printer and PDF draw. */
export function noteSheetOf(detail: NoteDetail, how: SheetFor): NoteSheet {
  const { content } = detail
  const lines = content.lines.map((line) => sheetLine(line, detail.codes, how.showsPrices))
  return {
    accountSet: { name: detail.accountSet.name, title: detail.accountSet.noteTitle },
    number: content.number,
    businessDate: content.businessDate,
    customer: {
      unitName: content.customerName,
      contactName: content.contactName,
      phone: content.phone,
      deliveryAddress: content.deliveryAddress,
    },
    channel: channelOf(content.channel),
    settlementMethod: settlementOf(content.settlementMethod),
    freightAgent:
      content.freightAgent === null
        ? null
        : { name: content.freightAgent, phone: content.freightPhone ?? '' },
    advancedFreight:
      content.advancedFreightFen === '0' ? null : formatFenPlain(BigInt(content.advancedFreightFen)),
    isUrgent: content.isUrgent,
    specialInstructions: content.specialInstructions,
    lines,
    totals: sheetTotals(content, how.showsPrices),
    signatures: sheetSignatures(detail.signatures),
    hasRelaxedSignatures: !detail.accountSet.requiresDistinctSigners,
    voided:
      detail.voidedAt === null
        ? null
        : {
            stampedAt: detail.voidedAt,
            reason: detail.voidRecord?.reason ?? '',
            replacedByNumber: detail.replacedBy?.number ?? null,
          },
    replacesNumber: detail.replaces?.number ?? null,
    copies: detail.copies.map((copy) => sheetCopy(detail, copy.kind, copy.token, how)),
    qrPayload: `${how.origin}/notes/${content.accountSetId}/${content.paperId}`,
    contentHashShort: detail.contentHash.slice(0, FRAGMENT + 4),
  }
}

function sheetCopy(detail: NoteDetail, kind: CopyKind, token: string, how: SheetFor): SheetCopy {
  const style = detail.styles.find((each) => each.kind === kind)
  return {
    kind,
    title: style?.title ?? kind,
    colourName: style?.colourName ?? '',
    colourHex: style?.colourHex ?? '#ffffff',
    showsPrices: how.showsPrices && style?.showsPrices !== false,
    showsCodes: kind === 'STUB',
    qrPayload: `${how.origin}/copy/${token}`,
    printCount: how.printCounts[kind] ?? detail.copies.find((copy) => copy.kind === kind)?.printCount ?? 0,
  }
}

/** The units of a line as frozen with it. */
export function unitsOf(
  line: Pick<NoteContentLine, 'baseUnit' | 'caseUnit' | 'caseFactorE3'>,
): ProductUnit[] {
  const base = { unit: line.baseUnit, factorE3: 1000n }
  if (line.caseUnit === null || line.caseFactorE3 === null) return [base]
  return [base, { unit: line.caseUnit, factorE3: BigInt(line.caseFactorE3) }]
}

function sheetLine(line: NoteContentLine, codes: readonly CodeRow[], showsPrices: boolean): SheetLine {
  const qtyE3 = asQtyE3(BigInt(line.qtyE3))
  const units = unitsOf(line)
  const { cases, looseE3 } = splitCases(qtyE3, units)
  return {
    lineNumber: line.lineNo,
    productName: line.productName,
    specification: line.specification,
    quantityText: formatQuantity(qtyE3, units),
    baseQuantity: formatQtyPlain(qtyE3),
    unit: line.baseUnit,
    cases: String(cases),
    bottles: formatQtyPlain(looseE3),
    unitPrice: showsPrices ? formatUnitPricePlain(BigInt(line.unitPriceE4)) : '0.00',
    discount: showsPrices ? formatFenPlain(BigInt(line.discountFen)) : '0.00',
    amount: showsPrices ? formatFenPlain(BigInt(line.amountFen)) : '0.00',
    taxRate: formatDecimal(BigInt(line.taxRateBp), 2, 0),
    isGift: line.isGift,
    remark: line.remark,
    codes: codes.filter((code) => code.lineNo === line.lineNo).map((code) => code.code),
  }
}

function sheetTotals(content: NoteContent, showsPrices: boolean): SheetTotals {
  let cases = 0
  let looseE3 = 0n
  for (const line of content.lines) {
    const split = splitCases(asQtyE3(BigInt(line.qtyE3)), unitsOf(line))
    cases += split.cases
    looseE3 += split.looseE3
  }
  const yuan = (fen: string) => (showsPrices ? formatFenPlain(BigInt(fen)) : '0.00')
  return {
    cases: String(cases),
    bottles: formatQtyPlain(looseE3),
    goods: yuan(content.goodsFen),
    discount: yuan(content.discountFen),
    roundingOff: yuan(content.roundingOffFen),
    net: yuan(content.netFen),
    tax: yuan(content.taxFen),
    gross: yuan(content.grossFen),
    grossInWords: showsPrices ? amountInCapitals(BigInt(content.grossFen)) : '',
  }
}

function sheetSignatures(signatures: readonly CheckedSignature[]): SheetSignature[] {
  const signed = new Map(signatures.map((signature) => [signature.statement.slot, signature]))
  const slots = signed.has('SUPERVISOR') ? [...SLOTS, 'SUPERVISOR' as const] : SLOTS
  return slots.map((slot): SheetSignature => {
    const signature = isSigned(slot) ? signed.get(slot) : undefined
    if (!signature) return { slot, signed: null }
    const { signerName, signedAt } = signature.statement
    const verifyFragment = signature.hash.slice(0, FRAGMENT)
    return { slot, signed: { name: signerName, at: signedAt, verifyFragment, stroke: strokeFor(signature) } }
  })
}

function isSigned(slot: SheetSlot): slot is CheckedSignature['statement']['slot'] {
  return slot !== 'VERIFIER' && slot !== 'DRIVER' && slot !== 'SALESPERSON'
}

function strokeFor({ stroke }: CheckedSignature): SheetStroke | null {
  return stroke && strokeOf(stroke.mediaType, Buffer.from(stroke.base64, 'base64'))
}

function channelOf(text: string): Channel {
  return text as Channel
}

function settlementOf(text: string): SettlementMethod {
  return text as SettlementMethod
}
