import type { CountedLine } from '#lib/papers/goods/content.ts'
import type { GoodsLine, GoodsPaper, GoodsSignature } from '#lib/papers/goods/held.ts'
import { GOODS_TRAITS } from '#lib/papers/goods/kinds.ts'

/* A goods paper in memory, for trials of pure rules. */

/** A line of ten bottles in cases of six, at 5 yuan, without codes. */
export function goodsLine(changes: Partial<GoodsLine> = {}): GoodsLine {
  return {
    lineNo: 1,
    productId: 'product',
    productCode: 'P1',
    productName: '示例酒',
    specification: '',
    units: [
      { unit: '瓶', factorE3: 1000n },
      { unit: '箱', factorE3: 6000n },
    ],
    caseFactorE3: 6000n,
    qtyE3: 10_000n,
    unitPriceE4: 50_000n,
    amountFen: 5000n,
    taxRateBp: 0,
    netFen: 5000n,
    taxFen: 0n,
    codesDue: 0,
    sourcePaperId: null,
    sourceLineNo: null,
    disposition: null,
    remark: '',
    codePolicy: { kinds: [], hasCaseCodes: false, hasBottleCodes: false, coverageBp: 10_000 },
    codesKept: { cases: 0, bottles: 0 },
    damagedWaiting: 0,
    shelfLifeDays: null,
    ...changes,
  }
}

/** What the keeper found of line 1: all of it, unless said otherwise. */
export function counted(changes: Partial<CountedLine> = {}): CountedLine {
  return {
    round: 1,
    lineNo: 1,
    productId: 'product',
    goodE3: '10000',
    damagedE3: '0',
    rejectedE3: '0',
    bookE3: null,
    batchNo: '',
    producedOn: null,
    reason: '',
    countedById: 'keeper',
    countedByName: '仓管',
    countedAt: '2026-11-23T01:00:00Z',
    ...changes,
  }
}

/** A whole signature of a slot. */
export function signed(slot: string, signerId: string, isWhole = true): GoodsSignature {
  return { slot, signerId, signerName: signerId, signedAt: '2026-11-23T01:00:00Z', isWhole }
}

/** A receipt that is counted, verified and signed by four: ready to be posted. */
export function readyReceipt(changes: Partial<GoodsPaper> = {}): GoodsPaper {
  return {
    accountSetId: 1,
    paperId: 'receipt',
    number: 'RK202611-00001',
    kind: 'GOODS_RECEIPT',
    status: 'VERIFIED',
    version: 2,
    businessDate: '2026-11-23',
    warehouseId: 'east',
    warehouseName: '东仓',
    storeId: 'east',
    toWarehouseId: null,
    toWarehouseName: null,
    supplierId: 'supplier',
    customerId: null,
    partyName: '示例供应商',
    partyContact: '',
    sourcePaperId: null,
    sourceNumber: null,
    purpose: null,
    reason: '厂家送样',
    externalNumber: '',
    expectedOn: null,
    priceMode: 'TAX_INCLUSIVE',
    preparerId: 'clerk',
    preparerName: '制单',
    handlerId: 'salesperson',
    handlerName: '经手',
    keeperId: 'keeper',
    keeperName: '仓管',
    verifiedById: 'otherClerk',
    verifiedByName: '复核',
    decidedById: null,
    decidedByName: null,
    decisionRemark: null,
    openedAt: '2026-11-23T00:00:00Z',
    countedAt: '2026-11-23T01:00:00Z',
    verifiedAt: '2026-11-23T02:00:00Z',
    sentAt: null,
    postedAt: null,
    netFen: 5000n,
    taxFen: 0n,
    grossFen: 5000n,
    contentHash: 'aa',
    codesHash: 'bb',
    requiresDistinctSigners: true,
    numberFormat: '{kind}{period}-{sequence}',
    lines: [goodsLine()],
    counts: [counted()],
    arrivals: [],
    signatures: [
      signed('PREPARER', 'clerk'),
      signed('KEEPER', 'keeper'),
      signed('HANDLER', 'salesperson'),
      signed('SUPERVISOR', 'manager'),
    ],
    copies: GOODS_TRAITS.GOODS_RECEIPT.copies.map((kind) => ({
      kind,
      place: 'DESK',
      keeperId: 'clerk',
      keeperName: '制单',
      offeredPlace: null,
      offeredToId: null,
      isExcused: false,
      isStatementWaiting: false,
    })),
    voidRequest: null,
    ...changes,
  }
}
