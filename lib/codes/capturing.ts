import { barcodeSpellings, readCode } from '#lib/codes/code-form.ts'
import type { CodedKey, CodedPaper, DamagedRow } from '#lib/codes/coded-paper.ts'
import { codesDueOf, type CodeKind } from '#lib/codes/policy.ts'
import type { KeptCode, ScanAnswer, SortedScans } from '#lib/codes/sort-scans.ts'
import { insertCodes } from '#lib/codes/store.ts'
import { isCountedBlind, mayBeFirst, mayTake } from '#lib/codes/way.ts'
import type { Tx } from '#lib/db/client.ts'

/** Every scan's answer, in the order sent. */
export type CapturedCodes = { number: string; answers: ScanAnswer[]; kept: number }

/** What a batch asks the desk about: the codes read, and how they would be spelled as a product's barcode. */
export function wishOf(typed: readonly string[]): { codes: string[]; spellings: string[] } {
  const codes = typed.flatMap((each) => {
    const read = readCode(each)
    return read.ok ? [read.value.code] : []
  })
  return { codes, spellings: codes.flatMap(barcodeSpellings) }
}

/** A code as it may stand on a paper: as it was typed, or as a scanner would read it. */
export function spellingsOf(typed: string): string[] {
  const read = readCode(typed)
  return read.ok ? [typed, read.value.code] : [typed]
}

/** What can be read of a damaged label; empty when it is no code. */
export function readableOf(typed: string): string {
  const read = readCode(typed)
  return read.ok ? read.value.code : ''
}

/**
 * Writes the good ones of a sorted batch. `stale` when another device wrote on the same paper in the same moment; the
 * event names what was kept and what belongs elsewhere.
 */
export async function saveScans(
  tx: Tx,
  paper: CodedPaper<string>,
  sorted: SortedScans,
  by: { actorId: string; at: Date },
) {
  const { isCurrent, bound } = await insertCodes(tx, paper, sorted.kept, by)
  if (!isCurrent) return { stale: {} }
  const answers = sorted.answers.map((answer) => asBound(answer, bound))
  const kept = sorted.kept.filter((code) => bound.has(code.code))
  const value: CapturedCodes = { number: paper.number, answers, kept: kept.length }
  return { value, events: eventsOf(paper, kept, answers) }
}

/** A code that someone else bound in the same moment is elsewhere after all. */
function asBound(answer: ScanAnswer, bound: ReadonlySet<string>): ScanAnswer {
  if (answer.outcome !== 'kept' || bound.has(answer.code)) return answer
  const { typed, code } = answer
  return { typed, code, outcome: 'elsewhere', number: '', customerName: '', at: '' }
}

function eventsOf(
  { accountSetId, paperId }: CodedKey,
  kept: readonly KeptCode[],
  answers: readonly ScanAnswer[],
) {
  const elsewhere = answers.flatMap((answer) =>
    answer.outcome === 'elsewhere' ? [{ code: answer.code, number: answer.number }] : [],
  )
  if (kept.length === 0 && elsewhere.length === 0) return []
  return [{ accountSetId, paperId, payload: { kept: kept.map((code) => ({ ...code })), elsewhere } }]
}

/** Why a damaged label cannot be written on this line, as the code of a refusal with its figures; null when it can. */
export function damagedRefusal(
  paper: CodedPaper<string>,
  wish: { lineNo: number; kind: CodeKind; code: string },
  waiting: readonly DamagedRow[],
): { code: string; params: Record<string, string | number> } | null {
  const { number } = paper
  const seen = paper.bound.get(wish.code)
  if (seen && seen.lost !== null && !mayTake(paper.way, seen))
    return { code: 'code.missing', params: { code: wish.code, ...seen.lost } }
  const line = paper.lines.find((each) => each.lineNo === wish.lineNo)
  const isHeldElsewhere =
    seen !== undefined && (!mayTake(paper.way, seen) || seen.productId !== line?.productId)
  if (isHeldElsewhere || paper.opened.has(wish.code))
    return {
      code: 'code.seenElsewhere',
      params: {
        code: wish.code,
        number: seen?.number ?? paper.opened.get(wish.code)?.number ?? '',
        customer: seen?.customerName ?? '',
        at: seen?.at ?? '',
      },
    }
  if (!seen && wish.code !== '' && !mayBeFirst(paper.way))
    return { code: 'code.neverSeen', params: { code: wish.code, number } }
  return hasRoom(paper, wish, waiting) ? null : { code: 'code.notDue', params: { number, line: wish.lineNo } }
}

function hasRoom(
  paper: CodedPaper<string>,
  { lineNo, kind }: { lineNo: number; kind: CodeKind },
  waiting: readonly DamagedRow[],
): boolean {
  const line = paper.lines.find((each) => each.lineNo === lineNo)
  if (!line) return false
  if (isCountedBlind(paper.kind)) return true
  const isBottle = kind === 'BOTTLE'
  const ahead = waiting.filter(
    (each) => each.lineNo === lineNo && (each.kind === 'BOTTLE') === isBottle,
  ).length
  const due = codesDueOf(line)
  return isBottle ? line.kept.bottles + ahead < due.bottles : line.kept.cases + ahead < due.cases
}
