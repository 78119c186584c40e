import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { writeOffContentHash } from '#lib/domain/write-offs/content.ts'
import { insertWriteOff, type ProposeGround, readProposeGround } from '#lib/domain/write-offs/repository.ts'
import { type ProposeInput, proposeInput } from '#lib/domain/write-offs/schema.ts'
import { takeSequences } from '#lib/db/numbering.ts'
import { periodOf } from '#lib/kernel/business-date.ts'
import { newId } from '#lib/kernel/ids.ts'
import { formatFen, parseYuan } from '#lib/kernel/money.ts'
import { paperNumber } from '#lib/kernel/paper-number.ts'
import { chainStart } from '#lib/papers/paper.ts'

type Line = { noteId: string; amountFen: bigint }
type Plan = { ground: ProposeGround; lines: Line[]; amountFen: bigint }

/**
 * 坏账核销: the accountant proposes what of a customer's open notes nobody will pay, with a reason. Nothing is entered
 * before a manager agrees. Refused for more than is open and not proposed already.
 */
export const proposeWriteOff = defineCommand({
  name: 'writeOff.propose',
  permission: 'writeOff.propose',
  input: proposeInput,
  queryBudget: 9,
  load: async ({ tx, actor }, input): Promise<ProposeGround | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    const noteIds = input.lines.map(({ noteId }) => noteId)
    return readProposeGround(tx, input.accountSetId, input.customerId, noteIds)
  },
  decide: (ground, input): Decision<Plan> => {
    const wrong = wrongLines(input)
    if (wrong !== null) return { invalid: wrong }
    const lines = input.lines.flatMap(({ noteId, amount }): Line[] => {
      const read = parseYuan(amount)
      return read.ok ? [{ noteId, amountFen: read.value }] : []
    })
    for (const { noteId, amountFen } of lines) {
      const note = ground.notes.find((each) => each.noteId === noteId)
      if (!note) return refuse('notFound')
      const leftFen = note.openFen - note.proposedFen
      if (amountFen > leftFen)
        return refuse('writeOff.overOpen', {
          number: note.number,
          amount: formatFen(amountFen),
          left: formatFen(leftFen < 0n ? 0n : leftFen),
        })
    }
    return act({ ground, lines, amountFen: lines.reduce((sum, line) => sum + line.amountFen, 0n) })
  },
  save: async ({ tx, actor, now, today }, { ground, lines, amountFen }, input) => {
    const { accountSetId, customerId, reason } = input
    const paperId = newId(now)
    const period = periodOf(today)
    const sequence = (await takeSequences(tx, accountSetId, period, ['WRITE_OFF'])).get('WRITE_OFF') ?? 0
    const number = paperNumber(ground.numberFormat, 'WRITE_OFF', period, sequence)
    const content = {
      ...{ accountSetId, paperId, number, customerId, reason, proposedById: actor.userId },
      lines: lines.map((line) => ({ noteId: line.noteId, amountFen: `${line.amountFen}` })),
    }
    const contentHash = writeOffContentHash(content)
    const chainHash = chainStart({ accountSetId, paperId, kind: 'WRITE_OFF', number, contentHash })
    await insertWriteOff(tx, content, {
      ...{ period, sequence, businessDate: today, contentHash, chainHash, amountFen, at: now },
    })
    const payload = {
      number,
      customer: ground.customerName,
      reason,
      amountFen: `${amountFen}`,
      lines: content.lines,
    }
    return { value: { accountSetId, paperId, number }, events: [{ accountSetId, paperId, payload }] }
  },
})

/** What is wrong with the amounts as typed: each note once, each amount above zero. */
function wrongLines(input: ProposeInput): Record<string, string> | null {
  const wrong: Record<string, string> = {}
  const seen = new Set<string>()
  input.lines.forEach(({ noteId, amount }, index) => {
    const read = parseYuan(amount)
    if (!read.ok) wrong[`lines.${index}.amount`] = read.code
    else if (read.value <= 0n) wrong[`lines.${index}.amount`] = read.value === 0n ? 'zero' : 'negative'
    if (seen.has(noteId)) wrong[`lines.${index}.noteId`] = 'twice'
    seen.add(noteId)
  })
  return Object.keys(wrong).length === 0 ? null : wrong
}
