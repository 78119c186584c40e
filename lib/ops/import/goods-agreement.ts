import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { asFen, type Fen } from '#lib/kernel/money.ts'
import { type IowaDay, type IowaInvoice, isReturn, type Totals, totalsOf } from '#lib/ops/import/iowa-file.ts'
import { deskCode, markOf } from '#lib/ops/import/iowa-goods.ts'
import { addTotals, NOTHING, sameTotals } from '#lib/ops/import/agreement.ts'
import type { Scene } from '#lib/ops/import/scene.ts'

/** What the file says about goods, gathered day by day. */
export class FileGoods {
  readonly dates: BusinessDate[] = []
  readonly sales: string[] = []
  readonly returns = new Map<string, Totals>()
  readonly unsold: IowaInvoice[] = []
  readonly #items = new Map<string, { sold: number; back: number }>()
  bottles = 0
  costFen = asFen(0n)

  /** Adds a day and those of its returns of which the desk has no sale. */
  add(day: IowaDay, unsold: readonly IowaInvoice[]): void {
    this.dates.push(day.date)
    this.unsold.push(...unsold)
    for (const invoice of day.invoices) {
      if (isReturn(invoice)) {
        if (unsold.includes(invoice)) continue
        this.returns.set(invoice.number, totalsOf([invoice]))
      } else this.sales.push(invoice.number)
      for (const { item, bottles } of invoice.lines) {
        const known = this.#items.get(item.number) ?? { sold: 0, back: 0 }
        if (isReturn(invoice)) known.back -= bottles
        else known.sold += bottles
        this.#items.set(item.number, known)
        if (isReturn(invoice)) continue
        this.bottles += bottles
        this.costFen = asFen(this.costFen + BigInt(bottles) * item.costFen)
      }
    }
  }

  /** Bottles that stay in the end of what came in: minus what was sold, plus what came back; by product. */
  get moves(): { code: string; moved: number }[] {
    return [...this.#items].map(([number, { sold, back }]) => ({
      code: deskCode(number),
      moved: back - sold,
    }))
  }
}

/** File and desk side by side for what was bought, received, coded and given back. */
export type GoodsAgreement = {
  orders: number
  receipts: number
  bought: { bottles: number; costFen: Fen }
  /** What the sales of the file ask for, at the State's cost. */
  asked: { bottles: number; costFen: Fen }
  codes: { cases: number; bottles: number; onNotes: number; fromLists: number; back: number }
  fileReturns: Totals
  returns: Totals
  differingReturns: string[]
  unsold: IowaInvoice[]
  products: number
  /** Products of which the stock is not what came in, minus what the file sold, plus what it took back. */
  strayProducts: string[]
}

/** Whether all that was to come back came back to the cent, and stock ends where the file says. */
export function isGoodsWhole({
  fileReturns,
  returns,
  differingReturns,
  strayProducts,
}: GoodsAgreement): boolean {
  return sameTotals(fileReturns, returns) && differingReturns.length === 0 && strayProducts.length === 0
}

/** The goods of two account sets together. */
export function addGoods(one: GoodsAgreement, other: GoodsAgreement): GoodsAgreement {
  const cost = (name: 'bought' | 'asked'): GoodsAgreement['bought'] => ({
    bottles: one[name].bottles + other[name].bottles,
    costFen: asFen(one[name].costFen + other[name].costFen),
  })
  const codes = (name: keyof GoodsAgreement['codes']): number => one.codes[name] + other.codes[name]
  return {
    orders: one.orders + other.orders,
    receipts: one.receipts + other.receipts,
    ...{ bought: cost('bought'), asked: cost('asked') },
    codes: {
      ...{ cases: codes('cases'), bottles: codes('bottles'), back: codes('back') },
      ...{ onNotes: codes('onNotes'), fromLists: codes('fromLists') },
    },
    fileReturns: addTotals(one.fileReturns, other.fileReturns),
    returns: addTotals(one.returns, other.returns),
    differingReturns: [...one.differingReturns, ...other.differingReturns],
    unsold: [...one.unsold, ...other.unsold],
    products: one.products + other.products,
    strayProducts: [...one.strayProducts, ...other.strayProducts],
  }
}

/** Reads what the desk has of the file's goods. */
export async function compareGoods(scene: Scene, file: FileGoods): Promise<GoodsAgreement> {
  const back = await readReturns(scene, [...file.returns.keys()])
  const differingReturns = [...file.returns].flatMap(([number, totals]) => {
    const desk = back.get(number)
    return desk && sameTotals(desk, totals) ? [] : [number]
  })
  const stock = await readStray(scene, file)
  return {
    ...(await readPapers(scene, file)),
    asked: { bottles: file.bottles, costFen: file.costFen },
    codes: await readCodes(scene, file),
    fileReturns: [...file.returns.values()].reduce(addTotals, NOTHING),
    returns: [...back.values()].reduce(addTotals, NOTHING),
    differingReturns,
    unsold: file.unsold,
    products: file.moves.length,
    strayProducts: stock,
  }
}

async function readPapers(
  { db, accountSetId }: Scene,
  { dates }: FileGoods,
): Promise<Pick<GoodsAgreement, 'orders' | 'receipts' | 'bought'>> {
  const rows = await db.$queryRaw<{ kind: string; papers: number; qtyE3: bigint; costFen: bigint }[]>`
    SELECT g.kind, count(DISTINCT g.paper_id)::int AS papers, sum(l.qty_e3)::bigint AS "qtyE3", sum(l.amount_fen)::bigint AS "costFen"
    FROM goods_paper g JOIN goods_paper_line l USING (account_set_id, paper_id)
    WHERE g.account_set_id = ${accountSetId} AND g.reason = ANY(${dates.map(markOf)}::text[])
      AND (g.kind, g.status) IN (('PURCHASE_ORDER', 'RECEIVED'), ('GOODS_RECEIPT', 'POSTED')) GROUP BY 1`
  const of = (kind: string) => rows.find((row) => row.kind === kind)
  const came = of('GOODS_RECEIPT')
  return {
    orders: of('PURCHASE_ORDER')?.papers ?? 0,
    receipts: came?.papers ?? 0,
    bought: { bottles: Number((came?.qtyE3 ?? 0n) / 1000n), costFen: asFen(came?.costFen ?? 0n) },
  }
}

async function readCodes({ db, accountSetId }: Scene, file: FileGoods): Promise<GoodsAgreement['codes']> {
  const rows = await db.$queryRaw<GoodsAgreement['codes'][]>`
    WITH receipt AS MATERIALIZED (SELECT paper_id FROM goods_paper WHERE account_set_id = ${accountSetId}
        AND kind = 'GOODS_RECEIPT' AND status = 'POSTED' AND reason = ANY(${file.dates.map(markOf)}::text[])),
      listed AS MATERIALIZED (SELECT code, kind, NULL AS case_code FROM code_capture JOIN receipt USING (paper_id) WHERE account_set_id = ${accountSetId}
        UNION ALL SELECT code, 'BOTTLE', case_code FROM code_aggregation JOIN receipt USING (paper_id) WHERE account_set_id = ${accountSetId}),
      noted AS MATERIALIZED (SELECT c.code FROM delivery_note n JOIN code_capture c USING (account_set_id, paper_id)
        WHERE n.account_set_id = ${accountSetId} AND n.status = 'POSTED'
          AND n.special_instructions = ANY(${file.sales.map(markOf)}::text[]))
    SELECT (SELECT count(*) FROM listed WHERE kind <> 'BOTTLE')::int AS cases, (SELECT count(*) FROM listed WHERE kind = 'BOTTLE')::int AS bottles,
      (SELECT count(*) FROM noted)::int AS "onNotes",
      (SELECT count(*) FROM noted WHERE code IN (SELECT code FROM listed))::int AS "fromLists",
      (SELECT count(*) FROM goods_paper g JOIN code_capture c USING (account_set_id, paper_id)
        WHERE g.account_set_id = ${accountSetId} AND g.kind = 'CUSTOMER_RETURN' AND g.status = 'POSTED'
          AND g.reason = ANY(${[...file.returns.keys()].map(markOf)}::text[]))::int AS back`
  return rows[0] ?? { cases: 0, bottles: 0, onNotes: 0, fromLists: 0, back: 0 }
}

/** What the books hold of the returns, signed as in the file. */
async function readReturns(
  { db, accountSetId }: Scene,
  numbers: readonly string[],
): Promise<Map<string, Totals>> {
  const rows = await db.$queryRaw<{ mark: string; lines: number; qtyE3: bigint; creditFen: bigint }[]>`
    SELECT g.reason AS mark, count(*)::int AS lines, sum(e.qty_e3)::bigint AS "qtyE3",
      (SELECT sum(CASE WHEN r.to_account = 'SALES' THEN r.amount_fen ELSE -r.amount_fen END)::bigint FROM receivable_entry r
        WHERE r.account_set_id = g.account_set_id AND r.return_paper_id = g.paper_id) AS "creditFen"
    FROM goods_paper g JOIN stock_entry e USING (account_set_id, paper_id)
    WHERE g.account_set_id = ${accountSetId} AND g.kind = 'CUSTOMER_RETURN' AND g.status = 'POSTED'
      AND g.reason = ANY(${numbers.map(markOf)}::text[])
    GROUP BY g.account_set_id, g.paper_id, g.reason`
  return new Map(
    rows.map(({ mark, lines, qtyE3, creditFen }) => {
      const totals = { notes: 1, lines, bottles: -Number(qtyE3 / 1000n), saleFen: asFen(-creditFen) }
      return [mark.slice(markOf('').length), totals]
    }),
  )
}

/** Holds each product's stock against what stood there before, what came in, and what the file sold and took back. */
async function readStray({ db, accountSetId, warehouseId }: Scene, file: FileGoods): Promise<string[]> {
  const rows = await db.$queryRaw<{ code: string; onHandE3: bigint; otherE3: bigint; receivedE3: bigint }[]>`
    WITH own AS MATERIALIZED (
      SELECT paper_id, kind = 'GOODS_RECEIPT' AS is_receipt FROM goods_paper WHERE account_set_id = ${accountSetId}
        AND (kind, reason) IN (SELECT 'GOODS_RECEIPT', unnest(${file.dates.map(markOf)}::text[])
          UNION ALL SELECT 'CUSTOMER_RETURN', unnest(${[...file.returns.keys()].map(markOf)}::text[]))
      UNION ALL SELECT paper_id, false FROM delivery_note WHERE account_set_id = ${accountSetId}
        AND special_instructions = ANY(${file.sales.map(markOf)}::text[])),
    entry AS MATERIALIZED (
      SELECT e.product_id, o.paper_id IS NULL AS is_other, coalesce(o.is_receipt, false) AS is_receipt,
        CASE WHEN e.to_place = 'WAREHOUSE' THEN e.qty_e3 ELSE -e.qty_e3 END AS qty_e3
      FROM stock_entry e LEFT JOIN own o ON o.paper_id = e.paper_id
      WHERE e.account_set_id = ${accountSetId} AND e.warehouse_id = ${warehouseId}::uuid)
    SELECT p.code, b.on_hand_e3 AS "onHandE3", coalesce(sum(e.qty_e3) FILTER (WHERE e.is_other), 0)::bigint AS "otherE3",
      coalesce(sum(e.qty_e3) FILTER (WHERE e.is_receipt), 0)::bigint AS "receivedE3"
    FROM product p JOIN stock_balance b ON b.product_id = p.id AND b.account_set_id = ${accountSetId} AND b.warehouse_id = ${warehouseId}::uuid
    LEFT JOIN entry e ON e.product_id = p.id
    WHERE p.code = ANY(${file.moves.map(({ code }) => code)}::text[]) GROUP BY p.code, b.on_hand_e3`
  const desk = new Map(rows.map((row) => [row.code, row]))
  return file.moves.flatMap(({ code, moved }) => {
    const row = desk.get(code)
    const dueE3 = (row?.otherE3 ?? 0n) + (row?.receivedE3 ?? 0n) + BigInt(moved) * 1000n
    return dueE3 === (row?.onHandE3 ?? 0n) ? [] : [code]
  })
}
