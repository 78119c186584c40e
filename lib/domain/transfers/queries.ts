import type { Person } from '#lib/auth/actor.ts'
import { readHeldCodes } from '#lib/codes/seen-queries.ts'
import type { Reader } from '#lib/db/client.ts'
import { linesOnRoad, linesToName } from '#lib/domain/transfers/lost-codes.ts'
import { RECEIVE_TRANSFER_GATE, WRITE_OFF_GATE } from '#lib/domain/transfers/rules.ts'
import { readTransit } from '#lib/domain/transfers/transit-queries.ts'
import { type BusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import { asQtyE3, formatQuantity } from '#lib/kernel/quantity.ts'
import { readPeriod } from '#lib/ledger/period.ts'
import { isBlindToArrival } from '#lib/papers/goods/blind.ts'
import type { GoodsLine, GoodsPaper } from '#lib/papers/goods/held.ts'
import { RESERVING } from '#lib/papers/goods/kinds.ts'
import { postFacts, postGate } from '#lib/papers/goods/rules.ts'

/** What comes next on a transfer; a gate is null where its step is not the next one, or not the reader's. */
export type TransferNext = {
  send: Checklist | null
  receive: Checklist | null
  writeOff: Checklist | null
  /** Lines of which who writes the rest off names the lost codes. */
  toName: { lineNo: number; productName: string; codes: string[] }[]
}

/** The gates of a transfer as the commands will see them. At most three statements. */
export async function readTransferNext(
  reader: Reader,
  person: Person,
  paper: GoodsPaper,
  today: BusinessDate,
): Promise<TransferNext> {
  const none: TransferNext = { send: null, receive: null, writeOff: null, toName: [] }
  const { accountSetId, toWarehouseId } = paper
  if (toWarehouseId === null) return none
  const isPeriodOpen = (await readPeriod(reader, accountSetId, periodOf(today))) === 'OPEN'
  if (RESERVING.includes(paper.status)) {
    const actorId = person.permissions.has('transfer.send') ? person.userId : ''
    const at = { actorId, today, postingDate: today, isPeriodOpen }
    return { ...none, send: evaluate(postGate('TRANSFER'), postFacts(paper, at)) }
  }
  if (paper.status !== 'SENT') return none
  const isReceiver = person.permissions.has('transfer.receive') && person.warehouseIds.includes(toWarehouseId)
  const receiverId = isReceiver ? person.userId : ''
  const receive = evaluate(RECEIVE_TRANSFER_GATE, { paper, receiverId, arrivals: null, today, isPeriodOpen })
  if (!person.permissions.has('transfer.writeOff')) return { ...none, receive }
  const transit = await readTransit(reader, { ...paper, toWarehouseId })
  const { lines } = transit
  const held = await readHeldCodes(reader, paper, linesOnRoad(paper, transit))
  const toName = linesToName(lines, held).map((line) => {
    return {
      ...line,
      productName: paper.lines.find(({ lineNo }) => lineNo === line.lineNo)?.productName ?? '',
    }
  })
  const facts = { paper, deciderId: person.userId, openLines: lines.length, today, isPeriodOpen }
  return { ...none, receive, writeOff: evaluate(WRITE_OFF_GATE, facts), toName }
}

/** How far a line has come, as people say it; what is still on its way is null where nothing is. */
export type RoadLine = {
  lineNo: number
  productName: string
  sent: string
  good: string | null
  damaged: string | null
  onItsWay: string | null
  /** What never arrived and was written off. */
  lost: string | null
}

/** One count at the other end. */
export type ArrivalRound = { round: number; byName: string; at: string; reasons: string[] }

/** What was sent, what arrived and what is still on its way; null before sending, and for who will count blind. */
export function roadOf(
  paper: GoodsPaper,
  person: Person,
): { lines: RoadLine[]; rounds: ArrivalRound[] } | null {
  const hasLeft = paper.status === 'SENT' || paper.status === 'POSTED'
  if (!hasLeft || isBlindToArrival(person, paper)) return null
  const isDone = paper.status === 'POSTED'
  const lines = paper.lines.map((line) => {
    const arrived = paper.arrivals.filter(({ lineNo }) => lineNo === line.lineNo)
    const goodE3 = arrived.reduce((sum, { goodE3: good }) => sum + BigInt(good), 0n)
    const damagedE3 = arrived.reduce((sum, { damagedE3: damaged }) => sum + BigInt(damaged), 0n)
    const restE3 = line.qtyE3 - goodE3 - damagedE3
    return {
      lineNo: line.lineNo,
      productName: line.productName,
      sent: say(line, line.qtyE3),
      good: goodE3 > 0n ? say(line, goodE3) : null,
      damaged: damagedE3 > 0n ? say(line, damagedE3) : null,
      onItsWay: restE3 > 0n && !isDone ? say(line, restE3) : null,
      lost: restE3 > 0n && isDone ? say(line, restE3) : null,
    }
  })
  const rounds = [...new Set(paper.arrivals.map(({ round }) => round))].flatMap((round) => {
    const counted = paper.arrivals.filter((each) => each.round === round)
    const first = counted[0]
    const reasons = counted.map(({ reason }) => reason).filter((reason) => reason !== '')
    return first ? [{ round, byName: first.countedByName, at: first.countedAt, reasons }] : []
  })
  return { lines, rounds }
}

function say(line: Pick<GoodsLine, 'units'>, qtyE3: bigint): string {
  return formatQuantity(asQtyE3(qtyE3), line.units)
}
