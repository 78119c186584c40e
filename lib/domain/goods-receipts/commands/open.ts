import type { SignerProof } from '#lib/auth/actor.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { loadReceiptOpening, type ReceiptLoaded, workReceipt } from '#lib/domain/goods-receipts/loading.ts'
import { holdOrder } from '#lib/domain/goods-receipts/repository.ts'
import { OPEN_RECEIPT_GATE } from '#lib/domain/goods-receipts/rules.ts'
import { openReceiptInput } from '#lib/domain/goods-receipts/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { type GoodsDraft, openGoodsPaper } from '#lib/papers/goods/open.ts'
import { plainDraft } from '#lib/papers/goods/plain-draft.ts'

type Plan = { loaded: ReceiptLoaded; lines: GoodsDraft['lines']; signer: SignerProof }

/**
 * 开入库单: gives a receipt its number, for what an approved order of the same account set still has open, or with a
 * reason where there is none (R15); signs as preparer. Refused with the whole checklist when a rule is unmet; `invalid`
 * names the field.
 */
export const openReceipt = defineCommand({
  name: 'goodsReceipt.open',
  permission: 'goodsReceipt.open',
  input: openReceiptInput,
  queryBudget: 14,
  signs: true,
  load: async ({ tx, actor, today }, input) => {
    const { accountSetId, sourcePaperId } = input
    if (sourcePaperId) await holdOrder(tx, { accountSetId, paperId: sourcePaperId })
    return loadReceiptOpening(tx, actor, input, today)
  },
  decide: (loaded, input, { actor, today, signer }) => {
    const worked = workReceipt(loaded, input, actor, today)
    if (!worked.ok) return { invalid: worked.fields }
    const checklist = evaluate(OPEN_RECEIPT_GATE, worked.facts)
    if (!checklist.isOpen) return { refuse: { code: 'gate.openReceipt', params: {}, checklist } }
    return signer ? act<Plan>({ loaded, lines: worked.lines, signer }) : refuse('signing.noProof')
  },
  save: async ({ tx, actor, now, today }, { loaded, lines, signer }, input) => {
    const { opening, order, delivering } = loaded
    const { accountSetId, reason, externalNumber } = input
    const { supplier } = delivering
    const draft: GoodsDraft = {
      ...plainDraft('GOODS_RECEIPT', opening, { accountSetId, businessDate: today, signer, reason, lines }),
      supplierId: supplier.id,
      partyName: supplier.name,
      partyContact: supplier.contact,
      sourcePaperId: order?.paperId ?? null,
      externalNumber,
      priceMode: order?.priceMode ?? supplier.priceMode,
    }
    const { numberFormat } = opening.accountSet
    const by = { signer, now, numberFormat, address: actor.address, userAgent: actor.userAgent }
    const { paperId, number, content } = await openGoodsPaper(tx, draft, by)
    const payload = {
      ...{ number, supplier: supplier.name, order: order?.number ?? null, reason },
      ...{ externalNumber, grossFen: content.grossFen, lineCount: lines.length },
    }
    return { value: { accountSetId, paperId, number }, events: [{ accountSetId, paperId, payload }] }
  },
})
