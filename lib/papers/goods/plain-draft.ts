import type { SignerProof } from '#lib/auth/actor.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { GoodsKind } from '#lib/papers/goods/kinds.ts'
import type { GoodsDraft } from '#lib/papers/goods/open.ts'
import type { GoodsOpening } from '#lib/papers/goods/opening.ts'

/**
 * The draft of a paper without prices and without supplier or customer, as its opening found it; a room lays its own
 * fields over it.
 */
export function plainDraft(
  kind: GoodsKind,
  opening: Pick<GoodsOpening, 'warehouse' | 'toWarehouse' | 'handler'>,
  given: {
    accountSetId: number
    businessDate: BusinessDate
    signer: SignerProof
    reason: string
    lines: GoodsDraft['lines']
  },
): GoodsDraft {
  const { warehouse, toWarehouse, handler } = opening
  if (!warehouse) throw new Error('goods: a paper is opened without its warehouse')
  return {
    kind,
    accountSetId: given.accountSetId,
    businessDate: given.businessDate,
    warehouseId: warehouse.id,
    warehouseName: warehouse.name,
    toWarehouseId: toWarehouse?.id ?? null,
    toWarehouseName: toWarehouse?.name ?? null,
    supplierId: null,
    customerId: null,
    partyName: '',
    partyContact: '',
    sourcePaperId: null,
    purpose: null,
    reason: given.reason,
    externalNumber: '',
    expectedOn: null,
    priceMode: 'TAX_INCLUSIVE',
    preparerId: given.signer.userId,
    preparerName: given.signer.displayName,
    handlerId: handler?.id ?? null,
    handlerName: handler?.displayName ?? null,
    lines: given.lines,
  }
}
