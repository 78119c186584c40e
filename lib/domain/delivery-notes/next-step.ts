import type { Person } from '#lib/auth/actor.ts'
import { accountingFacts } from '#lib/domain/delivery-notes/accounting-repository.ts'
import { ACCOUNTING_GATE } from '#lib/domain/delivery-notes/accounting-rules.ts'
import { DELIVER_GATE } from '#lib/domain/delivery-notes/deliver-rules.ts'
import { dispatchFactsOf } from '#lib/domain/delivery-notes/dispatch-loading.ts'
import { DISPATCH_GATE } from '#lib/domain/delivery-notes/dispatch-rules.ts'
import { HAND_TO_KEEPER_GATE } from '#lib/domain/delivery-notes/hand-over-rules.ts'
import type { NoteDetail } from '#lib/domain/delivery-notes/note-detail.ts'
import { readPostRows } from '#lib/domain/delivery-notes/post-repository.ts'
import { POST_GATE, postFacts } from '#lib/domain/delivery-notes/post-rules.ts'
import { PREPARE_GATE } from '#lib/domain/delivery-notes/prepare-rules.ts'
import { readRoadNote } from '#lib/domain/delivery-notes/road-repository.ts'
import { VERIFY_GATE } from '#lib/domain/delivery-notes/verify-rules.ts'
import { VOID_GATE, type VoidCopy, type VoidFacts } from '#lib/domain/delivery-notes/void-rules.ts'
import type { Reader } from '#lib/db/client.ts'
import { type BusinessDate, businessDateOf, periodOf, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import { readPeriod } from '#lib/ledger/period.ts'

/** Stands for whoever would act, where the reader is not the one. */
const NOBODY = ''

type Where = { reader: Reader; person: Person; today: BusinessDate }

/**
 * The gates in front of a note as it stands now, the same that its commands evaluate: none for a note that is done.
 * Three statements at most.
 */
export async function nextGates(where: Where, detail: NoteDetail): Promise<Checklist[]> {
  switch (detail.status) {
    case 'ISSUED':
      return [handToKeeperGate(where, detail)]
    case 'PICKING':
    case 'PREPARED':
    case 'VERIFIED':
    case 'DISPATCHED':
      return roadGates(where, detail)
    case 'DELIVERED':
      return [accountingGate(where, detail), ...(await postGates(where, detail))]
    case 'POSTED':
      return detail.copies.some((copy) => copy.kind === 'CUSTOMER' && copy.place === 'DESK')
        ? [accountingGate(where, detail)]
        : []
    case 'REVERSED':
    case 'VOIDED':
      return []
  }
}

function handToKeeperGate({ person }: Where, { copies, status }: NoteDetail): Checklist {
  return evaluate(HAND_TO_KEEPER_GATE, { status, handerId: keeperFor(person, copies[0]), copies })
}

/** Who would hand a copy on: the reader when it is theirs, else the one who keeps it. */
function keeperFor(person: Person, copy: { keeperId: string | null } | undefined): string {
  return copy?.keeperId ?? person.userId
}

async function roadGates({ reader, person, today }: Where, detail: NoteDetail): Promise<Checklist[]> {
  const note = await readRoadNote(reader, person, detail.content)
  if (!note) return []
  if (detail.status === 'PICKING') return [evaluate(PREPARE_GATE, { note })]
  if (detail.status === 'PREPARED')
    return [evaluate(VERIFY_GATE, { note, verifierId: person.userId, counted: null })]
  if (detail.status === 'VERIFIED') {
    const facts = await dispatchFactsOf(reader, person, note, today)
    return [evaluate(DISPATCH_GATE, { ...facts, actorId: note.keeperId ?? person.userId })]
  }
  const driverId = note.driverId ?? person.userId
  const { isPeriodOpen } = detail
  const nothingSaid = { outcome: null, signedBy: null, money: null, older: null }
  return [evaluate(DELIVER_GATE, { note, driverId, ...nothingSaid, isPeriodOpen, today })]
}

function accountingGate({ person, today }: Where, { status, outcome, copies }: NoteDetail): Checklist {
  const customer = copies.find((copy) => copy.kind === 'CUSTOMER')
  if (!customer) throw new Error('R2: a note has four copies')
  const { place, keeperId, keeperName, signedAt, offeredPlace, sinceAt } = customer
  const copy = {
    place,
    keeperId,
    keeperName,
    isSigned: signedAt !== null,
    isOffered: offeredPlace !== null,
    sinceOn: businessDateOf(new Date(sinceAt)),
  }
  const clerkId = place === 'DESK' ? keeperFor(person, customer) : person.userId
  return evaluate(ACCOUNTING_GATE, accountingFacts({ status, outcome, copy }, clerkId, today))
}

async function postGates({ reader, person, today }: Where, { content }: NoteDetail): Promise<Checklist[]> {
  const { accountSetId, paperId, businessDate } = content
  const [row] = await readPostRows(reader, accountSetId, [paperId])
  const date = parseBusinessDate(businessDate)
  if (!row || !date.ok) return []
  const isPeriodOpen = (await readPeriod(reader, accountSetId, periodOf(date.value))) === 'OPEN'
  const accountantId = person.permissions.has('note.post') ? person.userId : NOBODY
  const at = { accountantId, today, postingDate: businessDate, isPeriodOpen }
  return [evaluate(POST_GATE, postFacts(row, at))]
}

/** The void gate as it stands for this person, who would decide. No statement. */
export function voidGate(detail: NoteDetail, person: Person, today: string): Checklist {
  const { status, voidRecord, copies, isPeriodOpen, content } = detail
  const facts: VoidFacts = {
    status,
    preparerId: content.preparerId,
    request:
      voidRecord && voidRecord.decision !== 'REFUSED'
        ? { reason: voidRecord.reason, byId: voidRecord.byId }
        : null,
    deciderId: person.permissions.has('note.decideVoid') ? person.userId : NOBODY,
    copies: copies.map((copy): VoidCopy => ({
      kind: copy.kind,
      place: copy.place,
      keeperName: copy.keeperName,
      isOffered: copy.offeredPlace !== null,
      statement: statementOf(detail, copy.kind),
    })),
    isPeriodOpen,
    today,
  }
  return evaluate(VOID_GATE, facts)
}

function statementOf({ incidents }: NoteDetail, kind: VoidCopy['kind']): VoidCopy['statement'] {
  const own = incidents.filter((incident) => incident.copy === kind)
  if (own.some((incident) => incident.ruling === 'ACCEPTED')) return 'ACCEPTED'
  if (own.some((incident) => incident.ruling === null)) return 'WAITING'
  return own.length > 0 ? 'REJECTED' : 'NONE'
}
