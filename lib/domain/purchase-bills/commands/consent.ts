import { act, type Decision, defineCommand } from '#lib/command/define-command.ts'
import { readBillMatch } from '#lib/domain/purchase-bills/loading.ts'
import { CONSENT_BILL_GATE, type ConsentBillFacts, differenceOf } from '#lib/domain/purchase-bills/rules.ts'
import { consentInput } from '#lib/domain/purchase-bills/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { moveGoodsPaper } from '#lib/papers/goods/progress.ts'

/** 同意差价: a manager who did not write the bill agrees to its price difference before it is posted (R98). Once. */
export const consentToBill = defineCommand({
  name: 'purchaseBill.consent',
  permission: 'purchaseBill.consent',
  input: consentInput,
  queryBudget: 9,
  load: async ({ tx, actor }, input): Promise<ConsentBillFacts | null> => {
    const paper = await loadGoodsPaper(tx, actor, input, ['PURCHASE_BILL'])
    const match = paper && (await readBillMatch(tx, actor, paper))
    return paper && match && { paper, actorId: actor.userId, differenceFen: differenceOf(match.lines) }
  },
  decide: (facts): Decision<{ paper: GoodsPaper; differenceFen: bigint }> => {
    const checklist = evaluate(CONSENT_BILL_GATE, facts)
    const { paper, differenceFen } = facts
    return checklist.isOpen
      ? act({ paper, differenceFen })
      : { refuse: { code: 'gate.consentBill', params: { number: paper.number }, checklist } }
  },
  save: async ({ tx, actor, now }, { paper, differenceFen }, { seenVersion, remark }) => {
    const { accountSetId, paperId, number } = paper
    const step = { to: 'OPEN' as const, decidedById: actor.userId, decisionRemark: remark, at: now }
    if (!(await moveGoodsPaper(tx, { ...paper, version: seenVersion }, step))) return { stale: {} }
    const payload = { number, remark, differenceFen: `${differenceFen}` }
    return { value: { number }, events: [{ accountSetId, paperId, payload }] }
  },
})
