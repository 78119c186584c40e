import { readCode } from '#lib/codes/code-form.ts'
import type { ScanTarget } from '#lib/domain/trips/queries.ts'
import type { LoadedScan } from '#lib/domain/trips/trip-repository.ts'
import { type Scanned, scannedInput } from '#lib/papers/schema.ts'

type Scan = { typed: string }

/** What the loading bay is told about one scan. */
export type LoadAnswer = {
  typed: string
  outcome: 'paper' | 'code' | 'here' | 'otherTrip' | 'unknown'
  /** The note it belongs to; empty when unknown. */
  number: string
}

/** What stands on the label: a copy's QR code, a note's, a number in plain, or a code of goods. */
function readScan(typed: string): { paper: Scanned | null; text: string; code: string | null } {
  const paper = scannedInput.safeParse(typed)
  const read = readCode(typed)
  return {
    paper: paper.success ? paper.data : null,
    text: typed.trim().toUpperCase(),
    code: read.ok ? read.value.code : null,
  }
}

/** Every key under which the scans may be known. */
export function scansWanted(scans: readonly Scan[]): { tokens: string[]; papers: string[]; codes: string[] } {
  const read = scans.map(({ typed }) => readScan(typed))
  return {
    tokens: read.flatMap(({ paper }) => (paper !== null && 'token' in paper ? [paper.token] : [])),
    papers: read.flatMap(({ paper, text }) =>
      paper !== null && 'paperId' in paper ? [paper.paperId, text] : [text],
    ),
    codes: read.flatMap(({ code }) => (code === null ? [] : [code])),
  }
}

/** Answers each scan, and names what is new. The same label twice in one batch counts once. */
export function answerScans(
  scans: readonly Scan[],
  found: readonly ScanTarget[],
  scanned: ReadonlySet<string>,
): { answers: LoadAnswer[]; kept: LoadedScan[] } {
  const seen = new Set(scanned)
  const kept: LoadedScan[] = []
  const answers = scans.map(({ typed }): LoadAnswer => {
    const target = targetOf(typed, found)
    if (!target) return { typed, outcome: 'unknown', number: '' }
    const { noteId, number, isPaper } = target
    if (!target.isOnTrip) return { typed, outcome: 'otherTrip', number }
    const what = isPaper ? 'PAPER' : target.key
    if (seen.has(`${noteId} ${what}`)) return { typed, outcome: 'here', number }
    seen.add(`${noteId} ${what}`)
    kept.push({ noteId, what })
    return { typed, outcome: isPaper ? 'paper' : 'code', number }
  })
  return { answers, kept }
}

function targetOf(typed: string, found: readonly ScanTarget[]): ScanTarget | undefined {
  const { paper, text, code } = readScan(typed)
  const keys = [
    ...(paper === null ? [] : ['token' in paper ? paper.token : paper.paperId]),
    text,
    ...(code === null ? [] : [code]),
  ]
  return keys.flatMap((key) => found.find((each) => each.key === key) ?? [])[0]
}
