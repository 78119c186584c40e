import type { ReturnedLine } from '#lib/domain/customer-returns/rules.ts'
import { dueFor } from '#lib/codes/policy.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { StockMove } from '#lib/ledger/entries.ts'
import type { AccountUse, JournalLine } from '#lib/ledger/journal.ts'
import type { Credited } from '#lib/ledger/receivables.ts'
import type { GoodsContentLine } from '#lib/papers/goods/content.ts'
import { type GoodsPaper, lastFound } from '#lib/papers/goods/held.ts'
import { openingContentLine } from '#lib/papers/goods/opening-line.ts'
import { restFen } from '#lib/papers/goods/order-value.ts'

type Line = Omit<GoodsContentLine, 'lineNo'>

/**
 * The frozen lines of a return: each at the price of its note's line, net and tax as the share of what was posted, less
 * what living returns were given already, so that the last one takes exactly the rest. Codes are due as far as the note
 * wrote some that are still out.
 */
export function returnLines(returned: readonly ReturnedLine[]): Line[] {
  const taken = new Map<string, { takenE3: bigint; netFen: bigint; taxFen: bigint }>()
  return returned.map((line) => {
    const { sold, qtyE3 } = line
    const key = `${sold.paperId} ${sold.lineNo}`
    const before = taken.get(key) ?? {
      takenE3: sold.returnedE3,
      netFen: sold.givenNetFen,
      taxFen: sold.givenTaxFen,
    }
    const share = (totalFen: bigint, givenFen: bigint): bigint =>
      restFen(totalFen, sold.acceptedE3, { takenE3: before.takenE3, givenFen }, qtyE3)
    // What the customer paid is shared first: shares of net and tax by themselves may round to a fen more or less.
    const grossFen = share(sold.netFen + sold.taxFen, before.netFen + before.taxFen)
    const dueFen = share(sold.taxFen, before.taxFen)
    const taxFen = dueFen < grossFen ? dueFen : grossFen
    const netFen = grossFen - taxFen
    taken.set(key, {
      takenE3: before.takenE3 + qtyE3,
      netFen: before.netFen + netFen,
      taxFen: before.taxFen + taxFen,
    })
    return {
      ...openingContentLine(line),
      unitPriceE4: `${sold.unitPriceE4}`,
      amountFen: `${sold.priceMode === 'TAX_INCLUSIVE' ? netFen + taxFen : netFen}`,
      taxRateBp: sold.taxRateBp,
      netFen: `${netFen}`,
      taxFen: `${taxFen}`,
      codesDue: codesBack(line),
      sourcePaperId: sold.paperId,
      sourceLineNo: sold.lineNo,
      disposition: line.disposition,
    }
  })
}

/** Codes that come back with the goods: what the policy asks, as far as such codes of the note are out. */
function codesBack({ product, qtyE3, sold }: ReturnedLine): number {
  if (sold.codesDue === 0) return 0
  const largest = product.units.at(-1)
  const factorE3 = largest !== undefined && largest.factorE3 > 1000n ? largest.factorE3 : null
  const due = dueFor(qtyE3, factorE3, product.codePolicy)
  return Math.min(due.cases, sold.casesOut) + Math.min(due.bottles, sold.bottlesOut)
}

/** What a line of a note cost, and what of it came back by posted returns. */
export type SoldCost = {
  lineNo: number
  isGift: boolean
  acceptedE3: bigint
  costFen: bigint
  backE3: bigint
  backFen: bigint
}

/** What a note claimed, and what posted returns have taken back of it. */
export type CreditedNote = { paperId: string; claimedFen: bigint; creditedFen: bigint }

/** A line as it comes into the books: good and damaged goods at the cost they left with. */
export type BroughtBack = {
  lineNo: number
  productId: string
  isGift: boolean
  goodE3: bigint
  damagedE3: bigint
  goodFen: bigint
  damagedFen: bigint
}

/**
 * What a counted return brings back, line by line. What is not to be sold again, and what the keeper found damaged,
 * goes to the damaged corner.
 */
export function broughtBack(
  paper: GoodsPaper,
  notes: readonly (CreditedNote & { lines: readonly SoldCost[] })[],
): BroughtBack[] {
  const found = lastFound(paper.counts)
  const back = new Map<string, { takenE3: bigint; givenFen: bigint }>()
  return paper.lines.map((line) => {
    const note = notes.find(({ paperId }) => paperId === line.sourcePaperId)
    const sold = note?.lines.find(({ lineNo }) => lineNo === line.sourceLineNo)
    const counted = found.get(line.lineNo)
    if (!sold || !counted)
      throw new Error(`${paper.number}: line ${line.lineNo} was neither sold nor counted`)
    const key = `${line.sourcePaperId} ${line.sourceLineNo}`
    const before = back.get(key) ?? { takenE3: sold.backE3, givenFen: sold.backFen }
    const isForStock = line.disposition === 'STOCK'
    const goodE3 = isForStock ? BigInt(counted.goodE3) : 0n
    const damagedE3 = line.qtyE3 - goodE3
    const worth = (at: typeof before, partE3: bigint): bigint =>
      restFen(sold.costFen, sold.acceptedE3, at, partE3)
    const goodFen = worth(before, goodE3)
    const between = { takenE3: before.takenE3 + goodE3, givenFen: before.givenFen + goodFen }
    const damagedFen = worth(between, damagedE3)
    back.set(key, { takenE3: between.takenE3 + damagedE3, givenFen: between.givenFen + damagedFen })
    const { lineNo, productId } = line
    return { lineNo, productId, isGift: sold.isGift, goodE3, damagedE3, goodFen, damagedFen }
  })
}

/** Good goods into the store, the others into its damaged corner. */
export function comingBack(
  { accountSetId, paperId, warehouseId }: Pick<GoodsPaper, 'accountSetId' | 'paperId' | 'warehouseId'>,
  brought: readonly BroughtBack[],
  damagedWarehouseId: string,
  businessDate: BusinessDate,
): StockMove[] {
  const shared = { accountSetId, paperId, businessDate, fromPlace: 'CUSTOMER', toPlace: 'WAREHOUSE' } as const
  return brought.flatMap(({ lineNo, productId, goodE3, damagedE3, goodFen, damagedFen }) => [
    ...(goodE3 > 0n ? [{ ...shared, warehouseId, productId, lineNo, qtyE3: goodE3, valueFen: goodFen }] : []),
    ...(damagedE3 > 0n
      ? [
          {
            ...{ ...shared, warehouseId: damagedWarehouseId, productId, lineNo },
            ...{ qtyE3: damagedE3, valueFen: damagedFen },
          },
        ]
      : []),
  ])
}

/**
 * What each note gives back to the customer: what its goods were sold at, but never more together than the note had
 * claimed. So the 抹零 is taken off the last return of a note.
 */
export function creditsOf(
  paper: Pick<GoodsPaper, 'lines'>,
  notes: readonly CreditedNote[],
): { paperId: string; amountFen: bigint }[] {
  return notes.map(({ paperId, claimedFen, creditedFen }) => {
    const soldFen = paper.lines
      .filter((line) => line.sourcePaperId === paperId)
      .reduce((sum, { netFen, taxFen }) => sum + netFen + taxFen, 0n)
    const leftFen = claimedFen - creditedFen
    return { paperId, amountFen: soldFen < leftFen ? soldFen : leftFen }
  })
}

type Side = { use: AccountUse; amountFen: bigint }

/**
 * Revenue and tax go back to what is owed and to the customer's credit, what the 抹零 had taken off to the expense; the
 * goods from the cost of goods, those of a gift from the expense.
 */
export function returnEntries(
  { netFen, taxFen }: Pick<GoodsPaper, 'netFen' | 'taxFen'>,
  credited: readonly Credited[],
  brought: readonly BroughtBack[],
): JournalLine[] {
  const settledFen = credited.reduce((sum, each) => sum + each.settledFen, 0n)
  const creditFen = credited.reduce((sum, each) => sum + each.creditFen, 0n)
  const costOf = (isGift: boolean): bigint =>
    brought
      .filter((each) => each.isGift === isGift)
      .reduce((sum, { goodFen, damagedFen }) => sum + goodFen + damagedFen, 0n)
  const debits: Side[] = [
    { use: 'REVENUE', amountFen: netFen },
    { use: 'OUTPUT_TAX', amountFen: taxFen },
  ]
  const credits: Side[] = [
    { use: 'RECEIVABLE', amountFen: settledFen },
    { use: 'PREPAID', amountFen: creditFen },
    { use: 'SELLING_EXPENSE', amountFen: netFen + taxFen - settledFen - creditFen },
  ]
  return [
    ...paired(debits, credits),
    { debit: 'INVENTORY', credit: 'COGS', amountFen: costOf(false) },
    { debit: 'INVENTORY', credit: 'SELLING_EXPENSE', amountFen: costOf(true) },
  ]
}

/** Debits and credits of the same total as amounts from one to the other, in their order. */
function paired(debits: readonly Side[], credits: readonly Side[]): JournalLine[] {
  const lines: JournalLine[] = []
  const left = credits.map((credit) => ({ ...credit }))
  for (const debit of debits) {
    let openFen = debit.amountFen
    for (const credit of left) {
      const amountFen = openFen < credit.amountFen ? openFen : credit.amountFen
      if (amountFen > 0n) lines.push({ debit: debit.use, credit: credit.use, amountFen })
      credit.amountFen -= amountFen
      openFen -= amountFen
    }
  }
  return lines
}
