import { readCode } from '#lib/codes/code-form.ts'
import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { diversionContentHash } from '#lib/domain/diversions/content.ts'
import {
  type DiversionGround,
  insertDiversion,
  readDiversionGround,
} from '#lib/domain/diversions/repository.ts'
import { reportDiversionInput } from '#lib/domain/diversions/schema.ts'
import { takeSequences } from '#lib/db/numbering.ts'
import { periodOf } from '#lib/kernel/business-date.ts'
import type { Canonical } from '#lib/kernel/canonical.ts'
import { newId } from '#lib/kernel/ids.ts'
import { paperNumber } from '#lib/kernel/paper-number.ts'
import { keepAttachment } from '#lib/papers/attachments.ts'
import type { CodeTrace } from '#lib/papers/code-trace.ts'
import { traceKept } from '#lib/papers/code-trace-queries.ts'
import { chainStart } from '#lib/papers/paper.ts'
import { attachedPicture } from '#lib/papers/pictures.ts'

type Loaded = { ground: DiversionGround; trace: CodeTrace | null; code: string }
type Plan = { ground: DiversionGround; trace: CodeTrace; foundAt: string }

/**
 * 报窜货: a code was found where it should not be. Opens a numbered case with the code's way frozen as the books say it
 * on the day: supplier, receipt, note, customer, who signed. Refused for a code that no paper carries, when no place is
 * named, for a day to come, and for the customer who rightly has it.
 */
export const reportDiversion = defineCommand({
  name: 'diversion.report',
  permission: 'diversion.report',
  input: reportDiversionInput,
  queryBudget: 10,
  load: async ({ tx, actor }, { accountSetId, code: typed, foundCustomerId }): Promise<Loaded | null> => {
    if (!actor.accountSetIds.includes(accountSetId)) return null
    const read = readCode(typed)
    const code = read.ok ? read.value.code : typed.trim()
    const ground = await readDiversionGround(tx, accountSetId, foundCustomerId)
    return ground && { ground, code, trace: await traceKept(tx, actor, accountSetId, code) }
  },
  decide: ({ ground, trace, code }, input, { today }): Decision<Plan> => {
    if (!trace) return refuse('diversion.unknownCode', { code })
    if (input.foundOn > today) return { invalid: { foundOn: 'dateInFuture' } }
    if (input.foundCustomerId !== null && ground.customerName === null)
      return { invalid: { foundCustomerId: 'unknown' } }
    const foundAt = input.foundAt === '' ? (ground.customerName ?? '') : input.foundAt
    if (foundAt === '') return { invalid: { foundAt: 'empty' } }
    const holder = holderOf(trace)
    if (input.foundCustomerId !== null && holder?.customerId === input.foundCustomerId)
      return refuse('diversion.rightPlace', {
        code,
        customer: ground.customerName ?? '',
        number: holder.number,
      })
    return act({ ground, trace, foundAt })
  },
  save: async ({ tx, actor, now, today }, { ground, trace, foundAt }, input) => {
    const { accountSetId, foundOn, foundCustomerId, remark, picture } = input
    const paperId = newId(now)
    const attached = picture === null ? null : attachedPicture(picture)
    if (attached) await keepAttachment(tx, accountSetId, attached, { actorId: actor.userId, at: now })
    const period = periodOf(today)
    const taken = await takeSequences(tx, accountSetId, period, ['DIVERSION_CASE'])
    const sequence = taken.get('DIVERSION_CASE') ?? 0
    const number = paperNumber(ground.numberFormat, 'DIVERSION_CASE', period, sequence)
    const evidence: Canonical = trace
    const { code } = trace
    const content = {
      ...{ accountSetId, paperId, number, code, foundOn, foundCustomerId, foundAt, remark },
      ...{ reportedById: actor.userId, evidence },
    }
    const contentHash = diversionContentHash(content)
    const chainHash = chainStart({ accountSetId, paperId, kind: 'DIVERSION_CASE', number, contentHash })
    const paper = { period, sequence, businessDate: today, contentHash, chainHash, at: now }
    await insertDiversion(tx, content, paper, attached?.hash ?? null)
    const payload = { number, code, foundOn, foundAt, picture: attached?.hash.toString('hex') ?? null }
    return {
      value: { accountSetId, paperId, number },
      events: [{ accountSetId, paperId, payload }],
    }
  },
})

/** The customer whose note the code stands on now, when that is out of the house. */
function holderOf({ steps }: CodeTrace): { customerId: string; number: string } | null {
  const last = steps.findLast((step) => step.released === null)
  return last?.kind === 'DELIVERY_NOTE' && last.customerId !== null
    ? { customerId: last.customerId, number: last.number ?? '' }
    : null
}
