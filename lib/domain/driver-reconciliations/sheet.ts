import { type Canonical, contentHash } from '#lib/kernel/canonical.ts'
import { countedFen } from '#lib/domain/driver-reconciliations/denominations.ts'
import type { DueThing } from '#lib/domain/driver-reconciliations/schema.ts'

/** Money said at the stop of a note, as the driver recorded it. */
export type Tender = {
  sequence: number
  method: string
  what: string
  amountFen: bigint
  /** The note it pays: this one or an older one. */
  paysPaperId: string
  paysNumber: string
}

/** A copy of a note that comes back with the driver. */
export type DueCopy = {
  kind: 'DRIVER' | 'CUSTOMER'
  keeperId: string | null
  offeredToId: string | null
  place: string
  isSigned: boolean
  /** A manager has accepted the statement about what happened to it (R12). */
  isExcused: boolean
}

/** A delivered note that no session has closed yet. */
export type DueNote = {
  paperId: string
  number: string
  status: string
  customerId: string
  customerName: string
  channel: string
  settlementMethod: string
  outcome: string
  deliveredAt: string
  advancedFreightFen: bigint
  /** What the customer owes for what was taken, as slips in force have it. */
  acceptedFen: bigint
  /** The amendment slip that stands on it, and how far it has come; null when none does. */
  slip: { paperId: string; number: string; status: 'OPEN' | 'AGREED' | 'RECEIVED' } | null
  tenders: readonly Tender[]
  copies: readonly DueCopy[]
  /** The channel's goods travel with a consignment note, by its policy (R51). */
  needsConsignmentNote: boolean
  hasConsignmentNote: boolean
  /** Things excused in this session. */
  excuses: readonly { thing: DueThing; reason: string }[]
}

export type CashCount = {
  sequence: number
  pieces: readonly number[]
  reason: string
  countedById: string
  countedBy: string
  at: string
}
export type Dispute = {
  sequence: number
  notePaperId: string | null
  number: string | null
  statement: string
  raisedBy: string
  at: string
  outcome: string | null
  ruling: string | null
  ruledBy: string | null
}

/** HOME: not with the driver any more. OUT: still to come. EXCUSED: it does not come, and it is said why. */
export type ThingState = 'HOME' | 'OUT' | 'EXCUSED' | 'NOT_DUE'

/** One note as the sheet says it. Amounts in fen. */
export type SheetNote = {
  paperId: string
  number: string
  customerId: string
  customerName: string
  channel: string
  settlementMethod: string
  outcome: string
  /** Cash taken at the stop for goods, of this note and older ones; and for freight laid out (R52). */
  cashFen: string
  /** What was said in cash beyond what the amended note is worth: never paid (R59). */
  amendedFen: string
  /** Its amendment slip, and whether the surplus is in the warehouse. */
  slip: { number: string; isReceived: boolean } | null
  freightFen: string
  /** Freight laid out that came another way than in cash. */
  freightOtherFen: string
  /** Money that went another way, such as a transfer. */
  otherFen: string
  /** Left on account. */
  onAccountFen: string
  blueCopy: ThingState
  customerCopy: ThingState
  consignmentNote: ThingState
  advancedFreight: ThingState
  excuses: { thing: string; reason: string }[]
}

/** What both sign: every note, every yuan, the count and its difference. */
export type Sheet = {
  notes: SheetNote[]
  /** Cash due: for goods and for freight laid out. */
  expectedFen: string
  /** Null before anything was counted. */
  pieces: number[] | null
  countedFen: string
  /** Counted less due. */
  differenceFen: string
  reason: string
  disputes: { sequence: number; number: string | null; statement: string }[]
}

/** The sheet of a session from what was read: the notes in their order, and the last count. */
export function sheetOf(
  notes: readonly DueNote[],
  driverId: string,
  count: CashCount | null,
  disputes: readonly Dispute[],
): Sheet {
  const lines = notes.map((note) => sheetNote(note, driverId))
  const expectedFen = lines.reduce((sum, line) => sum + BigInt(line.cashFen) + BigInt(line.freightFen), 0n)
  const foundFen = count ? countedFen(count.pieces) : 0n
  return {
    notes: lines,
    expectedFen: `${expectedFen}`,
    pieces: count ? [...count.pieces] : null,
    countedFen: `${foundFen}`,
    differenceFen: `${foundFen - expectedFen}`,
    reason: count?.reason ?? '',
    disputes: disputes.map(({ sequence, number, statement }) => ({ sequence, number, statement })),
  }
}

const isCash = (method: string): boolean => method === 'CASH'
/** Money that reached the house without the driver carrying it. */
const isElsewhere = (method: string): boolean => method !== 'CASH' && method !== 'ON_ACCOUNT'

function taken(tenders: readonly Tender[], isWanted: (tender: Tender) => boolean): bigint {
  return tenders.filter(isWanted).reduce((sum, { amountFen }) => sum + amountFen, 0n)
}

function sheetNote(note: DueNote, driverId: string): SheetNote {
  const { tenders } = note
  const goods = (wanted: (method: string) => boolean): bigint =>
    taken(tenders, ({ method, what }) => what === 'GOODS' && wanted(method))
  const freight = (wanted: (method: string) => boolean): bigint =>
    taken(tenders, ({ method, what }) => what !== 'GOODS' && wanted(method))
  const freightFen = freight(isCash)
  const freightOtherFen = freight(isElsewhere)
  const { paperId, number, customerId, customerName, channel, settlementMethod, outcome } = note
  return {
    ...{ paperId, number, customerId, customerName, channel, settlementMethod, outcome },
    cashFen: `${goods(isCash) - amendedFen(note)}`,
    amendedFen: `${amendedFen(note)}`,
    slip: note.slip && { number: note.slip.number, isReceived: note.slip.status === 'RECEIVED' },
    freightFen: `${freightFen}`,
    freightOtherFen: `${freightOtherFen}`,
    otherFen: `${goods(isElsewhere)}`,
    onAccountFen: `${goods((method) => method === 'ON_ACCOUNT')}`,
    blueCopy: copyState(note, 'DRIVER', driverId),
    customerCopy: isSignedCopyDue(note) ? copyState(note, 'CUSTOMER', driverId) : 'NOT_DUE',
    consignmentNote: stateOf(note, 'CONSIGNMENT_NOTE', isConsigned(note), note.hasConsignmentNote),
    advancedFreight: freightState(note, freightFen + freightOtherFen),
    excuses: note.excuses.map(({ thing, reason }) => ({ thing, reason })),
  }
}

/** Cash said for the note itself beyond what it is worth since its slip is in force. */
export function amendedFen({ slip, paperId, tenders, acceptedFen }: DueNote): bigint {
  if (slip?.status !== 'RECEIVED') return 0n
  const isOwn = ({ what, paysPaperId }: Tender): boolean => what === 'GOODS' && paysPaperId === paperId
  const saidFen = taken(tenders, (tender) => isOwn(tender) && tender.method !== 'ON_ACCOUNT')
  const cashFen = taken(tenders, (tender) => isOwn(tender) && isCash(tender.method))
  const overFen = saidFen > acceptedFen ? saidFen - acceptedFen : 0n
  return overFen < cashFen ? overFen : cashFen
}

/** The customer's signed copy comes back of what is not paid in cash, unless everything was refused (R46). */
function isSignedCopyDue({ settlementMethod, outcome }: DueNote): boolean {
  return settlementMethod !== 'CASH' && outcome !== 'REFUSED'
}

/** The consignment note comes back where the channel asks for one, unless everything was refused (R51). */
function isConsigned({ needsConsignmentNote, outcome }: DueNote): boolean {
  return needsConsignmentNote && outcome !== 'REFUSED'
}

function copyState(note: DueNote, kind: 'DRIVER' | 'CUSTOMER', driverId: string): ThingState {
  const copy = note.copies.find((each) => each.kind === kind)
  const isHome = copy !== undefined && copy.keeperId !== null && copy.keeperId !== driverId
  const isBack = isHome && (kind === 'DRIVER' || copy.isSigned) && copy.place !== 'DRIVER'
  const thing = kind === 'DRIVER' ? 'DRIVER_COPY' : 'CUSTOMER_COPY'
  if (copy?.isExcused === true) return 'EXCUSED'
  return stateOf(note, thing, true, isBack || copy?.place === 'VOLUME')
}

/** Freight laid out comes home in money, or the driver said at the stop why it was left, or it is excused here (R52). */
function freightState(note: DueNote, paidFen: bigint): ThingState {
  const isLeft = note.tenders.some(({ what, method }) => what !== 'GOODS' && method === 'ON_ACCOUNT')
  const isDue = note.advancedFreightFen > 0n && note.outcome !== 'REFUSED'
  const isPaid = paidFen >= note.advancedFreightFen
  return isDue && isLeft && !isPaid ? 'EXCUSED' : stateOf(note, 'ADVANCED_FREIGHT', isDue, isPaid)
}

function stateOf(note: DueNote, thing: DueThing, isDue: boolean, isThere: boolean): ThingState {
  if (!isDue) return 'NOT_DUE'
  if (isThere) return 'HOME'
  return note.excuses.some((excuse) => excuse.thing === thing) ? 'EXCUSED' : 'OUT'
}

/** What the signatures of a session are bound to. */
export function sheetHash(sheet: Sheet): Buffer {
  const content: Canonical = sheet
  return contentHash(content)
}
