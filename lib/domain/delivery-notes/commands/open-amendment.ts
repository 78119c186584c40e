import type { SignerProof } from '#lib/auth/actor.ts'
import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { takeSequences } from '#lib/db/numbering.ts'
import { amendmentContentHash } from '#lib/domain/delivery-notes/amendment-content.ts'
import {
  type AmendedLine,
  insertAmendment,
  readTaken,
} from '#lib/domain/delivery-notes/amendment-repository.ts'
import { openAmendmentInput } from '#lib/domain/delivery-notes/amendment-schema.ts'
import type { RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import { loadRoadNote } from '#lib/domain/delivery-notes/road-repository.ts'
import { periodOf } from '#lib/kernel/business-date.ts'
import { readCount } from '#lib/kernel/counted-quantity.ts'
import { newId } from '#lib/kernel/ids.ts'
import { paperNumber } from '#lib/kernel/paper-number.ts'
import { chainStart } from '#lib/papers/paper.ts'
import { signPaper } from '#lib/papers/signing.ts'

type Taken = Awaited<ReturnType<typeof readTaken>>
type Loaded = { note: RoadNote; taken: Taken }
type Plan = Loaded & { lines: AmendedLine[]; signer: SignerProof }

/**
 * 开改单: the driver changed a copy by hand; the slip says beside the untouched note what the customer really took of which
 * line, never more than was recorded (R59). Signed by the clerk. Refused for a note that is not delivered or posted already
 * (a posted note takes a customer return), and while another slip stands on it.
 */
export const openAmendment = defineCommand({
  name: 'amendment.open',
  permission: 'amendment.open',
  input: openAmendmentInput,
  queryBudget: 12,
  signs: true,
  load: async ({ tx, actor }, input): Promise<Loaded | null> => {
    const note = await loadRoadNote(tx, actor, input)
    return note && { note, taken: await readTaken(tx, input) }
  },
  decide: (loaded, input, { signer }): Decision<Plan> => {
    const { note, taken } = loaded
    const { number, status } = note
    if (status !== 'DELIVERED') return refuse('amendment.notDelivered', { number, status })
    if (taken.slip !== null) return refuse('amendment.another', { number, slip: taken.slip })
    const { lines, fields } = readLines(loaded, input.lines)
    if (Object.keys(fields).length > 0) return { invalid: fields }
    return signer ? act({ ...loaded, lines, signer }) : refuse('signing.noProof')
  },
  save: async ({ tx, actor, now, today }, { note, taken, lines, signer }, { accountSetId, reason }) => {
    const paperId = newId(now)
    const period = periodOf(today)
    const sequence =
      (await takeSequences(tx, accountSetId, period, ['AMENDMENT_SLIP'])).get('AMENDMENT_SLIP') ?? 0
    const number = paperNumber(taken.numberFormat, 'AMENDMENT_SLIP', period, sequence)
    const content = {
      ...{ accountSetId, paperId, number, notePaperId: note.paperId, noteNumber: note.number },
      ...{ reason, openedById: actor.userId },
      lines: lines.map(({ lineNo, fromE3, toE3 }) => ({ lineNo, fromE3: `${fromE3}`, toE3: `${toE3}` })),
    }
    const contentHash = amendmentContentHash(content)
    const chainHash = chainStart({ accountSetId, paperId, kind: 'AMENDMENT_SLIP', number, contentHash })
    const paper = { period, sequence, businessDate: today, contentHash, chainHash, at: now }
    await insertAmendment(tx, content, paper)
    const signed = {
      accountSetId,
      paperId,
      contentHash: contentHash.toString('hex'),
      codesHash: null,
      strokeHash: null,
    }
    const { address, userAgent } = actor
    await signPaper(tx, { ...signed, slot: 'PREPARER', signer, at: now, address, userAgent })
    const payload = { number, note: note.number, reason, lines: content.lines }
    return { value: { accountSetId, paperId, number }, events: [{ accountSetId, paperId, payload }] }
  },
})

/** Lines as typed; each less than what was recorded. `fields` names what cannot stand. */
function readLines(
  { note, taken }: Loaded,
  typed: readonly { lineNo: number; accepted: string }[],
): { lines: AmendedLine[]; fields: Record<string, string> } {
  const fields: Record<string, string> = {}
  const lines = typed.flatMap(({ lineNo, accepted }, index): AmendedLine[] => {
    const line = note.lines.find((each) => each.lineNo === lineNo)
    const fromE3 = taken.lines.find((each) => each.lineNo === lineNo)?.acceptedE3
    const isTwice = typed.findIndex((each) => each.lineNo === lineNo) !== index
    if (!line || fromE3 === undefined || isTwice) {
      fields[`lines.${index}.lineNo`] = isTwice ? 'duplicate' : 'unknown'
      return []
    }
    const count = readCount(accepted, line.units)
    if (!count.ok) fields[`lines.${index}.accepted`] = count.code
    else if (count.qtyE3 >= fromE3) fields[`lines.${index}.accepted`] = 'notLess'
    else return [{ lineNo, fromE3, toE3: count.qtyE3 }]
    return []
  })
  return { lines, fields }
}
