import type { SignerProof } from '#lib/auth/actor.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import {
  loadSupplierReturn,
  type SupplierReturnLoaded,
  workSupplierReturn,
} from '#lib/domain/supplier-returns/loading.ts'
import { OPEN_SUPPLIER_RETURN_GATE } from '#lib/domain/supplier-returns/rules.ts'
import { openSupplierReturnInput } from '#lib/domain/supplier-returns/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { type GoodsDraft, openGoodsPaper } from '#lib/papers/goods/open.ts'
import { plainDraft } from '#lib/papers/goods/plain-draft.ts'
import { takeReturned } from '#lib/papers/goods/returned.ts'

type Plan = { loaded: SupplierReturnLoaded; lines: GoodsDraft['lines']; signer: SignerProof }

/**
 * 开采购退货单: gives a return to a supplier its number, over any number of posted receipts, at most what came in and
 * has not gone back (A26), from a store or its damaged corner; signs as preparer and reserves the goods. Refused with
 * the whole checklist when a rule is unmet; `invalid` names the field.
 */
export const openSupplierReturn = defineCommand({
  name: 'supplierReturn.open',
  permission: 'supplierReturn.open',
  input: openSupplierReturnInput,
  queryBudget: 16,
  signs: true,
  load: ({ tx, actor, today }, input) => loadSupplierReturn(tx, actor, input, today),
  decide: (loaded, input, { actor, today, signer }) => {
    const worked = workSupplierReturn(loaded, input, actor, today)
    if (!worked.ok) return { invalid: worked.fields }
    const checklist = evaluate(OPEN_SUPPLIER_RETURN_GATE, worked.facts)
    if (!checklist.isOpen) return { refuse: { code: 'gate.openSupplierReturn', params: {}, checklist } }
    return signer ? act<Plan>({ loaded, lines: worked.lines, signer }) : refuse('signing.noProof')
  },
  save: async ({ tx, actor, now, today }, { loaded, lines, signer }, input) => {
    const { opening, supplier, received } = loaded
    const { accountSetId, reason } = input
    const draft: GoodsDraft = {
      ...plainDraft('SUPPLIER_RETURN', opening, { accountSetId, businessDate: today, signer, reason, lines }),
      supplierId: supplier.id,
      partyName: supplier.name,
      partyContact: supplier.contact,
      priceMode: received[0]?.priceMode ?? 'TAX_INCLUSIVE',
    }
    const taken = lines.map(({ sourcePaperId, sourceLineNo, qtyE3 }) => {
      return { sourcePaperId: sourcePaperId ?? '', sourceLineNo: sourceLineNo ?? 0, qtyE3: BigInt(qtyE3) }
    })
    await takeReturned(tx, accountSetId, taken)
    const { numberFormat } = opening.accountSet
    const by = { signer, now, numberFormat, address: actor.address, userAgent: actor.userAgent }
    const { paperId, number, content } = await openGoodsPaper(tx, draft, by)
    const receipts = [...new Set(received.map((line) => line.number))]
    const payload = {
      ...{ number, supplier: supplier.name, receipts, reason },
      ...{ netFen: content.netFen, lineCount: lines.length },
    }
    return { value: { accountSetId, paperId, number }, events: [{ accountSetId, paperId, payload }] }
  },
})
