import type { Person } from '#lib/auth/actor.ts'
import { nextGates, voidGate } from '#lib/domain/delivery-notes/next-step.ts'
import { type NoteDetail, readNoteDetail } from '#lib/domain/delivery-notes/note-detail.ts'
import { unitsOf } from '#lib/domain/delivery-notes/note-sheet.ts'
import { type HouseSlot, slotsOf } from '#lib/domain/delivery-notes/signing-rules.ts'
import { NOTE_TRANSITIONS } from '#lib/domain/delivery-notes/states.ts'
import type { Reader } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { Checklist } from '#lib/kernel/gate.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { asQtyE3, formatQuantity } from '#lib/kernel/quantity.ts'
import { canMove } from '#lib/kernel/transitions.ts'
import { type CopyActs, copyActsOf } from '#lib/papers/copy-acts.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import { readReceivers, type ReceiverRow } from '#lib/papers/receiver-queries.ts'

/** What the reader may do on this page now. The commands decide; these only show or hide. */
export type NoteMay = CopyActs & {
  print: boolean
  signSlot: HouseSlot | null
  handToKeeper: boolean
  acceptSet: boolean
  handToAccounting: boolean
  writeIncident: boolean
  ruleIncident: boolean
  attach: boolean
  requestVoid: boolean
  decideVoid: boolean
  reverse: boolean
  reissue: boolean
  /** Steps that are taken on pages of their own. */
  steps: Record<'prepare' | 'verify' | 'dispatch' | 'deliver' | 'post', boolean>
}

export type NoteView = {
  detail: NoteDetail
  gates: Checklist[]
  voidGate: Checklist
  may: NoteMay
  /** Who copies can be handed to; empty for a reader who has none to hand over. */
  receivers: ReceiverRow[]
}

/** Everything the page of a note shows; null outside the reader's scope. Seven statements at most. */
export async function readNoteView(
  reader: Reader,
  person: Person,
  key: PaperKey,
  at: { now: Date; today: BusinessDate },
): Promise<NoteView | null> {
  const detail = await readNoteDetail(reader, person, key, at.today)
  if (!detail) return null
  const gates = await nextGates({ reader, person, today: at.today }, detail)
  const may = mayOf(detail, person)
  const accountSetIds = [detail.content.accountSetId]
  const receivers =
    may.offerKinds.length === 0
      ? []
      : await readReceivers(reader, { accountSetIds, storeIds: [detail.content.warehouseId] })
  return { detail, gates, voidGate: voidGate(detail, person, at.today), may, receivers }
}

function mayOf(detail: NoteDetail, person: Person): NoteMay {
  const has = (permission: Parameters<Person['permissions']['has']>[0]) => person.permissions.has(permission)
  const { copies, status, voidRecord } = detail
  const { acceptKinds, takeBackKinds, offerKinds } = copyActsOf(copies, person)
  const isAtDesk = status === 'ISSUED'
  const isSetForMe = isAtDesk && acceptKinds.length === copies.length && person.roles.includes('KEEPER')
  const isVoidOpen = voidRecord !== null && voidRecord.decision === null
  return {
    print: has('note.print'),
    signSlot: has('note.sign') ? openSlot(detail, person) : null,
    handToKeeper: isAtDesk && offerKinds.length === copies.length,
    acceptSet: isSetForMe,
    handToAccounting: ['DELIVERED', 'POSTED'].includes(status) && offerKinds.includes('CUSTOMER'),
    acceptKinds: isSetForMe ? [] : acceptKinds,
    takeBackKinds,
    offerKinds,
    writeIncident: has('incident.write'),
    ruleIncident: has('incident.rule'),
    attach: has('note.attach'),
    requestVoid: has('note.requestVoid') && canMove(NOTE_TRANSITIONS, status, 'VOIDED') && !isVoidOpen,
    decideVoid: has('note.decideVoid') && isVoidOpen,
    reverse: has('note.reverse') && status === 'POSTED',
    reissue: has('note.issue') && status === 'VOIDED' && detail.replacedBy === null,
    steps: {
      prepare: has('note.prepare') && detail.keeperId === person.userId,
      verify: has('note.verify') && detail.keeperId !== person.userId,
      dispatch: has('note.dispatch') && detail.keeperId === person.userId,
      deliver: has('note.deliver') && detail.driverId === person.userId,
      post: has('note.post'),
    },
  }
}

/** The slot that the reader could sign now; the command checks the rest. */
function openSlot(detail: NoteDetail, person: Person): HouseSlot | null {
  if (detail.status !== 'PREPARED' && detail.status !== 'VERIFIED') return null
  const signed = detail.signatures.map(({ statement }) => statement)
  const hasSigned = signed.some((statement) => statement.signerId === person.userId)
  if (hasSigned && detail.accountSet.requiresDistinctSigners) return null
  const own = slotsOf({ keeperId: detail.keeperId, handlerId: detail.content.handlerId }, person)
  const open = own.find((slot) => !signed.some((statement) => statement.slot === slot))
  const isKeeperDone = signed.some((statement) => statement.slot === 'KEEPER')
  return open !== undefined && (open === 'KEEPER' || isKeeperDone) ? open : null
}

/** The note's money as decimal text of yuan. */
export function moneyOf({ content }: NoteDetail) {
  const yuan = (fen: string) => formatFenPlain(BigInt(fen))
  return {
    goods: yuan(content.goodsFen),
    discount: yuan(content.discountFen),
    roundingOff: yuan(content.roundingOffFen),
    net: yuan(content.netFen),
    tax: yuan(content.taxFen),
    gross: yuan(content.grossFen),
    freight: content.advancedFreightFen === '0' ? null : yuan(content.advancedFreightFen),
  }
}

/** Lines of which the customer sent something back, as the sentence about them needs it. */
export function returnedOf({ content, outcomeLines }: NoteDetail) {
  return outcomeLines.flatMap(({ lineNo, acceptedE3, refusedE3, reason }) => {
    const line = content.lines.find((each) => each.lineNo === lineNo)
    if (!line || refusedE3 === '0') return []
    const say = (qtyE3: string) => formatQuantity(asQtyE3(BigInt(qtyE3)), unitsOf(line))
    return [
      { line: lineNo, product: line.productName, accepted: say(acceptedE3), refused: say(refusedE3), reason },
    ]
  })
}
