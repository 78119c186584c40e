import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { asQtyE3, formatQuantity, type ProductUnit } from '#lib/kernel/quantity.ts'

/** One note's part of what is picked of a product. */
export type WalkShare = {
  accountSetId: number
  paperId: string
  lineNo: number
  number: string
  customerName: string
  qtyText: string
  isPicked: boolean
}

/** A product to be fetched once for several notes. */
export type WalkStop = {
  productId: string
  code: string
  name: string
  specification: string
  /** What is still to be fetched; empty once all of it is picked. */
  toPickText: string
  totalText: string
  shares: WalkShare[]
}

/** A note all of whose lines are picked whole. */
export type WalkedNote = { accountSetId: number; paperId: string; number: string; customerName: string }

export type PickWalk = { noteCount: number; stops: WalkStop[]; ready: WalkedNote[] }

type FlatShare = Omit<WalkShare, 'qtyText'> & { qtyE3: string; isWhole: boolean; keeperId: string | null }
type FlatStop = Omit<WalkStop, 'toPickText' | 'totalText' | 'shares'> & {
  baseUnit: string
  caseUnit: string | null
  caseFactorE3: string | null
  shares: FlatShare[]
}

/** Notes of one walk at most: more than anybody pushes on a cart. */
const NOTES_MOST = 60

/**
 * 合并备货: the lines of the notes this keeper is picking, product by product, so that each is fetched once (R112).
 * Urgent and older notes come first when there are more than one walk holds. One statement.
 */
export async function readPickWalk(reader: Reader, person: Person): Promise<PickWalk> {
  const rows = await reader.$queryRaw<FlatStop[]>`
    WITH notes AS (
      SELECT n.account_set_id, n.paper_id, n.customer_name, p.number FROM delivery_note n
      JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
      WHERE n.account_set_id = ANY(${[...person.accountSetIds]}::int[]) AND n.warehouse_id = ANY(${[...person.warehouseIds]}::uuid[])
        AND n.status = 'PICKING' AND n.keeper_id = ${person.userId}::uuid
      ORDER BY n.is_urgent DESC, n.expected_on, n.issued_at, n.paper_id LIMIT ${NOTES_MOST})
    SELECT l.product_id AS "productId", min(l.product_code) AS code, min(l.product_name) AS name,
      min(l.specification) AS specification, min(l.base_unit) AS "baseUnit", min(l.case_unit) AS "caseUnit",
      min(l.case_factor_e3)::text AS "caseFactorE3",
      jsonb_agg(jsonb_build_object('accountSetId', n.account_set_id, 'paperId', n.paper_id, 'lineNo', l.line_no,
        'number', n.number, 'customerName', n.customer_name, 'qtyE3', l.qty_e3::text, 'isPicked', w.line_no IS NOT NULL,
        'isWhole', coalesce(w.picked_e3 = l.qty_e3 AND w.is_quality_good, false)) ORDER BY n.number, l.line_no) AS shares
    FROM notes n JOIN delivery_note_line l USING (account_set_id, paper_id)
    LEFT JOIN pick_line w USING (account_set_id, paper_id, line_no)
    GROUP BY l.product_id ORDER BY min(l.product_code), l.product_id`
  return walkOf(rows)
}

function walkOf(rows: readonly FlatStop[]): PickWalk {
  const shares = rows.flatMap((row) => row.shares)
  const notes = new Map(shares.map((share) => [share.paperId, share]))
  const unready = new Set(shares.filter((share) => !share.isWhole).map((share) => share.paperId))
  return {
    noteCount: notes.size,
    stops: rows.map(stopOf),
    ready: [...notes.values()]
      .filter(({ paperId }) => !unready.has(paperId))
      .map(({ accountSetId, paperId, number, customerName }) => ({
        accountSetId,
        paperId,
        number,
        customerName,
      })),
  }
}

function stopOf({ baseUnit, caseUnit, caseFactorE3, shares, ...product }: FlatStop): WalkStop {
  const base = { unit: baseUnit, factorE3: 1000n }
  const units: ProductUnit[] =
    caseUnit === null || caseFactorE3 === null
      ? [base]
      : [base, { unit: caseUnit, factorE3: BigInt(caseFactorE3) }]
  const said = (parts: readonly FlatShare[]): string =>
    formatQuantity(asQtyE3(parts.reduce((sum, { qtyE3 }) => sum + BigInt(qtyE3), 0n)), units)
  const open = shares.filter((share) => !share.isPicked)
  return {
    ...product,
    totalText: said(shares),
    toPickText: open.length === 0 ? '' : said(open),
    shares: shares.map((share) => ({
      accountSetId: share.accountSetId,
      paperId: share.paperId,
      lineNo: share.lineNo,
      number: share.number,
      customerName: share.customerName,
      isPicked: share.isPicked,
      qtyText: said([share]),
    })),
  }
}
