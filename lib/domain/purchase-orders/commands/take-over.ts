import type { SignerProof } from '#lib/auth/actor.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { type Buying, readBuying } from '#lib/domain/purchase-orders/queries-buying.ts'
import { readReceiptThatCame, type ReceiptThatCame } from '#lib/domain/purchase-orders/queries-take-over.ts'
import { insertProgress } from '#lib/domain/purchase-orders/repository.ts'
import { TAKE_OVER_GATE } from '#lib/domain/purchase-orders/rules.ts'
import { takeOverInput } from '#lib/domain/purchase-orders/schema.ts'
import { takenOverLine } from '#lib/domain/purchase-orders/taken-over.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { holdGoodsPaper } from '#lib/papers/goods/load.ts'
import { type GoodsDraft, openGoodsPaper } from '#lib/papers/goods/open.ts'
import { type GoodsOpening, readOpeningHeader, readOpeningProducts } from '#lib/papers/goods/opening.ts'
import { plainDraft } from '#lib/papers/goods/plain-draft.ts'

type Loaded = {
  receipt: ReceiptThatCame
  opening: Omit<GoodsOpening, 'availableE3'>
  buying: Buying
}
type Plan = Loaded & { signer: SignerProof }

/**
 * 补采购订单: records the order of a posted receipt that came without one, so that it can be billed (R87): its lines are
 * what came, at what it was entered at, and no figure is typed. The receipt stays as it is; a manager approves the order
 * as any other, and it is received at once. One living order a receipt.
 */
export const takeReceiptOver = defineCommand({
  name: 'purchaseOrder.takeOver',
  permission: 'purchaseOrder.record',
  input: takeOverInput,
  queryBudget: 14,
  signs: true,
  load: async ({ tx, actor, today }, input): Promise<Loaded | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    await holdGoodsPaper(tx, input)
    const receipt = await readReceiptThatCame(tx, actor, input)
    if (!receipt) return null
    const { accountSetId } = input
    const { warehouseId, supplierId } = receipt
    const productIds = [...new Set(receipt.lines.map(({ productId }) => productId))]
    const key = { accountSetId, warehouseId, toWarehouseId: null, handlerId: null, businessDate: today }
    const header = await readOpeningHeader(tx, key)
    const buying = await readBuying(tx, { accountSetId, supplierId, businessDate: today }, productIds)
    if (!header || !buying) return null
    return { receipt, buying, opening: { ...header, products: await readOpeningProducts(tx, productIds) } }
  },
  decide: (loaded, _input, { actor, signer }) => {
    const { receipt } = loaded
    const opener = { isSuspended: actor.isBillingSuspended }
    const checklist = evaluate(TAKE_OVER_GATE, { receipt, opener, lineCount: receipt.lines.length })
    if (!checklist.isOpen)
      return { refuse: { code: 'gate.takeOverReceipt', params: { number: receipt.number }, checklist } }
    return signer ? act<Plan>({ ...loaded, signer }) : refuse('signing.noProof')
  },
  save: async ({ tx, actor, now, today }, plan, input) => {
    const { receipt, opening, buying, signer } = plan
    const { accountSetId, reason } = input
    const draft: GoodsDraft = {
      ...plainDraft('PURCHASE_ORDER', opening, {
        ...{ accountSetId, businessDate: today, signer, reason },
        lines: linesOf(plan, input.paperId),
      }),
      expectedOn: receipt.businessDate,
      sourcePaperId: input.paperId,
      supplierId: receipt.supplierId,
      partyName: buying.supplier.name,
      partyContact: buying.supplier.contact,
      priceMode: receipt.priceMode,
    }
    const { numberFormat } = opening.accountSet
    const by = { signer, now, numberFormat, address: actor.address, userAgent: actor.userAgent }
    const opened = await openGoodsPaper(tx, draft, by)
    await insertProgress(tx, opened)
    const { paperId, number, content } = opened
    const payload = {
      ...{ number, receipt: receipt.number, supplier: buying.supplier.name, reason },
      ...{ grossFen: content.grossFen, lineCount: content.lines.length },
    }
    return { value: { accountSetId, paperId, number }, events: [{ accountSetId, paperId, payload }] }
  },
})

function linesOf({ receipt, opening, buying }: Plan, receiptId: string): GoodsDraft['lines'] {
  return receipt.lines.map((came) => {
    const product = opening.products.get(came.productId)
    if (!product) throw new Error('purchase order: a product that came is not known')
    const taxRateBp = buying.taxRates.get(came.productId) ?? 0
    return takenOverLine(came, product, { receiptId, priceMode: receipt.priceMode, taxRateBp })
  })
}
