import { type CodeRefusal, type ReadCode, readCode } from '#lib/codes/code-form.ts'
import {
  type CodedLine,
  type CodeKind,
  type CodeSlot,
  type CodesKept,
  codesDueOf,
  kindsFor,
  slotOf,
} from '#lib/codes/policy.ts'

/** One scan: what was read, and the line and kind where the person said so. */
export type Scan = { typed: string; lineNo: number | null; kind: CodeKind | null }

/** Where a code is bound now. */
export type SeenAt = { number: string; customerName: string; at: string; isHere: boolean; lineNo: number }

/** A line that codes can be kept for. */
export type ScanLine = CodedLine & {
  lineNo: number
  /** Barcodes of the product's units, as stored. */
  gtins: readonly string[]
  kept: CodesKept
}

export type ScanFacts = {
  lines: readonly ScanLine[]
  /** Bound codes among those scanned. */
  bound: ReadonlyMap<string, SeenAt>
  /** Barcodes of products among the codes scanned, 14 digits: they name a product, not one case or bottle. */
  barcodes: ReadonlySet<string>
}

/** What the scanner's holder is told about one scan. */
export type ScanAnswer = { typed: string; code: string } & (
  | { outcome: 'kept' | 'here'; lineNo: number; kind: CodeKind | null }
  | { outcome: 'elsewhere'; number: string; customerName: string; at: string }
  | { outcome: 'notDue' | 'wrongKind'; lineNo: number }
  | { outcome: 'malformed'; reason: CodeRefusal }
  | { outcome: 'productBarcode'; lineNo: number | null }
  | { outcome: 'otherProduct' | 'whichLine' | 'noLine' }
)

export type KeptCode = { lineNo: number; kind: CodeKind; code: string }

export type SortedScans = { answers: ScanAnswer[]; kept: KeptCode[] }

/**
 * Answers a batch of scans one by one, as if they came one after the other: kept, already here, bound
 * elsewhere, not due, or no code at all (R6, R7, decision 2).
 */
export function sortScans(scans: readonly Scan[], facts: ScanFacts): SortedScans {
  const kept: KeptCode[] = []
  const counts = new Map(facts.lines.map((line) => [line.lineNo, { ...line.kept }]))
  const answers = scans.map((scan): ScanAnswer => {
    const read = readCode(scan.typed)
    if (!read.ok) return { typed: scan.typed, code: '', outcome: 'malformed', reason: read.code }
    const { code } = read.value
    const told = { typed: scan.typed, code }
    const twin = kept.find((each) => each.code === code)
    if (twin) return { ...told, outcome: 'here', lineNo: twin.lineNo, kind: twin.kind }
    const seen = facts.bound.get(code)
    if (seen?.isHere === true) return { ...told, outcome: 'here', lineNo: seen.lineNo, kind: null }
    if (seen) return { ...told, outcome: 'elsewhere', ...placeOf(seen) }
    if (facts.barcodes.has(code.padStart(14, '0')))
      return { ...told, outcome: 'productBarcode', lineNo: lineOfBarcode(facts.lines, code) }
    const placed = place(scan, read.value, facts.lines, counts)
    if ('outcome' in placed) return { ...told, ...placed }
    const { lineNo, kind } = placed
    kept.push({ lineNo, kind, code })
    add(counts, lineNo, slotOf(kind))
    return { ...told, outcome: 'kept', lineNo, kind }
  })
  return { answers, kept }
}

function lineOfBarcode(lines: readonly ScanLine[], code: string): number | null {
  const gtin = code.padStart(14, '0')
  const line = lines.find((each) => each.gtins.some((known) => known.padStart(14, '0') === gtin))
  return line?.lineNo ?? null
}

function placeOf({ number, customerName, at }: SeenAt): Pick<SeenAt, 'number' | 'customerName' | 'at'> {
  return { number, customerName, at }
}

type Counts = Map<number, CodesKept>
type Placed =
  | { lineNo: number; kind: CodeKind }
  | { outcome: 'notDue' | 'wrongKind'; lineNo: number }
  | { outcome: 'otherProduct' | 'whichLine' | 'noLine' }

function place(scan: Scan, read: ReadCode, lines: readonly ScanLine[], counts: Counts): Placed {
  const said = read.isCertain ? read.kind : (scan.kind ?? read.kind)
  const coded = lines.filter((line) => line.codesDue > 0)
  const { gtin } = read
  const possible = gtin === null ? coded : linesOfProduct(coded, gtin)
  if (possible.length === 0 && coded.length > 0) return { outcome: 'otherProduct' }
  const chosen = possible.find((line) => line.lineNo === scan.lineNo)
  if (chosen) return fit(chosen, said, counts)
  if (scan.lineNo !== null && gtin === null) {
    const isLine = lines.some((line) => line.lineNo === scan.lineNo)
    return isLine ? { outcome: 'notDue', lineNo: scan.lineNo } : { outcome: 'noLine' }
  }
  const fitting = possible.map((line) => fit(line, said, counts))
  const open = fitting.filter((each): each is { lineNo: number; kind: CodeKind } => 'kind' in each)
  const [first] = open
  const isOneProduct = gtin !== null || open.length === 1
  if (first && isOneProduct) return first
  if (open.length > 1) return { outcome: 'whichLine' }
  return fitting[0] ?? { outcome: 'noLine' }
}

function fit(line: ScanLine, said: CodeKind | null, counts: Counts): Placed {
  const due = codesDueOf(line)
  const have = counts.get(line.lineNo) ?? { cases: 0, bottles: 0 }
  const hasRoom = { CASE: have.cases < due.cases, BOTTLE: have.bottles < due.bottles }
  const slot: CodeSlot = said === null ? (hasRoom.CASE ? 'CASE' : 'BOTTLE') : slotOf(said)
  if (!hasRoom[slot]) return { outcome: 'notDue', lineNo: line.lineNo }
  const accepted = kindsFor(slot, line.policy)
  const kind = said ?? accepted[0]
  if (kind === undefined || !accepted.includes(kind)) return { outcome: 'wrongKind', lineNo: line.lineNo }
  return { lineNo: line.lineNo, kind }
}

/** Lines whose product the code names; lines whose product has no barcode on file may be it too. */
function linesOfProduct(lines: readonly ScanLine[], gtin: string): readonly ScanLine[] {
  const named = lines.filter((line) => hasBarcode(line, gtin))
  return named.length > 0 ? named : lines.filter((line) => line.gtins.length === 0)
}

function hasBarcode(line: ScanLine, gtin: string): boolean {
  // A case's GTIN-14 differs from its bottle's in the first digit and the check digit alone.
  const core = gtin.slice(1, -1)
  return line.gtins.some((known) => known.padStart(14, '0').slice(1, -1) === core)
}

function add(counts: Counts, lineNo: number, slot: CodeSlot): void {
  const have = counts.get(lineNo) ?? { cases: 0, bottles: 0 }
  counts.set(
    lineNo,
    slot === 'CASE' ? { ...have, cases: have.cases + 1 } : { ...have, bottles: have.bottles + 1 },
  )
}
