import { dueFor } from '#lib/codes/policy.ts'
import { openCustomerReturn } from '#lib/domain/customer-returns/commands/open.ts'
import { postCustomerReturn } from '#lib/domain/customer-returns/commands/post.ts'
import { formatQtyPlain } from '#lib/kernel/quantity.ts'
import { type DayStage, stageOf } from '#lib/ops/import/day-stage.ts'
import { type IowaDay, type IowaInvoice, type IowaLine, isReturn } from '#lib/ops/import/iowa-file.ts'
import { deskCode, markOf } from '#lib/ops/import/iowa-goods.ts'
import { inLanes, inPieces } from '#lib/ops/import/lanes.ts'
import { openMonth } from '#lib/ops/import/opening.ts'
import { perform } from '#lib/ops/import/perform.ts'
import { type Scan, scanOnGoods, SCANS_MOST } from '#lib/ops/import/scanning.ts'
import type { Scene } from '#lib/ops/import/scene.ts'
import { soldShelf } from '#lib/ops/import/shelf.ts'
import { countGoods } from '#lib/papers/goods/commands/count.ts'
import { signGoods } from '#lib/papers/goods/commands/sign.ts'
import { verifyGoods } from '#lib/papers/goods/commands/verify.ts'

/*
 * What the file takes back: a return of the customer over the notes by which the goods went, the newest at the same
 * price first.
 */

type Source = { paperId: string; lineNo: number; productId: string; customerId: string; leftE3: bigint }
type SourceRow = Source & { isSamePrice: boolean }
/** A return under way. */
export type BegunReturn = { paperId: string; number: string; status: string }

/** Takes a day's returns back, those that are posted left alone. Answers those of which the desk has no sale. */
export async function takeReturns(scene: Scene, day: IowaDay): Promise<IowaInvoice[]> {
  const returns = day.invoices.filter(isReturn)
  if (returns.length === 0) return []
  const unsold: IowaInvoice[] = []
  const posted = await readPosted(scene, returns)
  const open = returns.filter(({ number }) => !posted.has(scene.source.markOf(number)))
  if (open.length === 0) return []
  const stage = stageOf(scene, day.date, await scene.crew.atWork())
  const take = async (invoice: IowaInvoice): Promise<void> => {
    if (!(await takeBack(stage, invoice.number, () => begin(stage, invoice)))) unsold.push(invoice)
  }
  // One after another: two of one note would ask for the same goods.
  await inLanes(open, 1, take, scene.isStopping)
  return unsold
}

/**
 * Brings the return of an invoice to its posting, from where it stands; `open` begins it. Answers false when it cannot
 * be begun.
 */
export async function takeBack(
  stage: DayStage,
  invoice: string,
  open: () => Promise<BegunReturn | null>,
): Promise<boolean> {
  const begun = await findBegun(stage, invoice)
  if (begun?.status === 'POSTED') return true
  const paper = begun ?? (await open())
  if (paper === null) return false
  const key = { accountSetId: stage.scene.accountSetId, paperId: paper.paperId }
  const lines = await readLines(stage, paper)
  const { number } = paper
  if (paper.status === 'OPEN') {
    await writeCodes(stage, paper, lines)
    const plain = { productId: null, damaged: '', rejected: '', batchNo: '', producedOn: '', reason: '' }
    const found = lines.map(({ lineNo, counted }) => ({ ...plain, lineNo, good: counted }))
    await perform(countGoods, stage.signing('returnCount', 'keeper', number), {
      ...{ ...key, lines: found, stroke: null },
    })
  }
  if (paper.status !== 'VERIFIED') {
    const again = lines.map(({ lineNo, counted }) => ({ lineNo, isNameRight: true, counted, damaged: '' }))
    await perform(verifyGoods, stage.act('returnRecount', 'salesperson', number), { ...key, lines: again })
  }
  const sign = stage.signing('returnHandler', 'driver', number)
  await perform(signGoods, sign, { ...key, stroke: null })
  const enter = stage.act('returnEnter', 'accountant', number)
  await perform(postCustomerReturn, enter, { ...key, postingDate: '' })
  return true
}

/** The marks of those that are in the books already. */
async function readPosted(
  { db, accountSetId, source }: Scene,
  returns: readonly IowaInvoice[],
): Promise<ReadonlySet<string>> {
  const rows = await db.goodsPaper.findMany({
    where: {
      ...{ accountSetId, kind: 'CUSTOMER_RETURN', status: 'POSTED' },
      reason: { in: returns.map(({ number }) => source.markOf(number)) },
    },
    select: { reason: true },
  })
  return new Set(rows.map(({ reason }) => reason))
}

async function findBegun({ scene }: DayStage, invoice: string): Promise<BegunReturn | null> {
  const { db, accountSetId } = scene
  const row = await db.goodsPaper.findFirst({
    where: {
      ...{ accountSetId, kind: 'CUSTOMER_RETURN', reason: scene.source.markOf(invoice) },
      status: { in: ['OPEN', 'COUNTED', 'VERIFIED', 'POSTED'] },
    },
    select: { paperId: true, status: true, paper: { select: { number: true } } },
  })
  return row && { paperId: row.paperId, status: row.status, number: row.paper.number }
}

/** Null when the desk did not sell all of it to this customer. */
async function begin(stage: DayStage, invoice: IowaInvoice): Promise<BegunReturn | null> {
  const { accountSetId, warehouseId } = stage.scene
  const spoken = new Map<string, bigint>()
  const lines: { source: Source; qtyE3: bigint }[] = []
  for (const line of invoice.lines) {
    if (line.bottles >= 0) return null
    let wantedE3 = BigInt(-line.bottles) * 1000n
    for (const source of await readSources(stage, invoice, line)) {
      const place = `${source.paperId}/${source.lineNo}`
      const leftE3 = source.leftE3 - (spoken.get(place) ?? 0n)
      const qtyE3 = leftE3 < wantedE3 ? leftE3 : wantedE3
      if (qtyE3 <= 0n) continue
      spoken.set(place, (spoken.get(place) ?? 0n) + qtyE3)
      lines.push({ source, qtyE3 })
      wantedE3 -= qtyE3
    }
    if (wantedE3 > 0n) return null
  }
  const customerId = lines[0]?.source.customerId
  if (customerId === undefined) return null
  await openMonth(stage.scene, stage.date)
  const { paperId, number } = await perform(
    openCustomerReturn,
    stage.signing('return', 'clerk', invoice.number),
    {
      ...{ accountSetId, warehouseId, customerId, reason: markOf(invoice.number) },
      handlerId: stage.crew.driver.person.userId,
      lines: lines.map(({ source, qtyE3 }) => ({
        ...{ productId: source.productId, quantity: formatQtyPlain(qtyE3), disposition: 'STOCK', remark: '' },
        ...{ sourcePaperId: source.paperId, sourceLineNo: source.lineNo },
      })),
    },
  )
  return { paperId, number, status: 'OPEN' }
}

/** Lines of posted notes to this store of which goods of this item are still out: at the same price first, then the newest. */
async function readSources(
  { scene: { db, accountSetId } }: DayStage,
  { store }: IowaInvoice,
  { item, bottles, saleFen }: IowaLine,
): Promise<Source[]> {
  const rows = await db.$queryRaw<SourceRow[]>`
    SELECT l.paper_id AS "paperId", l.line_no AS "lineNo", l.product_id AS "productId", n.customer_id AS "customerId",
      o.accepted_e3 - coalesce(q.returned_e3, 0) AS "leftE3",
      (l.net_fen + l.tax_fen) * ${BigInt(-bottles) * 1000n} = ${-saleFen} * l.qty_e3 AS "isSamePrice"
    FROM customer c
    JOIN delivery_note n ON n.account_set_id = c.account_set_id AND n.customer_id = c.id AND n.status = 'POSTED'
    JOIN delivery_note_line l ON l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id
    JOIN product r ON r.id = l.product_id AND r.code = ${deskCode(item.number)}
    JOIN delivery_outcome_line o ON o.account_set_id = l.account_set_id AND o.paper_id = l.paper_id AND o.line_no = l.line_no
    LEFT JOIN goods_progress q ON q.account_set_id = l.account_set_id AND q.paper_id = l.paper_id AND q.line_no = l.line_no
    WHERE c.account_set_id = ${accountSetId} AND c.code = ${deskCode(store.number)} AND o.accepted_e3 > coalesce(q.returned_e3, 0)
    ORDER BY "isSamePrice" DESC, n.business_date DESC, n.issued_at DESC, l.line_no`
  return rows
}

type ReturnLine = {
  lineNo: number
  counted: string
  productId: string
  sourcePaperId: string | null
  due: { cases: number; bottles: number }
}

async function readLines({ scene }: DayStage, { paperId }: BegunReturn): Promise<ReturnLine[]> {
  const { db, accountSetId } = scene
  const lines = await db.goodsPaperLine.findMany({
    where: { accountSetId, paperId },
    include: { product: true },
    orderBy: { lineNo: 'asc' },
  })
  return lines.map(({ lineNo, qtyE3, caseFactorE3, codesDue, productId, sourcePaperId, product }) => {
    const { codeKinds: kinds, hasCaseCodes, hasBottleCodes, codeCoverageBp: coverageBp } = product
    const due = dueFor(qtyE3, caseFactorE3, { kinds, hasCaseCodes, hasBottleCodes, coverageBp })
    const cases = Math.min(due.cases, codesDue)
    const rest = { cases, bottles: Math.min(due.bottles, codesDue - cases) }
    return { lineNo, counted: formatQtyPlain(qtyE3), productId, sourcePaperId, due: rest }
  })
}

/** The codes that went out with the goods are on them as they come back. */
async function writeCodes(stage: DayStage, paper: BegunReturn, lines: readonly ReturnLine[]): Promise<void> {
  const { db, accountSetId } = stage.scene
  const scans: Scan[] = []
  const byNote = Map.groupBy(lines, ({ sourcePaperId }) => sourcePaperId ?? '')
  for (const [sourcePaperId, own] of byNote) {
    if (own.every(({ due }) => due.cases + due.bottles === 0)) continue
    const shelf = await soldShelf(db, accountSetId, [sourcePaperId])
    const scan = (line: ReturnLine, slot: 'CASE' | 'BOTTLE'): void => {
      const typed = shelf.take(line.productId, slot)
      const kind = slot === 'CASE' ? 'SECONDARY' : 'BOTTLE'
      if (typed !== null) scans.push({ typed, lineNo: line.lineNo, kind })
    }
    for (const line of own) for (let count = 0; count < line.due.cases; count += 1) scan(line, 'CASE')
    for (const line of own) for (let count = 0; count < line.due.bottles; count += 1) scan(line, 'BOTTLE')
  }
  for (const piece of inPieces(scans, SCANS_MOST)) await scanOnGoods(stage, 'returnCode', paper, piece)
}
