import { codesNeeded } from '#lib/codes/policy.ts'
import {
  creditWarning,
  heldReason,
  type HeldTerms,
  toCollect,
} from '#lib/domain/delivery-notes/held-notes.ts'
import { lineParams } from '#lib/domain/delivery-notes/prepare-rules.ts'
import type { RoadLine, RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import { exposureOf } from '#lib/domain/receivables/exposure.ts'
import { type Gate, met, type Rule, unmet, warn } from '#lib/kernel/gate.ts'
import { formatFen } from '#lib/kernel/money.ts'

/** Everything the dispatch gate looks at. */
export type DispatchFacts = {
  note: RoadNote
  /** The keeper who would let the goods go. */
  actorId: string
  terms: HeldTerms
  today: string
  isPeriodOpen: boolean
  /** How the customer was told; null before anybody said so. */
  noticeHow: string | null
}

type DispatchRule = Rule<DispatchFacts>

/** The slots that must be signed before the goods leave, and whose hand each is. */
export const ROAD_SLOTS = ['PREPARER', 'KEEPER', 'HANDLER'] as const
export type RoadSlot = (typeof ROAD_SLOTS)[number]

const SIGN = { act: 'note.sign' }

/** The person whose signature belongs in the slot. */
export function signerOf(note: RoadNote, slot: RoadSlot): string | null {
  if (slot === 'PREPARER') return note.preparerId
  return slot === 'KEEPER' ? note.keeperId : note.handlerId
}

/** Codes a line still lacks before it may leave. */
export function codesMissing(line: RoadLine): number {
  const needed = codesNeeded({ ...line, policy: { ...policyOf(line) } })
  return Math.max(0, needed - line.codesKept.cases - line.codesKept.bottles)
}

/** A line's code policy as the codes vault reads it. */
export function policyOf(line: RoadLine) {
  const { codeKinds: kinds, hasCaseCodes, hasBottleCodes, codeCoverageBp: coverageBp } = line
  return { kinds, hasCaseCodes, hasBottleCodes, coverageBp }
}

const withTheKeeper: DispatchRule = {
  id: 'R3',
  check: ({ note, actorId }) => {
    const away = note.copies.find((copy) => copy.keeperId !== actorId && !copy.isExcused)
    if (away)
      return unmet(
        'copyNotHere',
        { role: 'KEEPER', act: 'copies.accept' },
        { copy: away.kind, place: away.place },
      )
    const offered = note.copies.find((copy) => copy.offeredPlace !== null && !copy.isExcused)
    return offered
      ? unmet('copyOffered', { role: 'KEEPER', act: 'copies.takeBack' }, { copy: offered.kind })
      : met()
  },
}

const damagedDecided: DispatchRule = {
  id: 'R6',
  check: ({ note: { lines } }) => {
    const waiting = lines.find((line) => line.damagedWaiting > 0)
    if (!waiting) return met()
    const count = waiting.damagedWaiting
    return unmet(
      'damagedWaiting',
      { role: 'SALES_MANAGER', act: 'code.approveDamaged' },
      { ...lineParams(waiting), count },
    )
  },
}

const codesOnTheStub: DispatchRule = {
  id: 'R7',
  check: ({ note: { lines } }) => {
    const lacking = lines.find((line) => codesMissing(line) > 0)
    const kept = lines.reduce((sum, line) => sum + line.codesKept.cases + line.codesKept.bottles, 0)
    if (!lacking) return met({ kept })
    const missing = codesMissing(lacking)
    return unmet(
      'codesMissing',
      { role: 'KEEPER', act: 'code.capture' },
      { ...lineParams(lacking), missing, due: lacking.codesDue },
    )
  },
}

const threeSigned: DispatchRule = {
  id: 'R8',
  check: ({ note }) => {
    const slot = ROAD_SLOTS.find((each) => !note.signatures.some((signature) => signature.slot === each))
    return slot ? unmet('signatureMissing', { ...SIGN, role: roleOf(slot) }, { slot }) : met()
  },
}

function roleOf(slot: RoadSlot): string {
  if (slot === 'KEEPER') return 'KEEPER'
  return slot === 'HANDLER' ? 'SALESPERSON' : 'CLERK'
}

const eachTheirOwn: DispatchRule = {
  id: 'R9',
  check: ({ note }) => {
    const signed = ROAD_SLOTS.flatMap((slot) => note.signatures.filter((each) => each.slot === slot))
    const foreign = signed.find((each) => ROAD_SLOTS.some((slot) => isForeign(note, slot, each)))
    if (foreign) return unmet('signedByAnother', { role: 'MANAGER' }, { slot: foreign.slot })
    const broken = signed.find(
      (each) => !each.isWhole || (each.slot === 'KEEPER' && note.codesHash !== null && !each.bindsCodes),
    )
    if (broken) return unmet('signatureBroken', { role: 'MANAGER' }, { slot: broken.slot })
    const isDistinct = new Set(signed.map((each) => each.signerId)).size === signed.length
    if (isDistinct) return met()
    return note.requiresDistinctSigners
      ? unmet('sameSigner', { role: 'MANAGER' })
      : warn('sameSignerAllowed', {})
  },
}

function isForeign(note: RoadNote, slot: RoadSlot, signed: { slot: string; signerId: string }): boolean {
  return signed.slot === slot && signed.signerId !== signerOf(note, slot)
}

const verified: DispatchRule = {
  id: 'R10',
  check: ({ note }) => {
    if (note.verifiedById === null) return unmet('notVerified', { role: 'CLERK', act: 'note.verify' })
    return note.verifiedById === note.keeperId
      ? unmet('verifierIsKeeper', { role: 'CLERK' })
      : met({ by: note.verifiedByName })
  },
}

const shipmentArranged: DispatchRule = {
  id: 'R113',
  check: ({ note, noticeHow }) => {
    if (note.driverId === null) return unmet('driverMissing', { role: 'KEEPER', act: 'note.assignDriver' })
    return noticeHow === null
      ? warn('noticeDue', { customer: note.customerName, phone: note.phone })
      : met({ driver: note.driverName })
  },
}

/** The limit or a due day passed since the issue does not hold the goods back; it is said before they leave. */
function creditNow(terms: HeldTerms, today: string) {
  const { oldestDueOn, limitFen } = terms.credit
  const worse = creditWarning(terms, today)
  if (worse === 'overdue') return warn('overdue', { date: oldestDueOn ?? '' })
  if (worse === null) return met()
  return warn('overCredit', { exposure: formatFen(exposureOf(terms.credit)), limit: formatFen(limitFen) })
}

const heldNotes: DispatchRule = {
  id: 'R117',
  check: ({ terms, today }) => {
    const reason = heldReason(terms)
    const params = {
      open: terms.openNotes.length,
      max: terms.maxOpenNotes ?? 0,
      balance: formatFen(terms.balanceFen),
      ceiling: formatFen(terms.rollingCeilingFen ?? 0n),
      number: terms.openNotes[0]?.number ?? '',
    }
    if (reason) return unmet(reason, { role: 'ACCOUNTANT', act: 'receipt.record' }, params)
    const collect = toCollect(terms)
    if (collect === null) return creditNow(terms, today)
    return collect.kind === 'NOTES'
      ? warn('collectNote', {
          number: collect.notes.map((note) => note.number).join('、'),
          amount: formatFen(collect.notes.reduce((sum, note) => sum + note.openFen, 0n)),
        })
      : warn('collectAmount', { amount: formatFen(collect.amountFen) })
  },
}

const openPeriod: DispatchRule = {
  id: 'R120',
  check: ({ isPeriodOpen, today }) =>
    isPeriodOpen
      ? met()
      : unmet('periodClosed', { role: 'ACCOUNTANT', act: 'period.reopen' }, { date: today }),
}

const salespersonSigned: DispatchRule = {
  id: 'R124',
  check: ({ note }) => {
    if (!note.signatures.some((each) => each.slot === 'HANDLER'))
      return unmet('handlerUnsigned', { ...SIGN, role: 'SALESPERSON' }, { name: note.handlerName })
    return note.copies.some((copy) => copy.printCount > 0) ? met() : warn('notPrinted', {})
  },
}

/** 出库: what must hold before the goods leave. */
export const DISPATCH_GATE: Gate<DispatchFacts> = {
  step: 'dispatch',
  rules: [
    withTheKeeper,
    damagedDecided,
    codesOnTheStub,
    threeSigned,
    eachTheirOwn,
    verified,
    shipmentArranged,
    heldNotes,
    openPeriod,
    salespersonSigned,
  ],
}
