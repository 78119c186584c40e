import type { SignerProof } from '#lib/auth/actor.ts'
import { readCode } from '#lib/codes/code-form.ts'
import { releaseCodes } from '#lib/codes/store.ts'
import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import {
  type Amendment,
  holdAmendment,
  readAmendment,
  readTaken,
  saveReceived,
} from '#lib/domain/delivery-notes/amendment-repository.ts'
import { receiveSurplusInput } from '#lib/domain/delivery-notes/amendment-schema.ts'
import { type OnTheRoad, readOnTheRoad } from '#lib/domain/delivery-notes/deliver-repository.ts'
import { codesReturned } from '#lib/domain/delivery-notes/deliver-rules.ts'
import type { RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import { loadRoadNote } from '#lib/domain/delivery-notes/road-repository.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { divideRounded } from '#lib/kernel/money.ts'
import type { StockMove } from '#lib/ledger/entries.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { signPaper } from '#lib/papers/signing.ts'

type Taken = Awaited<ReturnType<typeof readTaken>>['lines']
type Loaded = { note: RoadNote; slip: Amendment; road: OnTheRoad; taken: Taken; period: PeriodStatus }
type Plan = Loaded & { codes: string[]; signer: SignerProof }

/**
 * 收回多余货: the keeper of the note's warehouse takes the surplus of an agreed slip in, with the codes of what came back,
 * and signs (R59). From now on the customer took what the slip says: goods and codes are back in the warehouse, and the
 * note is posted at that. Refused when the codes are not those of the note's line, or not as many as come back.
 */
export const receiveSurplus = defineCommand({
  name: 'amendment.receive',
  permission: 'amendment.receive',
  input: receiveSurplusInput,
  queryBudget: 17,
  signs: true,
  load: async ({ tx, actor, today }, { accountSetId, paperId, slipId }): Promise<Loaded | null> => {
    const note = await loadRoadNote(tx, actor, { accountSetId, paperId })
    await holdAmendment(tx, { accountSetId, paperId: slipId })
    const slip = await readAmendment(tx, actor.accountSetIds, { accountSetId, paperId: slipId })
    if (!note || slip?.notePaperId !== paperId || !actor.warehouseIds.includes(note.warehouseId)) return null
    const road = await readOnTheRoad(tx, { accountSetId, paperId }, null)
    const { lines } = await readTaken(tx, { accountSetId, paperId })
    return { note, slip, road, taken: lines, period: await holdPeriod(tx, accountSetId, today) }
  },
  decide: (loaded, input, { today, signer }): Decision<Plan> => {
    const { note, slip, period } = loaded
    if (slip.status !== 'AGREED') return refuse('amendment.notNow', { number: slip.number })
    if (note.status !== 'DELIVERED')
      return refuse('amendment.notDelivered', { number: note.number, status: note.status })
    if (period !== 'OPEN') return refuse('amendment.periodClosed', { date: today })
    const codes = [...new Set(input.codes.map(spelling))]
    const wrong = wrongCodes(loaded, codes)
    if (wrong) return { refuse: wrong }
    return signer ? act({ ...loaded, codes, signer }) : refuse('signing.noProof')
  },
  save: async ({ tx, actor, now, today }, plan) => {
    const { note, slip, road, taken, codes, signer } = plan
    const { accountSetId, paperId, number, contentHash } = slip
    const by = { actorId: actor.userId, at: now }
    const outcome = isNothingLeft(slip, taken) ? 'REFUSED' : 'PARTIAL'
    if (!(await saveReceived(tx, slip, { version: note.version, outcome }, by))) return { stale: {} }
    await moveStock(tx, { recordedById: actor.userId, at: now }, surplusMoves(note, slip, road, today))
    if (codes.length > 0) await releaseCodes(tx, note, codes, 'REFUSED', by)
    const { address, userAgent } = actor
    const signed = { accountSetId, paperId, contentHash, codesHash: null, strokeHash: null }
    await signPaper(tx, { ...signed, slot: 'KEEPER', signer, at: now, address, userAgent })
    const payload = { number, note: note.number, codes, outcome }
    return {
      value: { number, outcome },
      events: [
        { accountSetId, paperId, payload },
        { accountSetId, paperId: note.paperId, payload },
      ],
    }
  },
})

function spelling(typed: string): string {
  const read = readCode(typed)
  return read.ok ? read.value.code : typed.trim()
}

function isNothingLeft(slip: Amendment, taken: Taken): boolean {
  return taken.every(({ lineNo, acceptedE3 }) => {
    const line = slip.lines.find((each) => each.lineNo === lineNo)
    return (line?.toE3 ?? acceptedE3) === 0n
  })
}

/** Why the codes are not what comes back; null when each line has exactly its own. */
function wrongCodes(
  { note, slip, road }: Loaded,
  codes: readonly string[],
): { code: string; params: Record<string, string | number> } | null {
  const lineOf = new Map(road.codes.map(({ code, lineNo }) => [code, lineNo]))
  const amended = new Set(slip.lines.map(({ lineNo }) => lineNo))
  const foreign = codes.find((code) => !amended.has(lineOf.get(code) ?? 0))
  if (foreign !== undefined)
    return { code: 'amendment.foreignCode', params: { code: foreign, number: note.number } }
  for (const { lineNo, toE3 } of slip.lines) {
    const line = note.lines.find((each) => each.lineNo === lineNo)
    if (!line) continue
    const due = codesReturned(line, toE3)
    const given = codes.filter((code) => lineOf.get(code) === lineNo).length
    if (given !== due)
      return {
        code: 'amendment.codesMissing',
        params: { line: lineNo, product: line.productName, due, given },
      }
  }
  return null
}

/** The surplus comes back into the warehouse it left, at its share of the value it left at. */
function surplusMoves(
  note: RoadNote,
  slip: Amendment,
  road: OnTheRoad,
  businessDate: BusinessDate,
): StockMove[] {
  const { accountSetId, warehouseId, paperId } = note
  return slip.lines.flatMap(({ lineNo, fromE3, toE3 }): StockMove[] => {
    const line = note.lines.find((each) => each.lineNo === lineNo)
    if (!line) return []
    const leftFen = road.values.find((each) => each.lineNo === lineNo)?.valueFen ?? 0n
    // What came back before and now together is the share of both: no fen is left over by rounding twice.
    const shareOf = (qtyE3: bigint): bigint => divideRounded(leftFen * qtyE3, line.qtyE3)
    const valueFen = shareOf(line.qtyE3 - toE3) - shareOf(line.qtyE3 - fromE3)
    return [
      {
        ...{ accountSetId, warehouseId, paperId, lineNo, businessDate, valueFen },
        ...{ productId: line.productId, fromPlace: 'CUSTOMER', toPlace: 'WAREHOUSE', qtyE3: fromE3 - toE3 },
      },
    ]
  })
}
