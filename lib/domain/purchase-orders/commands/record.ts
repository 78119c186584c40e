import type { SignerProof } from '#lib/auth/actor.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import {
  loadPurchase,
  type PurchaseLoaded,
  workPurchase,
  type WorkedPurchase,
} from '#lib/domain/purchase-orders/loading.ts'
import { insertProgress } from '#lib/domain/purchase-orders/repository.ts'
import { RECORD_PURCHASE_GATE } from '#lib/domain/purchase-orders/rules.ts'
import { recordInput, type RecordPurchaseInput } from '#lib/domain/purchase-orders/schema.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { type GoodsDraft, openGoodsPaper } from '#lib/papers/goods/open.ts'
import { openingContentLine } from '#lib/papers/goods/opening-line.ts'
import { plainDraft } from '#lib/papers/goods/plain-draft.ts'

type Plan = { loaded: PurchaseLoaded; worked: WorkedPurchase; signer: SignerProof }

/**
 * 记采购订单: gives a purchase order its number, with supplier, goods, prices, tax and the day it is expected (R85, R87).
 * Tax rates are the day's, prices are the supplier's with or without tax. Waits for a manager's approval. Refused with
 * the whole checklist when a rule is unmet; `invalid` names the field.
 */
export const recordPurchase = defineCommand({
  name: 'purchaseOrder.record',
  permission: 'purchaseOrder.record',
  input: recordInput,
  queryBudget: 12,
  signs: true,
  load: ({ tx, actor, today }, input) => loadPurchase(tx, actor, input, today),
  decide: (loaded, input, { actor, today, signer }) => {
    const read = workPurchase(loaded, input, actor, today)
    if (!read.ok) return { invalid: read.fields }
    const checklist = evaluate(RECORD_PURCHASE_GATE, read.worked.facts)
    if (!checklist.isOpen) return { refuse: { code: 'gate.recordPurchase', params: {}, checklist } }
    return signer ? act<Plan>({ loaded, worked: read.worked, signer }) : refuse('signing.noProof')
  },
  save: async ({ tx, actor, now, today }, { loaded, worked, signer }, input) => {
    const { accountSetId } = input
    const { numberFormat } = loaded.opening.accountSet
    const by = { signer, now, numberFormat, address: actor.address, userAgent: actor.userAgent }
    const opened = await openGoodsPaper(tx, draftOf(loaded, worked, input, signer, today), by)
    await insertProgress(tx, opened)
    const { paperId, number, content } = opened
    const payload = {
      number,
      supplier: loaded.buying.supplier.name,
      grossFen: content.grossFen,
      lineCount: content.lines.length,
    }
    return { value: { accountSetId, paperId, number }, events: [{ accountSetId, paperId, payload }] }
  },
})

function draftOf(
  { opening, buying: { supplier } }: PurchaseLoaded,
  { lines, facts }: WorkedPurchase,
  input: RecordPurchaseInput,
  signer: SignerProof,
  businessDate: BusinessDate,
): GoodsDraft {
  const { accountSetId, reason, expectedOn } = input
  const draft = plainDraft('PURCHASE_ORDER', opening, {
    ...{ accountSetId, businessDate, signer, reason },
    lines: facts.lines.map((line, index) => ({
      ...openingContentLine(line, { hasCodes: false }),
      ...asText(lines[index]),
    })),
  })
  return {
    ...draft,
    expectedOn,
    supplierId: supplier.id,
    partyName: supplier.name,
    partyContact: supplier.contact,
    priceMode: supplier.priceMode,
  }
}

function asText(line: WorkedPurchase['lines'][number] | undefined) {
  if (!line) throw new Error('purchase order: a line was not worked out')
  const { qtyE3, unitPriceE4, amountFen, netFen, taxFen, taxRateBp } = line
  return {
    qtyE3: `${qtyE3}`,
    unitPriceE4: `${unitPriceE4}`,
    amountFen: `${amountFen}`,
    netFen: `${netFen}`,
    taxFen: `${taxFen}`,
    taxRateBp,
  }
}
