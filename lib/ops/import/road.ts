import { createHash } from 'node:crypto'
import { codesDueOf, slotOf } from '#lib/codes/policy.ts'
import { acceptAtWarehouse } from '#lib/domain/delivery-notes/commands/accept-at-warehouse.ts'
import { captureCodes } from '#lib/domain/delivery-notes/commands/capture-codes.ts'
import { handToKeeper } from '#lib/domain/delivery-notes/commands/hand-to-keeper.ts'
import { prepareNote } from '#lib/domain/delivery-notes/commands/prepare.ts'
import { signNote } from '#lib/domain/delivery-notes/commands/sign.ts'
import { verifyNote } from '#lib/domain/delivery-notes/commands/verify.ts'
import type { NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import { formatQtyPlain } from '#lib/kernel/quantity.ts'
import type { DayStage } from '#lib/ops/import/day-stage.ts'
import { inPieces } from '#lib/ops/import/lanes.ts'
import { digestOf, perform } from '#lib/ops/import/perform.ts'
import { refuseUnkept, type Scan, SCANS_MOST } from '#lib/ops/import/scanning.ts'
import { singleCode } from '#lib/ops/import/single-codes.ts'

/*
 * A note's way from the desk to the loading bay, each step by the person whose step it is. Steps that lie behind the
 * note's status are left out; within one status the keys see to it that nothing happens twice.
 */

/** A note under way: the invoice it came from, its paper, and where it stands. */
export type NoteUnderWay = { invoice: string; paperId: string; status: NoteStatus }

const WAY: readonly NoteStatus[] = [
  'ISSUED',
  'PICKING',
  'PREPARED',
  'VERIFIED',
  'DISPATCHED',
  'DELIVERED',
  'POSTED',
]

/** Whether a note has come as far as a status. */
export function hasReached(note: Pick<NoteUnderWay, 'status'>, status: NoteStatus): boolean {
  return WAY.indexOf(note.status) >= WAY.indexOf(status)
}

type NoteLine = { lineNo: number; counted: string; scans: Scan[] }

/** Makes an issued note ready to be loaded: handed to the keeper, prepared, coded, signed, verified. */
export async function makeReady(stage: DayStage, note: NoteUnderWay): Promise<void> {
  if (hasReached(note, 'VERIFIED')) return
  const about = note.invoice
  const paper = { accountSetId: stage.scene.accountSetId, paperId: note.paperId }
  const lines = await readLines(stage, note)
  if (!hasReached(note, 'PICKING')) {
    const keeperId = stage.crew.keeper.person.userId
    await perform(handToKeeper, stage.act('hand', 'clerk', about), { ...paper, keeperId })
    await perform(acceptAtWarehouse, stage.act('take', 'keeper', about), paper)
  }
  if (!hasReached(note, 'PREPARED')) {
    const picked = lines.map(({ lineNo, counted }) => ({
      lineNo,
      picked: counted,
      isQualityGood: true,
      remark: '',
    }))
    await perform(prepareNote, stage.act('prepare', 'keeper', about), { ...paper, lines: picked })
  }
  await writeCodes(stage, note, lines)
  await perform(signNote, stage.signing('keeperSigns', 'keeper', about), { ...paper, stroke: null })
  await perform(signNote, stage.signing('handlerSigns', 'salesperson', about), { ...paper, stroke: null })
  const counted = lines.map((line) => ({ lineNo: line.lineNo, isNameRight: true, counted: line.counted }))
  await perform(verifyNote, stage.act('verify', 'salesManager', about), { ...paper, lines: counted })
}

async function writeCodes(stage: DayStage, note: NoteUnderWay, lines: readonly NoteLine[]): Promise<void> {
  const paper = { accountSetId: stage.scene.accountSetId, paperId: note.paperId }
  const pieces = inPieces(
    lines.flatMap((line) => line.scans),
    SCANS_MOST,
  )
  for (const scans of pieces) {
    const digest = digestOf(scans.map(({ typed }) => typed))
    const act = stage.act('code', 'keeper', `${note.invoice}/${digest}`)
    refuseUnkept(note.invoice, scans, await perform(captureCodes, act, { ...paper, scans }))
  }
}

/**
 * What stands on the note: every quantity as it is counted, and the codes that are due and not written yet: those that
 * stand on the shelf, else made up ones, as goods that came in without codes get theirs at their first dispatch.
 */
async function readLines(stage: DayStage, { invoice, paperId }: NoteUnderWay): Promise<NoteLine[]> {
  const { db, accountSetId } = stage.scene
  const lines = await db.deliveryNoteLine.findMany({
    where: { accountSetId, paperId },
    include: { product: true },
    orderBy: { lineNo: 'asc' },
  })
  const isCoded = lines.some(({ codesDue }) => codesDue > 0)
  const written = isCoded ? await db.codeHolding.findMany({ where: { accountSetId, paperId } }) : []
  return lines.map(({ lineNo, qtyE3, caseFactorE3, codesDue, product }) => {
    const { codeKinds: kinds, hasCaseCodes, hasBottleCodes, codeCoverageBp: coverageBp } = product
    const policy = { kinds, hasCaseCodes, hasBottleCodes, coverageBp }
    const due = codesDueOf({ qtyE3, caseFactorE3, codesDue, policy })
    const scansOf = (count: number, kind: Scan['kind']): Scan[] => {
      const slot = slotOf(kind)
      const here = written.filter(
        (row) => row.lineNo === lineNo && (row.kind === 'BOTTLE') === (slot === 'BOTTLE'),
      )
      const seen = new Set(here.map(({ code }) => code))
      const madeUp = Array.from({ length: count }, (_, index) =>
        singleCode(kind, `${invoice}/${lineNo}/${kind}/${index}`),
      ).filter((code) => !seen.has(code))
      return Array.from({ length: count - here.length }, (_, index) => {
        return { typed: stage.shelf.take(product.id, slot) ?? madeUp[index] ?? '', lineNo, kind }
      })
    }
    const scans = [...scansOf(due.cases, 'SECONDARY'), ...scansOf(due.bottles, 'BOTTLE')]
    return { lineNo, counted: formatQtyPlain(qtyE3), scans }
  })
}

/** A hand of the customer's own, drawn from the invoice's number. */
export function strokeOf(invoice: string): { kind: 'path'; path: string; width: number; height: number } {
  const bytes = createHash('sha256').update(`silian stroke ${invoice}`).digest()
  const points = Array.from({ length: 12 }, (_, index) => {
    return `${10 + index * 15} ${20 + ((bytes[index] ?? 0) % 40)}`
  })
  return { kind: 'path', path: `M${points.join(' L')}`, width: 200, height: 80 }
}
