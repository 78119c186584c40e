import type { SignerProof } from '#lib/auth/actor.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { loadReturnOpening, type ReturnLoaded, workReturn } from '#lib/domain/customer-returns/loading.ts'
import { OPEN_CUSTOMER_RETURN_GATE, type SoldLine } from '#lib/domain/customer-returns/rules.ts'
import { openCustomerReturnInput } from '#lib/domain/customer-returns/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { type GoodsDraft, openGoodsPaper } from '#lib/papers/goods/open.ts'
import { plainDraft } from '#lib/papers/goods/plain-draft.ts'
import { takeReturned } from '#lib/papers/goods/returned.ts'

type Plan = {
  loaded: ReturnLoaded
  lines: GoodsDraft['lines']
  priceMode: SoldLine['priceMode']
  signer: SignerProof
}

/**
 * 开退货单: gives a customer's return its number, over any number of posted notes, each line at its note's price and at
 * most what was taken and not given back (A26); signs as preparer. What comes back is spoken for from now on. Refused
 * with the whole checklist when a rule is unmet; `invalid` names the field.
 */
export const openCustomerReturn = defineCommand({
  name: 'customerReturn.open',
  permission: 'customerReturn.open',
  input: openCustomerReturnInput,
  queryBudget: 15,
  signs: true,
  load: ({ tx, actor, today }, input) => loadReturnOpening(tx, actor, input, today),
  decide: (loaded, input, { actor, today, signer }) => {
    const worked = workReturn(loaded, input, actor, today)
    if (!worked.ok) return { invalid: worked.fields }
    const checklist = evaluate(OPEN_CUSTOMER_RETURN_GATE, worked.facts)
    if (!checklist.isOpen) return { refuse: { code: 'gate.openCustomerReturn', params: {}, checklist } }
    const { lines, priceMode } = worked
    return signer ? act<Plan>({ loaded, lines, priceMode, signer }) : refuse('signing.noProof')
  },
  save: async ({ tx, actor, now, today }, { loaded, lines, priceMode, signer }, input) => {
    const { opening, customer, sold } = loaded
    const { accountSetId, reason } = input
    const draft: GoodsDraft = {
      ...plainDraft('CUSTOMER_RETURN', opening, { accountSetId, businessDate: today, signer, reason, lines }),
      customerId: customer.id,
      partyName: customer.name,
      partyContact: customer.contact,
      priceMode,
    }
    const taken = lines.map(({ sourcePaperId, sourceLineNo, qtyE3 }) => {
      return { sourcePaperId: sourcePaperId ?? '', sourceLineNo: sourceLineNo ?? 0, qtyE3: BigInt(qtyE3) }
    })
    await takeReturned(tx, accountSetId, taken)
    const { numberFormat } = opening.accountSet
    const by = { signer, now, numberFormat, address: actor.address, userAgent: actor.userAgent }
    const { paperId, number, content } = await openGoodsPaper(tx, draft, by)
    const notes = [...new Set(sold.map((line) => line.number))]
    const payload = {
      ...{ number, customer: customer.name, notes, reason },
      ...{ grossFen: content.grossFen, lineCount: lines.length },
    }
    return { value: { accountSetId, paperId, number }, events: [{ accountSetId, paperId, payload }] }
  },
})
