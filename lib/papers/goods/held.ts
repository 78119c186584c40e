import type { CopyKind, CopyPlace } from '#lib/papers/copy-kinds.ts'
import type { CountedLine, FoundLine } from '#lib/papers/goods/content.ts'
import type { GoodsKind, GoodsStatus } from '#lib/papers/goods/kinds.ts'
import type { CodesKept, CodePolicy } from '#lib/codes/policy.ts'
import type { ProductUnit } from '#lib/kernel/quantity.ts'

/** A line of a goods paper as its commands and pages see it. */
export type GoodsLine = {
  lineNo: number
  productId: string
  productCode: string
  productName: string
  specification: string
  units: readonly ProductUnit[]
  caseFactorE3: bigint | null
  qtyE3: bigint
  unitPriceE4: bigint
  amountFen: bigint
  taxRateBp: number
  netFen: bigint
  taxFen: bigint
  codesDue: number
  sourcePaperId: string | null
  sourceLineNo: number | null
  disposition: 'STOCK' | 'DAMAGED' | 'SUPPLIER' | null
  remark: string
  codePolicy: CodePolicy
  codesKept: CodesKept
  damagedWaiting: number
  shelfLifeDays: number | null
}

export type GoodsSignature = {
  slot: string
  signerId: string
  signerName: string
  signedAt: string
  isWhole: boolean
}

export type GoodsCopy = {
  kind: CopyKind
  place: CopyPlace
  keeperId: string | null
  keeperName: string | null
  offeredPlace: CopyPlace | null
  offeredToId: string | null
  /** A statement about it was accepted. */
  isExcused: boolean
  /** A statement about it waits for a ruling. */
  isStatementWaiting: boolean
}

/** A goods paper with all that its gates look at. */
export type GoodsPaper = {
  accountSetId: number
  paperId: string
  number: string
  kind: GoodsKind
  status: GoodsStatus
  version: number
  businessDate: string
  warehouseId: string
  warehouseName: string
  /** The store whose keepers it is for: the warehouse itself, or the one that it is the damaged corner of. */
  storeId: string
  toWarehouseId: string | null
  toWarehouseName: string | null
  supplierId: string | null
  customerId: string | null
  partyName: string
  partyContact: string
  sourcePaperId: string | null
  sourceNumber: string | null
  purpose: string | null
  reason: string
  externalNumber: string
  expectedOn: string | null
  priceMode: 'TAX_INCLUSIVE' | 'TAX_EXCLUSIVE'
  preparerId: string
  preparerName: string
  handlerId: string | null
  handlerName: string | null
  keeperId: string | null
  keeperName: string | null
  verifiedById: string | null
  verifiedByName: string | null
  decidedById: string | null
  decidedByName: string | null
  decisionRemark: string | null
  openedAt: string
  countedAt: string | null
  verifiedAt: string | null
  sentAt: string | null
  postedAt: string | null
  netFen: bigint
  taxFen: bigint
  grossFen: bigint
  contentHash: string
  /** Hex; set by the keeper's signature over codes and counts. */
  codesHash: string | null
  requiresDistinctSigners: boolean
  numberFormat: string
  lines: GoodsLine[]
  /** Every round of counting, in order: what the keeper signs for. */
  counts: CountedLine[]
  /** What arrived by a transfer, round by round. */
  arrivals: CountedLine[]
  signatures: GoodsSignature[]
  copies: GoodsCopy[]
  voidRequest: {
    reason: string
    byId: string
    byName: string
    decision: 'APPROVED' | 'REFUSED' | null
  } | null
}

/** What was found in the last round that has each line. */
export function lastFound(counts: readonly FoundLine[]): ReadonlyMap<number, FoundLine> {
  const last = new Map<number, FoundLine>()
  for (const found of counts) {
    const before = last.get(found.lineNo)
    if (!before || before.round < found.round) last.set(found.lineNo, found)
  }
  return last
}
