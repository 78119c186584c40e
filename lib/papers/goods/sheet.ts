import type { CopyKind } from '#lib/papers/copy-kinds.ts'
import { goodsHref } from '#lib/papers/goods/address.ts'
import { type GoodsKind, type GoodsName, goodsName, type HouseSlot, RED } from '#lib/papers/goods/kinds.ts'
import type { FoundView, GoodsPage, GoodsPageLine, GoodsSignatureView } from '#lib/papers/goods/page.ts'
import { addDecimals } from '#lib/print/decimal-text.ts'
import type {
  GoodsSheet,
  SheetCopy,
  SheetLine,
  SheetSignature,
  SheetSlot,
  SheetTotals,
} from '#lib/print/note-sheet.ts'

/** The words of a goods paper's sheet, as the catalogue holds them under `goods.sheet`. */
export type GoodsSheetWords = {
  colon: string
  number: string
  between: string
  title: Readonly<Record<GoodsName, string>>
  party: Readonly<Record<GoodsKind, string>>
  copy: Readonly<Record<GoodsKind, Readonly<Partial<Record<CopyKind, string>>>>>
  purpose: Readonly<Record<string, string>>
  disposition: Readonly<Record<string, string>>
  contact: string
  warehouse: string
  fromWarehouse: string
  toWarehouse: string
  purposeName: string
  source: string
  externalNumber: string
  expectedOn: string
  handler: string
  verifiedBy: string
  reason: string
  decision: string
  found: Readonly<
    Record<'good' | 'damaged' | 'rejected' | 'difference' | 'batch' | 'produced' | 'reason', string>
  >
  unexpected: string
  paper: string
  copiesNavigation: string
}

/** Where the QR codes of a sheet lead, and how often each copy has been printed, this time included. */
export type GoodsSheetFor = {
  words: GoodsSheetWords
  /** `https://desk.example.com`, without a slash at its end. */
  origin: string
  printCounts: Readonly<Partial<Record<CopyKind, number>>>
}

const FRAGMENT = 12
const PRICED: readonly GoodsKind[] = [
  'PURCHASE_ORDER',
  'GOODS_RECEIPT',
  'PURCHASE_BILL',
  'CUSTOMER_RETURN',
  'SUPPLIER_RETURN',
]

/** A goods paper as it stands on paper: what its page knows and nothing more, so a blind reader's sheet is blind too. */
export function goodsSheetOf(page: GoodsPage, how: GoodsSheetFor): GoodsSheet {
  const { words } = how
  const say = (label: string, value: string) => `${label}${words.colon}${value}`
  return {
    accountSet: {
      name: page.accountSet.name,
      title: `${page.accountSet.name} ${words.title[goodsName(page)]}`,
    },
    number: page.number,
    businessDate: page.businessDate,
    facts: factsOf(page, words).map(([label, value]) => say(label, value)),
    remarks: [
      ...(page.reason === '' ? [] : [say(words.reason, page.reason)]),
      ...(page.decisionRemark === null || page.decisionRemark === ''
        ? []
        : [say(words.decision, page.decisionRemark)]),
      ...page.unexpected.map((line) =>
        say(words.unexpected, `${line.productName} ${findingsOf(line, words)}`),
      ),
    ],
    lines: page.lines.map((line) => sheetLine(page, line, words)),
    totals: totalsOf(page),
    signatures: signaturesOf(page.slots, page.signatures),
    hasRelaxedSignatures: !page.accountSet.requiresDistinctSigners,
    voided:
      page.voidedAt === null
        ? null
        : { stampedAt: page.voidedAt, reason: page.voidRequest?.reason ?? '', replacedByNumber: null },
    replacesNumber: null,
    copies: page.copies.map((copy) => sheetCopy(page, copy, how)),
    qrPayload: `${how.origin}${goodsHref(page.kind, page)}`,
    contentHashShort: page.contentHash.slice(0, FRAGMENT),
  }
}

/** The head's fields with their words; the first names the other party, or the place where there is none. */
function factsOf(page: GoodsPage, words: GoodsSheetWords): (readonly [string, string])[] {
  const { kind, toWarehouse, source } = page
  const isMove = toWarehouse !== null
  const whole: (readonly [string, string | null])[] = [
    [words.party[kind], page.partyName],
    [words.contact, page.partyContact],
    [isMove ? words.fromWarehouse : words.warehouse, page.warehouse.name],
    [words.toWarehouse, toWarehouse?.name ?? ''],
    [words.purposeName, purposeOf(page, words)],
    [words.source, source?.number ?? ''],
    [words.externalNumber, page.externalNumber],
    [words.expectedOn, page.expectedOn],
    [words.handler, page.handlerName],
    [words.verifiedBy, page.verifiedByName],
  ]
  return whole.flatMap(([label, value]) => (value === null || value === '' ? [] : [[label, value] as const]))
}

/** What the paper is for; that a bill is red stands in its title. */
function purposeOf({ purpose }: GoodsPage, words: GoodsSheetWords): string {
  return purpose === null || purpose === RED ? '' : (words.purpose[purpose] ?? purpose)
}

function sheetCopy(page: GoodsPage, copy: GoodsPage['copies'][number], how: GoodsSheetFor): SheetCopy {
  const style = page.styles.find(({ kind }) => kind === copy.kind)
  return {
    kind: copy.kind,
    title: how.words.copy[page.kind][copy.kind] ?? style?.title ?? copy.kind,
    colourName: style?.colourName ?? '',
    colourHex: style?.colourHex ?? '#ffffff',
    showsPrices: page.money !== null && PRICED.includes(page.kind) && style?.showsPrices !== false,
    showsCodes: copy.kind === 'STUB',
    qrPayload: `${how.origin}/copy/${copy.token}`,
    printCount: how.printCounts[copy.kind] ?? copy.printCount,
  }
}

function sheetLine(page: GoodsPage, line: GoodsPageLine, words: GoodsSheetWords): SheetLine {
  const split = splitOf(line)
  const disposition = line.disposition === null ? '' : (words.disposition[line.disposition] ?? '')
  const own = page.codes.find(({ lineNo }) => lineNo === line.lineNo)
  return {
    lineNumber: line.lineNo,
    productName: line.productName,
    specification: line.specification,
    quantityText: line.quantity?.text ?? '',
    baseQuantity: line.quantity?.base ?? '',
    unit: line.baseUnit,
    ...split,
    unitPrice: line.money?.unitPrice ?? '0.00',
    discount: '0.00',
    amount: line.money?.amount ?? '0.00',
    taxRate: line.taxRate,
    isGift: false,
    remark: [disposition, line.remark].filter((text) => text !== '').join(words.between),
    codes: own?.codes.map(({ code }) => code) ?? [],
    ...(line.found === null ? {} : { findings: findingsOf(line.found, words) }),
  }
}

/** Full cases and what is loose beside them, for the sums; nothing while the reader counts blind. */
function splitOf({ quantity, caseFactor }: GoodsPageLine): { cases: string; bottles: string } {
  if (quantity === null) return { cases: '0', bottles: '0' }
  const factor = Number(caseFactor ?? 0)
  const base = Number(quantity.base)
  if (factor <= 0 || !Number.isInteger(base)) return { cases: '0', bottles: quantity.base }
  return { cases: String(Math.trunc(base / factor)), bottles: String(base % factor) }
}

/** What was found of a line, in one sentence. */
export function findingsOf(found: FoundView, words: Pick<GoodsSheetWords, 'found' | 'between'>): string {
  const { good, damaged, rejected, difference, batchNo, producedOn, reason } = found
  const texts = [
    `${words.found.good} ${good.text}`,
    damaged === null ? '' : `${words.found.damaged} ${damaged.text}`,
    rejected === null ? '' : `${words.found.rejected} ${rejected.text}`,
    difference === null ? '' : `${words.found.difference} ${difference}`,
    batchNo === '' ? '' : `${words.found.batch} ${batchNo}`,
    producedOn === null ? '' : `${words.found.produced} ${producedOn}`,
    reason === '' ? '' : `${words.found.reason} ${reason}`,
  ]
  return texts.filter((text) => text !== '').join(words.between)
}

function totalsOf(page: GoodsPage): SheetTotals {
  const sum = (texts: readonly string[], from: string) =>
    texts.reduce((total, text) => addDecimals(total, text), from)
  const splits = page.lines.map(splitOf)
  return {
    cases: sum(
      splits.map(({ cases }) => cases),
      '0',
    ),
    bottles: sum(
      splits.map(({ bottles }) => bottles),
      '0',
    ),
    goods: sum(
      page.lines.map(({ money }) => money?.amount ?? '0.00'),
      '0.00',
    ),
    discount: '0.00',
    roundingOff: '0.00',
    net: page.money?.net ?? '0.00',
    tax: page.money?.tax ?? '0.00',
    gross: page.money?.gross ?? '0.00',
    grossInWords: page.money?.grossInWords ?? '',
  }
}

function signaturesOf(
  slots: readonly HouseSlot[],
  signatures: readonly GoodsSignatureView[],
): SheetSignature[] {
  const others = signatures.map(({ slot }) => slot).filter((slot) => !slots.some((each) => each === slot))
  return [...slots, ...others].map((slot: SheetSlot): SheetSignature => {
    const signed = signatures.find((signature) => signature.slot === slot)
    if (signed === undefined) return { slot, signed: null }
    const { name, at, fragment, stroke } = signed
    return { slot, signed: { name, at, verifyFragment: fragment, stroke } }
  })
}
