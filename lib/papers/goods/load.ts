import type { Person } from '#lib/auth/actor.ts'
import type { Reader, Tx } from '#lib/db/client.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import type { GoodsLine, GoodsPaper } from '#lib/papers/goods/held.ts'
import type { GoodsKind } from '#lib/papers/goods/kinds.ts'
import { withinGoodsScope } from '#lib/papers/goods/scope.ts'

type FlatLine = Omit<
  GoodsLine,
  | 'units'
  | 'caseFactorE3'
  | 'qtyE3'
  | 'unitPriceE4'
  | 'amountFen'
  | 'netFen'
  | 'taxFen'
  | 'codesKept'
  | 'codePolicy'
> & {
  baseUnit: string
  caseUnit: string | null
  caseFactorE3: string | null
  qtyE3: string
  unitPriceE4: string
  amountFen: string
  netFen: string
  taxFen: string
  cases: number
  bottles: number
  kinds: string[]
  hasCaseCodes: boolean
  hasBottleCodes: boolean
  coverageBp: number
}

type Figures = 'netFen' | 'taxFen' | 'grossFen' | 'lines'
type Further =
  | Figures
  | ('contentHash' | 'codesHash' | 'requiresDistinctSigners' | 'numberFormat')
  | ('counts' | 'arrivals' | 'signatures' | 'copies' | 'voidRequest')

/** A goods paper as JSON carries it: in two parts, since one function call makes no larger object. */
export type StoredGoodsPaper = {
  head: Omit<GoodsPaper, Further>
  more: Pick<GoodsPaper, Exclude<Further, Figures>> &
    Record<Exclude<Figures, 'lines'>, string> & { lines: FlatLine[] }
}

/** Holds paper and goods paper until the transaction ends. Its own statement: what is read next stands behind the lock. */
export async function holdGoodsPaper(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p JOIN goods_paper g ON g.account_set_id = p.account_set_id AND g.paper_id = p.id
    WHERE p.account_set_id = ${accountSetId} AND p.id = ${paperId}::uuid FOR UPDATE`
}

/** The held paper of one of these kinds; null outside the person's scope. Two statements. */
export async function loadGoodsPaper(
  tx: Tx,
  person: Person,
  key: PaperKey,
  kinds: readonly GoodsKind[],
): Promise<GoodsPaper | null> {
  await holdGoodsPaper(tx, key)
  return readGoodsPaper(tx, person, key, kinds)
}

/** The paper with lines, counts, codes, signatures and copies in one statement; null outside the person's scope. */
export async function readGoodsPaper(
  reader: Reader,
  person: Person,
  { accountSetId, paperId }: PaperKey,
  kinds: readonly GoodsKind[],
): Promise<GoodsPaper | null> {
  const rows = await reader.$queryRaw<{ paper: StoredGoodsPaper }[]>`
    SELECT read_goods_paper(g.account_set_id, g.paper_id) AS paper FROM goods_paper g
    WHERE g.account_set_id = ${accountSetId} AND g.paper_id = ${paperId}::uuid AND g.kind = ANY(${[...kinds]}::text[])
      AND ${withinGoodsScope(person)}`
  const stored = rows[0]?.paper
  return stored ? goodsPaperOf(stored) : null
}

/** The paper with its figures as numbers. */
export function goodsPaperOf({ head, more }: StoredGoodsPaper): GoodsPaper {
  const { netFen, taxFen, grossFen, lines, ...rest } = more
  const figures = { netFen: BigInt(netFen), taxFen: BigInt(taxFen), grossFen: BigInt(grossFen) }
  return { ...head, ...rest, ...figures, lines: lines.map(lineOf) }
}

function lineOf(flat: FlatLine): GoodsLine {
  const {
    baseUnit,
    caseUnit,
    caseFactorE3,
    cases,
    bottles,
    kinds,
    hasCaseCodes,
    hasBottleCodes,
    coverageBp,
    ...line
  } = flat
  const factorE3 = caseFactorE3 === null ? null : BigInt(caseFactorE3)
  const base = { unit: baseUnit, factorE3: 1000n }
  return {
    ...line,
    units: caseUnit === null || factorE3 === null ? [base] : [base, { unit: caseUnit, factorE3 }],
    caseFactorE3: factorE3,
    qtyE3: BigInt(line.qtyE3),
    unitPriceE4: BigInt(line.unitPriceE4),
    amountFen: BigInt(line.amountFen),
    netFen: BigInt(line.netFen),
    taxFen: BigInt(line.taxFen),
    codesKept: { cases, bottles },
    codePolicy: { kinds, hasCaseCodes, hasBottleCodes, coverageBp },
  }
}
