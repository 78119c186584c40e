import type { PackedCode } from '#lib/codes/aggregation-store.ts'
import { barcodeSpellings, readCode } from '#lib/codes/code-form.ts'
import type { CodedPaper, CodedPaperLine } from '#lib/codes/coded-paper.ts'
import { type CodeKind, kindsFor } from '#lib/codes/policy.ts'
import type { KeptCode } from '#lib/codes/sort-scans.ts'
import { mayTake } from '#lib/codes/way.ts'
import type { ListRow } from '#lib/domain/code-lists/schema.ts'
import type { RowProblem } from '#lib/domain/master-files/schema.ts'
import { toGtin14 } from '#lib/kernel/barcode.ts'

export type ReadList = {
  problems: RowProblem[]
  cases: KeptCode[]
  bottles: PackedCode[]
  caseCount: number
}

type Cell = { code: string; kind: CodeKind | null; gtin: string | null }
type Read = { caseCell: Cell; bottleCell: Cell }
type Paper = Pick<CodedPaper<string>, 'paperId' | 'way' | 'lines' | 'bound' | 'packed' | 'barcodes'>

/** The rows of a file by what its columns are; an absent column is empty. */
export function listRowsOf(file: {
  columns: readonly string[]
  rows: readonly (readonly string[])[]
}): ListRow[] {
  const at = (key: string) => file.columns.indexOf(key)
  const [outer, inner, barcode] = [at('caseCode'), at('bottleCode'), at('barcode')]
  return file.rows.map((cells) => ({
    caseCode: cells[outer] ?? '',
    bottleCode: cells[inner] ?? '',
    barcode: cells[barcode] ?? '',
  }))
}

/** Every code that a list names, and the spellings under which it could be a product's barcode. */
export function listWish(rows: readonly ListRow[]): { codes: string[]; spellings: string[] } {
  const typed = new Set(rows.flatMap(({ caseCode, bottleCode }) => [caseCode, bottleCode]))
  const codes = [...typed].flatMap((each) => {
    const read = readCode(each)
    return read.ok ? [read.value.code] : []
  })
  return { codes, spellings: codes.flatMap(barcodeSpellings) }
}

/**
 * Reads a list of cases and their bottles against a receipt: every row that cannot be so is named with its reason, and
 * only a list without any is taken in. A case is written on the stub once; its bottles stand inside it.
 */
export function readCodeList(rows: readonly ListRow[], paper: Paper): ReadList {
  const problems: RowProblem[] = []
  const seen: Seen = { caseOf: new Map(), lineOf: new Map(), cases: new Set(), filled: new Map() }
  const read = rows.map(readCells)
  for (const each of read) if (each.ok) seen.cases.add(each.value.caseCell.code)
  const bottles: PackedCode[] = []
  read.forEach((each, index) => {
    const row = rows[index]
    if (!row) return
    const wrong = each.ok ? (wrongRow(each.value, row, paper, seen) ?? null) : each.problem
    if (wrong) return void problems.push({ row: index + 1, ...wrong })
    if (!each.ok) return
    const { caseCell, bottleCell } = each.value
    const line = seen.lineOf.get(caseCell.code)
    if (!line) return
    seen.caseOf.set(bottleCell.code, caseCell.code)
    // Known from an earlier receipt of the same case, which went back to the supplier and came again.
    if (isKnownInside(each.value, paper)) return
    seen.filled.set(caseCell.code, filledOf(caseCell.code, paper, seen) + 1)
    const { lineNo, productId } = line
    const caseHolds = bottlesOf(line)
    bottles.push({ code: bottleCell.code, caseCode: caseCell.code, productId, lineNo, caseHolds })
  })
  return { problems, cases: casesOf(read, paper, seen), bottles, caseCount: seen.cases.size }
}

/** What was read of the rows above. */
type Seen = {
  caseOf: Map<string, string>
  lineOf: Map<string, CodedPaperLine>
  cases: Set<string>
  filled: Map<string, number>
}

type Wrong = Omit<RowProblem, 'row'>
type CellsRead = { ok: true; value: Read } | { ok: false; problem: Wrong }

function readCells({ caseCode, bottleCode }: ListRow): CellsRead {
  const outer = readCode(caseCode)
  if (!outer.ok) return { ok: false, problem: { column: 'caseCode', code: outer.code, value: caseCode } }
  const inner = readCode(bottleCode)
  if (!inner.ok) return { ok: false, problem: { column: 'bottleCode', code: inner.code, value: bottleCode } }
  return { ok: true, value: { caseCell: outer.value, bottleCell: inner.value } }
}

function wrongRow(read: Read, row: ListRow, paper: Paper, seen: Seen): Wrong | null {
  const { caseCell, bottleCell } = read
  const onCase = (code: string): Wrong => ({ column: 'caseCode', code, value: row.caseCode })
  const onBottle = (code: string): Wrong => ({ column: 'bottleCode', code, value: row.bottleCode })
  if (caseCell.code === bottleCell.code) return onBottle('insideItself')
  if (isBarcode(caseCell, paper)) return onCase('productBarcode')
  if (isBarcode(bottleCell, paper)) return onBottle('productBarcode')
  const bottle = wrongBottle(read, paper, seen)
  if (bottle) return onBottle(bottle)
  const outer = wrongCase(caseCell, paper, seen)
  if (outer) return onCase(outer)
  const line = lineFor(read, row.barcode, paper)
  if (typeof line === 'string') return { column: 'barcode', code: line, value: row.barcode }
  const before = seen.lineOf.get(caseCell.code)
  if (before && before.lineNo !== line.lineNo) return onCase('twoProducts')
  const here = paper.bound.get(caseCell.code)
  if (here?.isHere === true && here.productId !== line.productId) return onCase('twoProducts')
  if (line.caseFactorE3 === null) return onCase('noCaseUnit')
  const isFull = filledOf(caseCell.code, paper, seen) >= bottlesOf(line)
  if (isFull && !isKnownInside(read, paper)) return onCase('tooManyBottles')
  seen.lineOf.set(caseCell.code, line)
  return null
}

/** How many bottles a case of the line takes. */
function bottlesOf({ caseFactorE3 }: CodedPaperLine): number {
  return Number((caseFactorE3 ?? 0n) / 1000n)
}

/** What stands in the case by earlier lists and scans, and by the rows above. */
function filledOf(caseCode: string, { packed }: Paper, seen: Seen): number {
  return seen.filled.get(caseCode) ?? packed.get(caseCode) ?? 0
}

function isKnownInside({ caseCell, bottleCell }: Read, { bound }: Paper): boolean {
  return bound.get(bottleCell.code)?.caseCode === caseCell.code
}

function wrongBottle({ caseCell, bottleCell }: Read, paper: Paper, seen: Seen): string | null {
  const { code } = bottleCell
  const known = paper.bound.get(code)
  if (bottleCell.kind === 'CASE' || seen.cases.has(code)) return 'bottleIsCase'
  const before = seen.caseOf.get(code)
  if (before !== undefined) return before === caseCell.code ? 'twice' : 'twoCases'
  if (!known) return null
  if (known.lost !== null) return 'missing'
  if (known.caseCode === null) return known.kind === 'BOTTLE' ? 'bottleSeen' : 'bottleIsCase'
  if (known.caseCode !== caseCell.code) return 'twoCases'
  return known.paperId === paper.paperId ? 'known' : null
}

function wrongCase({ code, kind }: Cell, paper: Paper, seen: Seen): string | null {
  if (kind === 'BOTTLE' || seen.caseOf.has(code)) return 'caseIsBottle'
  const known = paper.bound.get(code)
  if (!known) return null
  if (known.kind === 'BOTTLE') return 'caseIsBottle'
  if (known.lost !== null) return 'missing'
  return known.isHere || mayTake(paper.way, known) ? null : 'caseSeen'
}

function isBarcode({ code }: Cell, { barcodes }: Paper): boolean {
  return barcodes.has(code.padStart(14, '0'))
}

/** The receipt's line of the row's product: by its barcode, by what a code names, or the only one there is. */
function lineFor(read: Read, barcode: string, { lines }: Paper): CodedPaperLine | string {
  const named = barcode.trim() === '' ? null : toGtin14(barcode)
  if (named?.ok === false) return 'unknownBarcode'
  const gtins = named
    ? [named.value]
    : [read.caseCell.gtin, read.bottleCell.gtin].filter((each) => each !== null)
  const [first] = lines
  const [gtin] = gtins
  if (gtin === undefined) return lines.length === 1 && first ? first : 'whichProduct'
  const core = gtin.slice(1, -1)
  const found = lines.find((line) =>
    line.gtins.some(
      (known) => known.padStart(14, '0') === gtin || known.padStart(14, '0').slice(1, -1) === core,
    ),
  )
  return found ?? 'notOnReceipt'
}

/** Cases that are not on the stub yet, each once. */
function casesOf(read: readonly CellsRead[], paper: Paper, { lineOf }: Seen): KeptCode[] {
  const cases = new Map<string, KeptCode>()
  for (const each of read) {
    if (!each.ok) continue
    const { code, kind } = each.value.caseCell
    const line = lineOf.get(code)
    if (!line || cases.has(code) || paper.bound.get(code)?.isHere === true) continue
    const accepted = kindsFor('CASE', line.policy)
    const known = paper.bound.get(code)?.kind ?? kind
    const asKind = known !== null && accepted.includes(known) ? known : (accepted[0] ?? 'CASE')
    cases.set(code, { lineNo: line.lineNo, kind: asKind, code })
  }
  return [...cases.values()]
}
