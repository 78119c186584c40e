import { dueFor } from '#lib/codes/policy.ts'
import { parseBusinessDate } from '#lib/kernel/business-date.ts'
import { readCount } from '#lib/kernel/counted-quantity.ts'
import type { ProductUnit } from '#lib/kernel/quantity.ts'
import type { CountedLine } from '#lib/papers/goods/content.ts'
import type { CountFacts } from '#lib/papers/goods/count-rules.ts'
import type { CountedProduct } from '#lib/papers/goods/counted-products.ts'
import { type GoodsPaper, lastFound } from '#lib/papers/goods/held.ts'
import { GOODS_TRAITS } from '#lib/papers/goods/kinds.ts'
import type { CountGoodsInput, VerifyGoodsInput } from '#lib/papers/goods/schema.ts'
import type { CountedAgain } from '#lib/papers/goods/verify-rules.ts'

type Fields = Record<string, string>
type Products = ReadonlyMap<string, CountedProduct>
type Wish = CountGoodsInput['lines'][number]
type Target = {
  lineNo: number
  productId: string
  units: readonly ProductUnit[]
  shelfLifeDays: number | null
}

/** The products that the keeper found beside the paper's lines. */
export function unexpectedIds(input: CountGoodsInput): string[] {
  return input.lines.flatMap(({ lineNo, productId }) =>
    lineNo === null && productId !== null ? [productId] : [],
  )
}

/** The round that was just counted, or the fields that cannot be read. Goods nobody expected are numbered after the lines. */
export function readFound(
  paper: GoodsPaper,
  input: CountGoodsInput,
  products: Products,
  by: { userId: string; displayName: string; today: string; at: Date },
): { found: CountedLine[]; fields: Fields } {
  const fields: Fields = {}
  const found: CountedLine[] = []
  const round = Math.max(0, ...paper.counts.map((each) => each.round)) + 1
  let nextNo = Math.max(...paper.lines.map(({ lineNo }) => lineNo)) + 1
  input.lines.forEach((wish, index) => {
    const at = `lines.${index}`
    const target = targetOf(paper, wish, products, nextNo)
    const isTwice = found.some(
      (each) => each.lineNo === target?.lineNo || isSameStranger(each, target, paper),
    )
    if (target === null || isTwice) {
      fields[`${at}.${wish.lineNo === null ? 'productId' : 'lineNo'}`] = isTwice ? 'duplicate' : 'unknown'
      return
    }
    if (wish.lineNo === null) nextNo += 1
    const figures = figuresOf(paper, wish, target, by.today, at, fields)
    found.push({
      round,
      lineNo: target.lineNo,
      productId: target.productId,
      ...figures,
      bookE3: null,
      batchNo: wish.batchNo,
      producedOn: wish.producedOn === '' ? null : wish.producedOn,
      reason: wish.reason,
      countedById: by.userId,
      countedByName: by.displayName,
      countedAt: by.at.toISOString(),
    })
  })
  return { found, fields }
}

function targetOf(paper: GoodsPaper, wish: Wish, products: Products, nextNo: number): Target | null {
  if (wish.lineNo !== null) return paper.lines.find(({ lineNo }) => lineNo === wish.lineNo) ?? null
  const product = wish.productId === null ? undefined : products.get(wish.productId)
  const isOwn = paper.lines.some(({ productId }) => productId === product?.id)
  if (product?.isActive !== true || isOwn || paper.kind !== 'GOODS_RECEIPT') return null
  const { id, units, shelfLifeDays } = product
  return { lineNo: nextNo, productId: id, units, shelfLifeDays }
}

function isSameStranger(found: CountedLine, target: Target | null, paper: GoodsPaper): boolean {
  const isStranger = !paper.lines.some(({ lineNo }) => lineNo === found.lineNo)
  return isStranger && found.productId === target?.productId
}

function figuresOf(
  paper: GoodsPaper,
  wish: Wish,
  target: Target,
  today: string,
  at: string,
  fields: Fields,
): { goodE3: string; damagedE3: string; rejectedE3: string } {
  const read = (name: 'good' | 'damaged' | 'rejected'): bigint => {
    const typed = wish[name]
    if (typed.trim() === '' && name !== 'good') return 0n
    const count = readCount(typed, target.units)
    if (count.ok) return count.qtyE3
    fields[`${at}.${name}`] = count.code
    return 0n
  }
  const [good, damaged, rejected] = [read('good'), read('damaged'), read('rejected')]
  if (GOODS_TRAITS[paper.kind].leaves && damaged + rejected > 0n) fields[`${at}.damaged`] ??= 'other'
  if (damaged + rejected > 0n && wish.reason === '') fields[`${at}.reason`] = 'required'
  const produced = wish.producedOn === '' ? null : parseBusinessDate(wish.producedOn)
  if (produced !== null && (!produced.ok || produced.value > today)) fields[`${at}.producedOn`] = 'notADate'
  const keeps = target.shelfLifeDays === null || paper.kind !== 'GOODS_RECEIPT'
  if (produced === null && !keeps && good + damaged > 0n) fields[`${at}.producedOn`] = 'required'
  return { goodE3: `${good}`, damagedE3: `${damaged}`, rejectedE3: `${rejected}` }
}

/** What the count gate looks at once `found` is laid over the paper. */
export function countFacts(
  paper: GoodsPaper,
  found: readonly CountedLine[],
  products: Products,
  keeperId: string,
): CountFacts {
  const strangers = found.filter((each) => !paper.lines.some(({ lineNo }) => lineNo === each.lineNo))
  const unexpected = strangers.flatMap((each) => {
    const product = products.get(each.productId)
    if (!product) return []
    const takenE3 = BigInt(each.goodE3) + BigInt(each.damagedE3)
    const due = dueFor(takenE3, product.caseFactorE3, product.codePolicy)
    const codesNeeded = Math.ceil(((due.cases + due.bottles) * product.codePolicy.coverageBp) / 10_000)
    return [{ lineNo: each.lineNo, productName: product.name, codesNeeded }]
  })
  return { paper: { ...paper, counts: [...paper.counts, ...found] }, keeperId, unexpected }
}

/** What the second person counted, or the fields that cannot be read. */
export function readAgain(
  paper: GoodsPaper,
  input: VerifyGoodsInput,
  products: Products,
): { again: CountedAgain[]; fields: Fields } {
  const fields: Fields = {}
  const again: CountedAgain[] = []
  const found = lastFound(paper.counts)
  input.lines.forEach(({ lineNo, isNameRight, counted, damaged }, index) => {
    const line = paper.lines.find((each) => each.lineNo === lineNo)
    const product = products.get(found.get(lineNo)?.productId ?? '')
    const units = line?.units ?? product?.units
    const isTwice = again.some((each) => each.lineNo === lineNo)
    if (!units || !found.has(lineNo) || isTwice) {
      fields[`lines.${index}.lineNo`] = isTwice ? 'duplicate' : 'unknown'
      return
    }
    const good = readCount(counted, units)
    const broken = damaged.trim() === '' ? { ok: true as const, qtyE3: 0n } : readCount(damaged, units)
    if (!good.ok) fields[`lines.${index}.counted`] = good.code
    else if (!broken.ok) fields[`lines.${index}.damaged`] = broken.code
    else {
      const productName = line?.productName ?? product?.name ?? ''
      again.push({ lineNo, productName, isNameRight, goodE3: good.qtyE3, damagedE3: broken.qtyE3 })
    }
  })
  return { again, fields }
}

/** The products of lines that were found beside the paper's own. */
export function strangerIds(paper: GoodsPaper): string[] {
  return paper.counts
    .filter((each) => !paper.lines.some(({ lineNo }) => lineNo === each.lineNo))
    .map(({ productId }) => productId)
}
