import type { Person } from '#lib/auth/actor.ts'
import type { Command } from '#lib/command/define-command.ts'
import type { ActionResult } from '#lib/kernel/result.ts'
import type { GoodsKind, GoodsStatus } from '#lib/papers/goods/kinds.ts'
import type { TestCompany } from '#tests/support/company.ts'
import { TEST_PIN } from '#tests/support/people.ts'
import { type NoteRef, run } from '#tests/support/road.ts'

/*
 * What sequences of random acts are made of: a world of papers that live, and steps that say who sends what, so that
 * a trial can send them as they are, twice, by somebody else, or with something else in them.
 */

/** One command as it would be sent by the right person. */
export type Step = {
  name: string
  by: Person
  input: object
  /** What the answer's paper is, where one is opened by it. */
  opens: 'goods' | 'note' | 'payment' | null
  send: (by: Person, input: object, key: string) => Promise<ActionResult<unknown>>
}

/** A product that the sequences trade in. */
export type Traded = {
  id: string
  code: string
  /** Bottles of a case. */
  caseSize: number
  hasCaseCodes: boolean
  hasBottleCodes: boolean
}

/** What a keeper finds of a line, in base units. */
export type Found = { good: number; damaged: number; rejected: number; reason: string }

export type World = {
  company: TestCompany
  /** From 0 to 1, by the seed. */
  random: () => number
  suppliers: readonly string[]
  products: readonly Traded[]
  goods: NoteRef[]
  notes: NoteRef[]
  payments: NoteRef[]
  /** What is to be found on a paper, decided when it is first looked at. */
  found: Map<string, Found>
  /** Which papers people were told a code was written on, by account set and code. */
  written: Map<string, Set<string>>
  /** Which case a list put a bottle into, by account set and bottle. */
  packed: Map<string, string>
  /** Makes the next code unlike every other. */
  codesMade: number
}

/** One of the list. */
export function pick<T>(world: World, list: readonly T[]): T {
  const one = list[Math.floor(world.random() * list.length)]
  if (one === undefined) throw new Error('nothing to pick from')
  return one
}

/** Whether something happens that happens so often, from 0 to 1. */
export const chance = (world: World, often: number): boolean => world.random() < often

/** A step of this command. */
export function step<Input, Loaded, Plan, Value>(
  world: World,
  command: Command<Input, Loaded, Plan, Value>,
  by: Person,
  input: object,
  opens: Step['opens'] = null,
): Step {
  const { company } = world
  return {
    ...{ name: command.name, by, input, opens },
    send: (person, typed, key) => run(company, command, person, typed, { pin: TEST_PIN, key }),
  }
}

/** A code that no paper has seen. */
export function freshCode(world: World): string {
  world.codesMade += 1
  return `SQ${String(world.codesMade).padStart(8, '0')}`
}

/** A goods paper as it stands, with its lines. */
export type SeenGoods = NoteRef & {
  kind: GoodsKind
  status: GoodsStatus
  version: number
  warehouseId: string
  toWarehouseId: string | null
  supplierId: string | null
  handlerId: string | null
  preparerId: string
  keeperId: string | null
  isVoidAsked: boolean
  lines: {
    lineNo: number
    productId: string
    /** In base units. */
    quantity: number
    codesDue: number
    sourcePaperId: string | null
    sourceLineNo: number | null
  }[]
}

type FlatSeen = Omit<SeenGoods, 'lines'> & { lines: (SeenGoods['lines'][number] & { qtyE3: string })[] }

/** Looks at a goods paper without holding it. */
export async function lookAt(world: World, { accountSetId, paperId }: NoteRef): Promise<SeenGoods> {
  const [seen] = await world.company.db.$queryRaw<FlatSeen[]>`
    SELECT g.account_set_id AS "accountSetId", g.paper_id AS "paperId", g.kind, g.status, g.version,
      g.warehouse_id AS "warehouseId", g.to_warehouse_id AS "toWarehouseId", g.supplier_id AS "supplierId",
      g.handler_id AS "handlerId", g.preparer_id AS "preparerId", g.keeper_id AS "keeperId",
      EXISTS (SELECT FROM void_record v WHERE v.account_set_id = g.account_set_id AND v.paper_id = g.paper_id
        AND v.decision IS NULL) AS "isVoidAsked",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'productId', l.product_id, 'qtyE3', l.qty_e3::text,
          'codesDue', l.codes_due, 'sourcePaperId', l.source_paper_id, 'sourceLineNo', l.source_line_no) ORDER BY l.line_no), '[]')
        FROM goods_paper_line l WHERE l.account_set_id = g.account_set_id AND l.paper_id = g.paper_id) AS lines
    FROM goods_paper g WHERE g.account_set_id = ${accountSetId} AND g.paper_id = ${paperId}::uuid`
  if (!seen) throw new Error('a paper of the sequence is not there')
  return { ...seen, lines: seen.lines.map((line) => ({ ...line, quantity: Number(line.qtyE3) / 1000 })) }
}

/** The product of a line; every line is about one that is traded. */
export function productOf(world: World, productId: string): Traded {
  const product = world.products.find(({ id }) => id === productId)
  if (!product) throw new Error('a line is about a product that the sequence does not trade in')
  return product
}

/** How many codes of each kind this much of a product asks for. */
export function codesFor(product: Traded, quantity: number): { kind: 'CASE' | 'BOTTLE'; count: number }[] {
  const cases = Math.floor(quantity / product.caseSize)
  return [
    { kind: 'CASE', count: product.hasCaseCodes ? cases : 0 },
    { kind: 'BOTTLE', count: product.hasBottleCodes ? Math.floor(quantity % product.caseSize) : 0 },
  ]
}

/**
 * Codes of the product that stand in a warehouse, or went out on a note, as far as their paper has done what it says; some
 * of them, in their order.
 */
export async function standingCodes(
  world: World,
  where:
    | { productId: string; kind: string; warehouseId: string }
    | { productId: string; kind: string; noteId: string },
  count: number,
): Promise<string[]> {
  if (count === 0) return []
  const [warehouseId, noteId] = 'noteId' in where ? [null, where.noteId] : [where.warehouseId, null]
  const found = await world.company.db.$queryRaw<{ code: string }[]>`
    SELECT h.code FROM code_holding h
    LEFT JOIN goods_paper g ON g.account_set_id = h.account_set_id AND g.paper_id = h.paper_id
    LEFT JOIN delivery_note n ON n.account_set_id = h.account_set_id AND n.paper_id = h.paper_id
    WHERE h.account_set_id = ${world.company.books.mainSetId} AND h.product_id = ${where.productId}::uuid AND h.kind = ${where.kind}
      AND coalesce(g.status, n.status) = 'POSTED'
      AND CASE WHEN ${noteId}::uuid IS NULL THEN h.warehouse_id = ${warehouseId}::uuid ELSE h.paper_id = ${noteId}::uuid END
    ORDER BY h.code LIMIT ${count * 3}`
  const offset = Math.floor(world.random() * Math.max(1, found.length - count))
  return found.slice(offset, offset + count).map(({ code }) => code)
}

/** Codes that hang on a line of a paper by now, by kind. */
export async function keptCodes(world: World, paper: NoteRef, lineNo: number, kind: string): Promise<number> {
  return world.company.db.codeHolding.count({
    where: { accountSetId: paper.accountSetId, paperId: paper.paperId, lineNo, kind },
  })
}
