import { asFen, type Fen, sumFen } from '#lib/kernel/money.ts'
import type { PlannedDay, RetailPlan } from '#lib/ops/import/retail-plan.ts'
import { type RetailLine, type RetailTotals, retailTotals } from '#lib/ops/import/retail-file.ts'
import type { Scene } from '#lib/ops/import/scene.ts'

/** What papers of one kind come to: by the file, and in the desk's books. */
export type Part = { papers: number; lines: number; pieces: number; fileFen: Fen; deskFen: Fen }

/** File and desk side by side. */
export type RetailAgreement = {
  parts: Record<Kind, Part>
  /** Papers that are missing, or do not say the same as the file. */
  missing: string[]
  differing: string[]
  accepted: RetailTotals
  refused: RetailTotals
  control: RetailTotals
}

type Kind = 'sales' | 'returns' | 'reversals' | 'stockOuts'
type Expected = { kind: Kind; number: string; deskLines: number; lines: readonly RetailLine[] }
type Found = { lines: number; pieces: number; amountFen: bigint }

/** Holds every planned paper against its own figures in the books, so that no two errors make up for each other. */
export async function compareRetail(
  scene: Scene,
  plan: RetailPlan,
  control: RetailTotals,
): Promise<RetailAgreement> {
  const desk = await readDesk(scene, plan)
  const none = (): Part => ({ papers: 0, lines: 0, pieces: 0, fileFen: asFen(0n), deskFen: asFen(0n) })
  const parts = { sales: none(), returns: none(), reversals: none(), stockOuts: none() }
  const missing: string[] = []
  const differing: string[] = []
  const accepted = { lines: 0, amountE4: 0n }
  for (const expected of plan.days.flatMap(expectedOf)) {
    const { kind, number, lines } = expected
    const found = desk[kind].get(number)
    if (found === undefined) {
      missing.push(number)
      continue
    }
    const fileFen = sumFen(lines.map((line) => asFen(line.amountE4 / 100n)))
    const pieces = lines.reduce((sum, line) => sum + Math.abs(line.quantity), 0) * (kind === 'sales' ? 1 : -1)
    const isSame =
      found.amountFen === fileFen && found.pieces === pieces && found.lines === expected.deskLines
    if (!isSame) differing.push(number)
    const part = parts[kind]
    part.papers += 1
    part.lines += lines.length
    part.pieces += found.pieces
    part.fileFen = sumFen([part.fileFen, fileFen])
    part.deskFen = sumFen([part.deskFen, asFen(found.amountFen)])
    accepted.lines += lines.length
    accepted.amountE4 += found.amountFen * 100n
  }
  const refused = retailTotals(plan.refused.map(({ line }) => line))
  return { parts, missing, differing, accepted, refused, control }
}

/** Whether every line is accepted or refused, and both together are the control totals to the penny. */
export function isRetailWhole(agreement: RetailAgreement): boolean {
  const { accepted, refused, control, missing, differing } = agreement
  return (
    missing.length === 0 &&
    differing.length === 0 &&
    accepted.lines + refused.lines === control.lines &&
    accepted.amountE4 + refused.amountE4 === control.amountE4
  )
}

function expectedOf(day: PlannedDay): Expected[] {
  const plain = (kind: Kind) => (paper: { number: string; lines: readonly RetailLine[] }) => {
    return { kind, number: paper.number, deskLines: paper.lines.length, lines: paper.lines }
  }
  return [
    ...day.sales.map(plain('sales')),
    ...day.returns.map(({ number, lines }) => ({
      ...{ kind: 'returns' as const, number },
      deskLines: lines.reduce((sum, { from }) => sum + from.length, 0),
      lines: lines.map(({ line }) => line),
    })),
    ...day.reversals.map(plain('reversals')),
    ...day.stockOuts.map(plain('stockOuts')),
  ]
}

type Row = { mark: string; lines: number; qtyE3: bigint; amountFen: bigint }

/** What the books hold of each planned paper, signed as in the file. Three statements. */
async function readDesk(
  scene: Scene,
  { days, reversed }: RetailPlan,
): Promise<Record<Kind, Map<string, Found>>> {
  const { source } = scene
  const marksOf = (papers: readonly { number: string }[]): string[] =>
    papers.map(({ number }) => source.markOf(number))
  const notes = await readNotes(scene, marksOf(days.flatMap(({ sales }) => sales)))
  const returns = await readGoods(scene, 'CUSTOMER_RETURN', marksOf(days.flatMap((day) => day.returns)))
  const left = await readGoods(scene, 'STOCK_OUT', marksOf(days.flatMap(({ stockOuts }) => stockOuts)))
  const unmarked = (mark: string): string => mark.slice(source.markOf('').length)
  const foundOf = ({ lines, qtyE3, amountFen }: Row, sign: 1 | -1): Found => {
    const pieces = (sign * Number(qtyE3)) / 1000
    return { lines, pieces, amountFen: sign === 1 ? amountFen : -amountFen }
  }
  const undone = notes.filter(({ mark, isReversed }) => isReversed && reversed.has(unmarked(mark)))
  return {
    sales: new Map(
      notes
        .filter(({ mark, isReversed }) => !isReversed || reversed.has(unmarked(mark)))
        .map((row) => [unmarked(row.mark), foundOf(row, 1)]),
    ),
    reversals: new Map(undone.map((row) => [reversed.get(unmarked(row.mark)) ?? '', foundOf(row, -1)])),
    returns: new Map(returns.map((row) => [unmarked(row.mark), foundOf(row, -1)])),
    stockOuts: new Map(left.map((row) => [unmarked(row.mark), foundOf(row, -1)])),
  }
}

/** Notes by what was claimed for them; of a reversed one what its mirror took back, which must be the same. */
async function readNotes(
  { db, accountSetId }: Scene,
  marks: readonly string[],
): Promise<(Row & { isReversed: boolean })[]> {
  return db.$queryRaw<(Row & { isReversed: boolean })[]>`
    SELECT n.special_instructions AS mark, n.status = 'REVERSED' AS "isReversed", l.lines, l.qty_e3 AS "qtyE3",
      (SELECT coalesce(sum(e.amount_fen), 0)::bigint FROM receivable_entry e WHERE e.account_set_id = n.account_set_id
        AND e.paper_id = n.paper_id AND e.return_paper_id IS NULL AND CASE WHEN n.status = 'REVERSED'
          THEN e.from_account = 'RECEIVABLE' AND e.to_account = 'SALES'
          ELSE e.from_account = 'SALES' AND e.to_account = 'RECEIVABLE' END) AS "amountFen"
    FROM delivery_note n CROSS JOIN LATERAL (SELECT count(*)::int AS lines, sum(l.qty_e3)::bigint AS qty_e3
      FROM delivery_note_line l WHERE l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id) l
    WHERE n.account_set_id = ${accountSetId} AND n.status IN ('POSTED', 'REVERSED')
      AND n.special_instructions = ANY(${[...marks]}::text[])`
}

/** Papers about goods by what moved in the stock, and what a return gave back. */
async function readGoods(
  { db, accountSetId }: Scene,
  kind: 'CUSTOMER_RETURN' | 'STOCK_OUT',
  marks: readonly string[],
): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    SELECT g.reason AS mark, e.lines, e.qty_e3 AS "qtyE3",
      (SELECT coalesce(sum(CASE WHEN r.to_account = 'SALES' THEN r.amount_fen ELSE -r.amount_fen END), 0)::bigint
        FROM receivable_entry r WHERE r.account_set_id = g.account_set_id AND r.return_paper_id = g.paper_id) AS "amountFen"
    FROM goods_paper g CROSS JOIN LATERAL (SELECT count(*)::int AS lines, sum(e.qty_e3)::bigint AS qty_e3
      FROM stock_entry e WHERE e.account_set_id = g.account_set_id AND e.paper_id = g.paper_id) e
    WHERE g.account_set_id = ${accountSetId} AND g.kind = ${kind} AND g.status = 'POSTED'
      AND g.reason = ANY(${[...marks]}::text[])`
}
