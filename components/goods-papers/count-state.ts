import type { GoodsPage, GoodsPageLine } from '#lib/papers/goods/page.ts'
import type { FormProduct } from '#lib/papers/goods/open-form.ts'

/** What was counted of one product, as typed. */
export type Counted = {
  cases: string
  bottles: string
  damaged: string
  rejected: string
  reason: string
  batchNo: string
  producedOn: string
}

/** A product that stood on no line. */
export type Stranger = {
  productId: string
  name: string
  specification: string
  baseUnit: string
  caseUnit: string | null
}

export type CountState = { counted: Readonly<Record<string, Counted>>; strangers: readonly Stranger[] }

/** A row of the count: a line of the paper, or goods that nobody expected. */
export type CountRow = {
  key: string
  lineNo: number | null
  productId: string
  name: string
  code: string
  specification: string
  baseUnit: string
  caseUnit: string | null
  /** Null while nothing is told about what is expected. */
  due: string | null
  hasShelfLife: boolean
  remark: string
  codes: GoodsPageLine['codes']
  codesKept: number
}

export const NOTHING: Counted = {
  cases: '',
  bottles: '',
  damaged: '',
  rejected: '',
  reason: '',
  batchNo: '',
  producedOn: '',
}

/** The rows to count: every line, then what was found beside them. Only what leaves says how much is due. */
export function countRows(page: GoodsPage, strangers: readonly Stranger[], showsDue: boolean): CountRow[] {
  return [
    ...page.lines.map((line): CountRow => ({
      key: `l${line.lineNo}`,
      lineNo: line.lineNo,
      productId: line.productId,
      name: line.productName,
      code: line.productCode,
      specification: line.specification,
      baseUnit: line.baseUnit,
      caseUnit: line.caseUnit,
      due: showsDue ? (line.quantity?.text ?? null) : null,
      hasShelfLife: line.hasShelfLife,
      remark: line.remark,
      codes: line.codes,
      codesKept: line.casesKept + line.bottlesKept,
    })),
    ...strangers.map((stranger): CountRow => ({
      ...stranger,
      key: `p${stranger.productId}`,
      lineNo: null,
      code: '',
      due: null,
      hasShelfLife: false,
      remark: '',
      codes: { cases: false, bottles: false },
      codesKept: 0,
    })),
  ]
}

/** A found product as a row of its own. */
export function strangerOf(product: FormProduct): Stranger {
  const largest = product.units.at(-1)
  const { productId, name, specification, baseUnit } = product
  return {
    ...{ productId, name, specification, baseUnit },
    caseUnit: largest !== undefined && largest.unit !== baseUnit ? largest.unit : null,
  }
}

/** Whether anything was said about the row. */
export function isCounted(counted: Counted | undefined): boolean {
  return counted !== undefined && (counted.cases.trim() !== '' || counted.bottles.trim() !== '')
}

/** The good ones as people say them: `2箱3瓶`, `0` for none, empty while nothing was counted. */
export function saidGood(row: CountRow, { cases, bottles }: Counted): string {
  const said = [
    row.caseUnit === null || isNone(cases) ? '' : `${cases.trim()}${row.caseUnit}`,
    isNone(bottles) ? '' : `${bottles.trim()}${row.baseUnit}`,
  ].join('')
  if (said !== '') return said
  return cases.trim() === '' && bottles.trim() === '' ? '' : '0'
}

function isNone(text: string): boolean {
  return text.trim() === '' || /^[0０]+$/.test(text.trim())
}

/** What the count sends: text as typed; rows that nothing was said about are left out. */
export function countInputOf(
  page: { accountSetId: number; paperId: string },
  rows: readonly CountRow[],
  counted: CountState['counted'],
) {
  return {
    accountSetId: page.accountSetId,
    paperId: page.paperId,
    lines: rows.map((row) => {
      const own = counted[row.key] ?? NOTHING
      return {
        lineNo: row.lineNo,
        productId: row.lineNo === null ? row.productId : null,
        good: saidGood(row, own),
        damaged: own.damaged,
        rejected: own.rejected,
        batchNo: own.batchNo,
        producedOn: own.producedOn,
        reason: own.reason,
      }
    }),
    stroke: null,
  }
}

/** The first row that the desk found wrong, and its fields with their codes. */
export function wrongRow(
  fields: Readonly<Record<string, string>>,
  rows: readonly CountRow[],
): { key: string; fields: Readonly<Record<string, string>> } | null {
  const found = Object.keys(fields).flatMap((path) => /^lines\.(\d+)\./.exec(path)?.[1] ?? [])
  const [first] = found
  const row = first === undefined ? undefined : rows[Number(first)]
  if (first === undefined || row === undefined) return null
  const own = Object.entries(fields).flatMap(([path, code]) =>
    path.startsWith(`lines.${first}.`) ? [[path.slice(`lines.${first}.`.length), code] as const] : [],
  )
  return { key: row.key, fields: Object.fromEntries(own) }
}
