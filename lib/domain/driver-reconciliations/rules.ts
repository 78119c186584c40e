import type { Sheet, SheetNote, ThingState } from '#lib/domain/driver-reconciliations/sheet.ts'
import { type Gate, met, type Rule, unmet, warn } from '#lib/kernel/gate.ts'
import { formatFen } from '#lib/kernel/money.ts'

/** What the gates of a session look at. */
export type ReconcileFacts = {
  sheet: Sheet
  driverId: string
  driverName: string
  /** Who closes; null while the driver signs. */
  closerId: string | null
  /** Over what the driver signed last; null when not yet. */
  agreement: { sheetHash: string; notePaperIds: readonly string[] } | null
  sheetHash: string
  isPeriodOpen: boolean
  today: string
}

type ReconcileRule = Rule<ReconcileFacts>

const CLERK = { role: 'CLERK' }
const COUNT = { role: 'CLERK', act: 'reconciliation.count' }
/** As many numbers as a sentence bears. */
const SAID = 5

function numbersOf(notes: readonly { number: string }[]): { count: number; numbers: string } {
  const said = notes.slice(0, SAID).map(({ number }) => number)
  return { count: notes.length, numbers: said.join(' ') }
}

function out(sheet: Sheet, stateOf: (note: SheetNote) => ThingState): SheetNote[] {
  return sheet.notes.filter((note) => stateOf(note) === 'OUT')
}

const blueCopies: ReconcileRule = {
  id: 'R57',
  check: ({ sheet }) => {
    const missing = out(sheet, ({ blueCopy }) => blueCopy)
    if (missing.length === 0) return met()
    return unmet('blueCopyOut', { role: 'DRIVER', act: 'copies.offer' }, numbersOf(missing))
  },
}

const signedCopies: ReconcileRule = {
  id: 'R46',
  check: ({ sheet }) => {
    const missing = out(sheet, ({ customerCopy }) => customerCopy)
    if (missing.length === 0) return met()
    return unmet('signedCopyOut', { role: 'DRIVER', act: 'copies.offer' }, numbersOf(missing))
  },
}

const consignmentNotes: ReconcileRule = {
  id: 'R51',
  check: ({ sheet }) => {
    const missing = out(sheet, ({ consignmentNote }) => consignmentNote)
    if (missing.length === 0) return met()
    return unmet('consignmentNoteOut', { role: 'DRIVER', act: 'paper.attach' }, numbersOf(missing))
  },
}

const freight: ReconcileRule = {
  id: 'R52',
  check: ({ sheet }) => {
    const missing = out(sheet, ({ advancedFreight }) => advancedFreight)
    if (missing.length === 0) return met()
    return unmet('freightNotCollected', { role: 'CLERK', act: 'reconciliation.excuse' }, numbersOf(missing))
  },
}

const cashNotes: ReconcileRule = {
  id: 'R45',
  check: ({ sheet }) => {
    const unpaid = sheet.notes.filter(
      ({ settlementMethod, onAccountFen }) => settlementMethod === 'CASH' && BigInt(onAccountFen) > 0n,
    )
    return unpaid.length === 0 ? met() : warn('cashNoteOnAccount', numbersOf(unpaid))
  },
}

const surplusHome: ReconcileRule = {
  id: 'R59',
  check: ({ sheet }) => {
    const waiting = sheet.notes.filter(({ slip }) => slip !== null && !slip.isReceived)
    if (waiting.length === 0) return met()
    return unmet('surplusNotReceived', { role: 'KEEPER', act: 'amendment.receive' }, numbersOf(waiting))
  },
}

const cashCounted: ReconcileRule = {
  id: 'R58',
  check: ({ sheet, closerId, driverId }) => {
    if (closerId === driverId) return unmet('receiverIsDriver', CLERK)
    const expectedFen = BigInt(sheet.expectedFen)
    if (sheet.pieces === null)
      return expectedFen === 0n ? met() : unmet('notCounted', COUNT, { amount: formatFen(expectedFen) })
    const differenceFen = BigInt(sheet.differenceFen)
    if (differenceFen === 0n) return met()
    const amount = formatFen(differenceFen < 0n ? -differenceFen : differenceFen)
    if (sheet.reason !== '') return differenceFen < 0n ? warn('short', { amount }) : warn('over', { amount })
    return differenceFen < 0n
      ? unmet('shortUnexplained', COUNT, { amount })
      : unmet('overUnexplained', COUNT, { amount })
  },
}

const driverSigned: ReconcileRule = {
  id: 'R9',
  check: ({ sheet, agreement, sheetHash, driverName }) => {
    const remedy = { role: 'DRIVER', act: 'reconciliation.agree' }
    if (agreement === null) return unmet('driverUnsigned', remedy, { driver: driverName })
    if (agreement.sheetHash === sheetHash) return met()
    const late = sheet.notes.filter(({ paperId }) => !agreement.notePaperIds.includes(paperId))
    return late.length > 0
      ? unmet('lateStops', remedy, { ...numbersOf(late), driver: driverName })
      : unmet('sheetChanged', remedy, { driver: driverName })
  },
}

const openPeriod: ReconcileRule = {
  id: 'R120',
  check: ({ isPeriodOpen, today }) =>
    isPeriodOpen
      ? met()
      : unmet('periodClosed', { role: 'ACCOUNTANT', act: 'period.reopen' }, { date: today }),
}

const THINGS = [
  blueCopies,
  signedCopies,
  consignmentNotes,
  freight,
  surplusHome,
  cashNotes,
  cashCounted,
] as const

/** 驾驶员签字: everything is back, counted and explained before the driver signs the sheet. */
export const AGREE_GATE: Gate<ReconcileFacts> = { step: 'reconcile', rules: THINGS }

/** 对单结束: the same, signed by the driver as it stands now, in an open month. */
export const RECONCILE_GATE: Gate<ReconcileFacts> = {
  step: 'reconcile',
  rules: [...THINGS, driverSigned, openPeriod],
}

/** The gates of the room. */
export const RECONCILIATION_GATES = [AGREE_GATE, RECONCILE_GATE] as const
