import { contentHash } from '#lib/kernel/canonical.ts'

/** One line as frozen when the paper got its number: figures as decimal strings of fen, 1/10000 yuan and 1/1000 base units. */
export type GoodsContentLine = {
  lineNo: number
  productId: string
  productCode: string
  productName: string
  specification: string
  baseUnit: string
  caseUnit: string | null
  caseFactorE3: string | null
  qtyE3: string
  unitPriceE4: string
  amountFen: string
  taxRateBp: number
  netFen: string
  taxFen: string
  codesDue: number
  sourcePaperId: string | null
  sourceLineNo: number | null
  disposition: string | null
  remark: string
}

/** Everything about a goods paper that can never change once it has a number. Signatures are bound to its hash. */
export type GoodsContent = {
  accountSetId: number
  paperId: string
  number: string
  kind: string
  businessDate: string
  warehouseId: string
  warehouseName: string
  toWarehouseId: string | null
  toWarehouseName: string | null
  supplierId: string | null
  customerId: string | null
  partyName: string
  partyContact: string
  sourcePaperId: string | null
  purpose: string | null
  reason: string
  externalNumber: string
  expectedOn: string | null
  priceMode: string
  preparerId: string
  preparerName: string
  handlerId: string | null
  handlerName: string | null
  netFen: string
  taxFen: string
  grossFen: string
  lines: GoodsContentLine[]
}

/** The hash that the paper row keeps and every signature names. Verification recomputes it from the rows. */
export function goodsContentHash(content: GoodsContent): Buffer {
  return contentHash({ ...content, lines: content.lines.map((line) => ({ ...line })) })
}

/** What was found for one line in the last round of counting. */
export type FoundLine = {
  round: number
  lineNo: number
  productId: string
  goodE3: string
  damagedE3: string
  rejectedE3: string
  /** On a stock count what stood in the books at the moment the line was counted. */
  bookE3: string | null
  batchNo: string
  producedOn: string | null
  reason: string
}

/** The same with who found it, and when. */
export type CountedLine = FoundLine & { countedById: string; countedByName: string; countedAt: string }

/**
 * What the keeper signs for on a goods paper: the codes on its stub and what was counted, whatever the order in which
 * they came. It stands on the paper as its codes hash.
 */
export function foundHash(
  codes: readonly { lineNo: number; kind: string; code: string }[],
  found: readonly FoundLine[],
): Buffer {
  const sortedCodes = codes
    .map(({ lineNo, kind, code }) => ({ lineNo, kind, code }))
    .toSorted((one, other) =>
      one.code < other.code ? -1 : one.code > other.code ? 1 : one.lineNo - other.lineNo,
    )
  const sortedFound = found
    .map(statedOf)
    .toSorted((one, other) => one.round - other.round || one.lineNo - other.lineNo)
  return contentHash({ codes: sortedCodes, found: sortedFound })
}

/** What was found and nothing beside it: who found it stands in the row, not in what is signed. */
function statedOf(line: FoundLine): FoundLine {
  const { round, lineNo, productId, goodE3, damagedE3, rejectedE3, bookE3, batchNo, producedOn, reason } =
    line
  return { round, lineNo, productId, goodE3, damagedE3, rejectedE3, bookE3, batchNo, producedOn, reason }
}
