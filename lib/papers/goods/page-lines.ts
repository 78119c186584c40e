import { formatDecimal } from '#lib/kernel/decimal.ts'
import { formatFenPlain, formatUnitPricePlain } from '#lib/kernel/money.ts'
import { asQtyE3, formatQtyPlain, formatQuantity, type ProductUnit } from '#lib/kernel/quantity.ts'
import type { FoundLine } from '#lib/papers/goods/content.ts'
import { type GoodsLine, type GoodsPaper, lastFound } from '#lib/papers/goods/held.ts'
import { GOODS_TRAITS, type GoodsKind } from '#lib/papers/goods/kinds.ts'
import type { FoundView, GoodsPageLine, SaidQuantity, UnexpectedLine } from '#lib/papers/goods/page.ts'

const BASE_E3 = 1000n

/** What a reader may see of the figures of a paper. */
export type Sight = { isBlind: boolean; canSeePrices: boolean }

/** A product that was found without standing on the paper. */
export type FoundProduct = { productId: string; name: string; units: { unit: string; factorE3: string }[] }

/** The lines of a paper with what the last round found. */
export function pageLines(paper: GoodsPaper, sight: Sight): GoodsPageLine[] {
  const found = lastFound(paper.counts)
  return paper.lines.map((line) => {
    const counted = found.get(line.lineNo)
    const units = line.units
    return {
      lineNo: line.lineNo,
      productId: line.productId,
      productCode: line.productCode,
      productName: line.productName,
      specification: line.specification,
      baseUnit: units.find(({ factorE3 }) => factorE3 === BASE_E3)?.unit ?? '',
      caseUnit: units.find(({ factorE3 }) => factorE3 !== BASE_E3)?.unit ?? null,
      caseFactor: line.caseFactorE3 === null ? null : formatQtyPlain(line.caseFactorE3),
      quantity: sight.isBlind ? null : said(line.qtyE3, units),
      money: sight.canSeePrices && !sight.isBlind ? moneyOf(line) : null,
      taxRate: formatDecimal(BigInt(line.taxRateBp), 2, 0),
      codesDue: sight.isBlind ? 0 : line.codesDue,
      casesKept: line.codesKept.cases,
      bottlesKept: line.codesKept.bottles,
      damagedWaiting: line.damagedWaiting,
      hasShelfLife: line.shelfLifeDays !== null,
      codes: codesOf(line),
      sourceLineNo: line.sourceLineNo,
      disposition: line.disposition,
      remark: line.remark,
      found:
        counted === undefined || sight.isBlind ? null : foundView(paper.kind, counted, units, line.qtyE3),
    }
  })
}

/** What was found beside the lines of the paper. */
export function unexpectedLines(
  paper: Pick<GoodsPaper, 'kind' | 'lines' | 'counts'>,
  products: readonly FoundProduct[],
  sight: Sight,
): UnexpectedLine[] {
  if (sight.isBlind) return []
  const expected = new Set(paper.lines.map(({ lineNo }) => lineNo))
  return [...lastFound(paper.counts).values()].flatMap((counted) => {
    const product = products.find(({ productId }) => productId === counted.productId)
    if (expected.has(counted.lineNo) || product === undefined) return []
    const units = product.units.map(({ unit, factorE3 }) => ({ unit, factorE3: BigInt(factorE3) }))
    const view = foundView(paper.kind, counted, units, 0n)
    return [{ ...view, lineNo: counted.lineNo, productId: counted.productId, productName: product.name }]
  })
}

function foundView(
  kind: GoodsKind,
  counted: FoundLine,
  units: readonly ProductUnit[],
  expectedE3: bigint,
): FoundView {
  const goodE3 = BigInt(counted.goodE3)
  const damagedE3 = BigInt(counted.damagedE3)
  const rejectedE3 = BigInt(counted.rejectedE3)
  const standsE3 = counted.bookE3 === null ? expectedE3 : BigInt(counted.bookE3)
  const differsE3 = arrivedE3(kind, { goodE3, damagedE3, rejectedE3 }) - standsE3
  const some = (qtyE3: bigint) => (qtyE3 === 0n ? null : said(qtyE3, units))
  return {
    round: counted.round,
    good: said(goodE3, units),
    damaged: some(damagedE3),
    rejected: some(rejectedE3),
    difference: differsE3 === 0n ? null : signed(differsE3, units),
    batchNo: counted.batchNo,
    producedOn: counted.producedOn,
    reason: counted.reason,
  }
}

/** What stands against the paper's own figure: where goods leave only good ones count, where they come all that came. */
function arrivedE3(
  kind: GoodsKind,
  { goodE3, damagedE3, rejectedE3 }: { goodE3: bigint; damagedE3: bigint; rejectedE3: bigint },
): bigint {
  if (GOODS_TRAITS[kind].leaves) return goodE3
  return kind === 'STOCK_COUNT' ? goodE3 + damagedE3 : goodE3 + damagedE3 + rejectedE3
}

function codesOf({ codePolicy, caseFactorE3 }: GoodsLine): GoodsPageLine['codes'] {
  const isWanted = codePolicy.kinds.length > 0 && codePolicy.coverageBp > 0
  return {
    cases: isWanted && codePolicy.hasCaseCodes && caseFactorE3 !== null,
    bottles: isWanted && codePolicy.hasBottleCodes,
  }
}

function moneyOf(line: GoodsLine): NonNullable<GoodsPageLine['money']> {
  return {
    unitPrice: formatUnitPricePlain(line.unitPriceE4),
    amount: formatFenPlain(line.amountFen),
    net: formatFenPlain(line.netFen),
    tax: formatFenPlain(line.taxFen),
  }
}

function said(qtyE3: bigint, units: readonly ProductUnit[]): SaidQuantity {
  return { text: formatQuantity(asQtyE3(qtyE3), units), base: formatQtyPlain(qtyE3) }
}

function signed(qtyE3: bigint, units: readonly ProductUnit[]): string {
  const text = formatQuantity(asQtyE3(qtyE3), units)
  return qtyE3 > 0n ? `+${text}` : text
}
