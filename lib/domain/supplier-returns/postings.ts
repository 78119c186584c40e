import type { GoingBack } from '#lib/domain/supplier-returns/rules.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { asUnitPriceE4, divideRounded, lineAmount } from '#lib/kernel/money.ts'
import { asQtyE3 } from '#lib/kernel/quantity.ts'
import type { StockMove } from '#lib/ledger/entries.ts'
import type { JournalLine } from '#lib/ledger/journal.ts'
import type { GoodsContentLine } from '#lib/papers/goods/content.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { openingContentLine } from '#lib/papers/goods/opening-line.ts'
import { restFen } from '#lib/papers/goods/order-value.ts'

type Line = Omit<GoodsContentLine, 'lineNo'>

/**
 * The frozen lines of a return: each at what its receipt was entered at, up to and with this part, less what living
 * returns were given already, so that the last one takes exactly the rest. The tax is the rate on it; of a price with tax
 * inside it is what makes net and tax the price by the quantity, where that is the same but for a fen of rounding.
 */
export function supplierReturnLines(back: readonly GoingBack[]): Line[] {
  const taken = new Map<string, { takenE3: bigint; givenFen: bigint }>()
  return back.map((line) => {
    const { received, qtyE3 } = line
    const key = `${received.paperId} ${received.lineNo}`
    const before = taken.get(key) ?? { takenE3: received.returnedE3, givenFen: received.givenNetFen }
    const netFen = restFen(received.netFen, received.receivedE3, before, qtyE3)
    taken.set(key, { takenE3: before.takenE3 + qtyE3, givenFen: before.givenFen + netFen })
    const taxFen = taxOn(netFen, line)
    return {
      ...openingContentLine(line),
      unitPriceE4: `${received.unitPriceE4}`,
      amountFen: `${received.priceMode === 'TAX_INCLUSIVE' ? netFen + taxFen : netFen}`,
      taxRateBp: received.taxRateBp,
      netFen: `${netFen}`,
      taxFen: `${taxFen}`,
      sourcePaperId: received.paperId,
      sourceLineNo: received.lineNo,
    }
  })
}

function taxOn(netFen: bigint, { received, qtyE3 }: Pick<GoingBack, 'received' | 'qtyE3'>): bigint {
  const rateFen = divideRounded(netFen * BigInt(received.taxRateBp), 10_000n)
  if (received.priceMode === 'TAX_EXCLUSIVE') return rateFen
  const insideFen = lineAmount(asUnitPriceE4(received.unitPriceE4), asQtyE3(qtyE3)) - netFen
  const apartFen = insideFen - rateFen
  return insideFen >= 0n && apartFen >= -1n && apartFen <= 1n ? insideFen : rateFen
}

/** Every line leaves at the moving average, and its reservation with it. */
export function goingBack(paper: GoodsPaper, businessDate: BusinessDate): StockMove[] {
  const { accountSetId, warehouseId, paperId } = paper
  return paper.lines.map(({ productId, lineNo, qtyE3 }) => ({
    ...{ accountSetId, warehouseId, productId, paperId, lineNo, qtyE3, businessDate },
    fromPlace: 'WAREHOUSE',
    toPlace: 'SUPPLIER',
    valueFen: null,
    releasedE3: qtyE3,
  }))
}

/** The debt goes down by what the goods came in at; what they cost more or less on the average is price variance. */
export function supplierReturnEntries(netFen: bigint, costFen: bigint): JournalLine[] {
  const bothFen = netFen < costFen ? netFen : costFen
  return [
    { debit: 'UNBILLED', credit: 'INVENTORY', amountFen: bothFen },
    { debit: 'UNBILLED', credit: 'PRICE_VARIANCE', amountFen: netFen - bothFen },
    { debit: 'PRICE_VARIANCE', credit: 'INVENTORY', amountFen: costFen - bothFen },
  ]
}
