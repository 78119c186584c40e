import type { Checklist } from '#lib/kernel/gate.ts'
import type { CopyActs } from '#lib/papers/copy-acts.ts'
import type { CopyKind } from '#lib/papers/copy-kinds.ts'
import type { GoodsKind, GoodsStatus, HouseSlot } from '#lib/papers/goods/kinds.ts'
import type { ReceiverRow } from '#lib/papers/receiver-queries.ts'
import type { codesByLine, copyCards, EventLine, signatureCards } from '#lib/papers/trail-cards.ts'
import type { CustodyEventRow, PictureRow } from '#lib/papers/trail-queries.ts'

/*
 * A goods paper as its page shows it: plain strings, numbers and booleans. Money is yuan, prices yuan per base unit,
 * quantities as people say them (`2箱3瓶`) and beside them in base units (`27`), instants ISO 8601.
 */

/** A quantity as people say it and in base units. */
export type SaidQuantity = { text: string; base: string }

/** What was found for one line in one round of counting. `difference` is against what the line says; null when none. */
export type FoundView = {
  round: number
  good: SaidQuantity
  damaged: SaidQuantity | null
  rejected: SaidQuantity | null
  /** Signed, as people say it: `-1瓶`. */
  difference: string | null
  batchNo: string
  producedOn: string | null
  reason: string
}

/** A line; what a reader may not see is null. */
export type GoodsPageLine = {
  lineNo: number
  productId: string
  productCode: string
  productName: string
  specification: string
  baseUnit: string
  caseUnit: string | null
  /** Base units in a case: `6`. */
  caseFactor: string | null
  /** Null while the reader counts blind (R19). */
  quantity: SaidQuantity | null
  /** Null for whoever may not see prices. */
  money: { unitPrice: string; amount: string; net: string; tax: string } | null
  /** Percent: `13`. */
  taxRate: string
  codesDue: number
  casesKept: number
  bottlesKept: number
  damagedWaiting: number
  hasShelfLife: boolean
  /** Which codes are written on its stub, if any. */
  codes: { cases: boolean; bottles: boolean }
  sourceLineNo: number | null
  disposition: 'STOCK' | 'DAMAGED' | 'SUPPLIER' | null
  remark: string
  /** What the last round found; null before counting, and for a product that nobody expected see `unexpected`. */
  found: FoundView | null
}

/** A product that was found without standing on the paper. */
export type UnexpectedLine = FoundView & { lineNo: number; productId: string; productName: string }

export type GoodsCopyView = ReturnType<typeof copyCards>[number] & { token: string }
export type GoodsSignatureView = ReturnType<typeof signatureCards>[number]

export type GoodsVoidView = {
  reason: string
  byName: string
  at: string
  decision: 'APPROVED' | 'REFUSED' | null
  decidedByName: string | null
  decidedAt: string | null
  remark: string | null
}

/** What the reader may do with the paper now, whatever its room. The commands decide; these only show or hide. */
export type GoodsMay = {
  count: boolean
  verify: boolean
  /** The slot that is the reader's to sign now. */
  signSlot: HouseSlot | null
  requestVoid: boolean
  decideVoid: boolean
  reverse: boolean
  attach: boolean
  print: boolean
}

/** Another paper, by its number. */
export type PaperLink = { paperId: string; number: string; kind: string }

/** Another paper, and whether the reader has its page: a keeper has no order's, so the count stays blind (R19). */
export type ShownPaper = PaperLink & { mayOpen: boolean }

/** Everything the page of a goods paper shows. */
export type GoodsPage = {
  accountSetId: number
  paperId: string
  number: string
  kind: GoodsKind
  status: GoodsStatus
  version: number
  businessDate: string
  accountSet: { name: string; requiresDistinctSigners: boolean }
  warehouse: { id: string; name: string }
  toWarehouse: { id: string; name: string } | null
  supplierId: string | null
  customerId: string | null
  partyName: string
  partyContact: string
  /** The order, note or receipt this one answers. */
  source: ShownPaper | null
  /** Goods papers that name this one as theirs: receipts and bills of an order. */
  followers: (ShownPaper & { status: GoodsStatus; purpose: string | null })[]
  purpose: string | null
  reason: string
  externalNumber: string
  expectedOn: string | null
  preparerName: string
  handlerName: string | null
  keeperName: string | null
  verifiedByName: string | null
  decidedByName: string | null
  decisionRemark: string | null
  openedAt: string
  countedAt: string | null
  verifiedAt: string | null
  sentAt: string | null
  postedAt: string | null
  /** When a manager decided on an order, and when it was closed short. */
  decidedAt: string | null
  closedAt: string | null
  reversedAt: string | null
  voidedAt: string | null
  /** The reader counts and must not know what is expected (R19). */
  isBlind: boolean
  canSeePrices: boolean
  money: { net: string; tax: string; gross: string; grossInWords: string } | null
  lines: GoodsPageLine[]
  unexpected: UnexpectedLine[]
  /** How many rounds were counted. */
  rounds: number
  slots: readonly HouseSlot[]
  signatures: GoodsSignatureView[]
  isContentWhole: boolean
  contentHash: string
  codesHash: string | null
  styles: { kind: CopyKind; title: string; colourName: string; colourHex: string; showsPrices: boolean }[]
  copies: GoodsCopyView[]
  way: CustodyEventRow[]
  /** Which copies the reader may accept, take back or hand over, and to whom. */
  copyMay: CopyActs
  receivers: ReceiverRow[]
  codes: ReturnType<typeof codesByLine>
  pictures: PictureRow[]
  voidRequest: GoodsVoidView | null
  events: EventLine[]
  chainHead: string
  may: GoodsMay
  /** The gates that all kinds share, as they stand for the reader now; null where the step is not the next. */
  gates: { count: Checklist | null; verify: Checklist | null; void: Checklist }
}

/** How a finding of the last round stands against the line: nothing found yet, as expected, or different. */
export function findingOf(line: Pick<GoodsPageLine, 'found'>): 'open' | 'same' | 'different' {
  if (line.found === null) return 'open'
  const { difference, damaged, rejected } = line.found
  return difference === null && damaged === null && rejected === null ? 'same' : 'different'
}

/** The page for whoever counts again: which lines were counted, and no figure of them or of what was expected. */
export function withoutFigures(page: GoodsPage): GoodsPage {
  const none = { text: '', base: '' }
  const hidden = (found: FoundView): FoundView => ({
    ...found,
    good: none,
    damaged: null,
    rejected: null,
    difference: null,
    reason: '',
  })
  return {
    ...page,
    money: null,
    lines: page.lines.map((line) => ({
      ...line,
      quantity: null,
      money: null,
      codesDue: 0,
      casesKept: 0,
      bottlesKept: 0,
      found: line.found && hidden(line.found),
    })),
    unexpected: page.unexpected.map((line) => ({ ...line, ...hidden(line) })),
    codes: [],
    events: [],
  }
}
