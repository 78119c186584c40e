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
import { isCountedBlind, mayBeFirst, mayTake, type PaperWay, type Standing } from '#lib/codes/way.ts'

/** One scan: what was read, and the line and kind where the person said so. */
export type Scan = { typed: string; lineNo: number | null; kind: CodeKind | null }

/** A line that codes can be kept for. */
export type ScanLine = CodedLine & {
  lineNo: number
  productId: string
  /** The note whose goods come back by this line; null on every other kind of paper. */
  sourcePaperId: string | null
  /** Barcodes of the product's units, as stored. */
  gtins: readonly string[]
  kept: CodesKept
}

export type ScanFacts = {
  way: PaperWay
  lines: readonly ScanLine[]
  /** Codes among those scanned that stand somewhere, by themselves or inside their case. */
  bound: ReadonlyMap<string, Standing>
  /** Cases among them of which a bottle goes its own way, and the paper it is on. */
  opened: ReadonlyMap<string, { bottle: string; number: string }>
  /** Barcodes of products among the codes scanned, 14 digits: they name a product, not one case or bottle. */
  barcodes: ReadonlySet<string>
}

/** What the scanner's holder is told about one scan. */
export type ScanAnswer = { typed: string; code: string } & (
  | { outcome: 'kept' | 'here'; lineNo: number; kind: CodeKind | null }
  | { outcome: 'elsewhere'; number: string; customerName: string; at: string }
  | { outcome: 'missing'; number: string; at: string }
  | { outcome: 'opened'; bottle: string; number: string }
  | { outcome: 'notDue' | 'wrongKind'; lineNo: number }
  | { outcome: 'malformed'; reason: CodeRefusal }
  | { outcome: 'productBarcode'; lineNo: number | null }
  | { outcome: 'otherProduct' | 'whichLine' | 'noLine' | 'neverSeen' }
)

export type KeptCode = { lineNo: number; kind: CodeKind; code: string }

export type SortedScans = { answers: ScanAnswer[]; kept: KeptCode[] }

/**
 * Answers a batch of scans one by one, as if they came one after the other: kept, already here, bound
 * elsewhere, missing, not due, or no code at all (R6, R7, decision 2).
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
    if (seen && !mayTake(facts.way, seen)) return { ...told, ...whyNot(seen) }
    const opened = facts.opened.get(code)
    if (opened) return { ...told, outcome: 'opened', ...opened }
    if (facts.barcodes.has(code.padStart(14, '0')))
      return { ...told, outcome: 'productBarcode', lineNo: lineOfBarcode(facts.lines, code) }
    if (!seen && !mayBeFirst(facts.way)) return { ...told, outcome: 'neverSeen' }
    const placed = place(scan, read.value, { facts, counts, seen })
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

type Barred =
  | { outcome: 'elsewhere'; number: string; customerName: string; at: string }
  | { outcome: 'missing'; number: string; at: string }

function whyNot({ lost, number, customerName, at }: Standing): Barred {
  return lost === null ? { outcome: 'elsewhere', number, customerName, at } : { outcome: 'missing', ...lost }
}

type Counts = Map<number, CodesKept>
type Placed =
  | { lineNo: number; kind: CodeKind }
  | { outcome: 'notDue' | 'wrongKind'; lineNo: number }
  | { outcome: 'otherProduct' | 'whichLine' | 'noLine' }

type Desk = { facts: ScanFacts; counts: Counts; seen: Standing | undefined }

function place(scan: Scan, read: ReadCode, desk: Desk): Placed {
  const { facts, seen } = desk
  const { lines, way } = facts
  const said = seen?.kind ?? (read.isCertain ? read.kind : (scan.kind ?? read.kind))
  const coded = lines.filter((line) => line.codesDue > 0 || isCountedBlind(way.kind))
  const possible = linesOf(coded, read, desk)
  const isNamed = read.gtin !== null || seen !== undefined
  if (possible.length === 0 && coded.length > 0) return { outcome: 'otherProduct' }
  const chosen = possible.find((line) => line.lineNo === scan.lineNo)
  if (chosen) return fit(chosen, said, desk)
  if (scan.lineNo !== null && !isNamed) {
    const isLine = lines.some((line) => line.lineNo === scan.lineNo)
    return isLine ? { outcome: 'notDue', lineNo: scan.lineNo } : { outcome: 'noLine' }
  }
  const fitting = possible.map((line) => fit(line, said, desk))
  const open = fitting.filter((each): each is { lineNo: number; kind: CodeKind } => 'kind' in each)
  const [first] = open
  const isOneProduct = isNamed || open.length === 1
  if (first && isOneProduct) return first
  if (open.length > 1) return { outcome: 'whichLine' }
  return fitting[0] ?? { outcome: 'noLine' }
}

/** The lines a code can belong to: what the house knows of it goes before what its label says. */
function linesOf(coded: readonly ScanLine[], { gtin }: ReadCode, { seen }: Desk): readonly ScanLine[] {
  if (seen)
    return coded.filter(
      (line) =>
        line.productId === seen.productId &&
        (line.sourcePaperId === null || line.sourcePaperId === seen.paperId),
    )
  return gtin === null ? coded : linesOfProduct(coded, gtin)
}

function fit(line: ScanLine, said: CodeKind | null, { facts, counts }: Desk): Placed {
  const isBlind = isCountedBlind(facts.way.kind)
  const due = codesDueOf(line)
  const have = counts.get(line.lineNo) ?? { cases: 0, bottles: 0 }
  const hasRoom = {
    CASE: isBlind ? line.caseFactorE3 !== null : have.cases < due.cases,
    BOTTLE: isBlind || have.bottles < due.bottles,
  }
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
