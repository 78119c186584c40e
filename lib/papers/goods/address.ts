import { isId } from '#lib/kernel/ids.ts'
import type { GoodsKind } from '#lib/papers/goods/kinds.ts'

/** A goods paper's place in an address: `/goods-receipts/1/0190…`. */
export type GoodsAddress = { accountSetId: string; paperId: string }

/** The room of each kind. */
export const GOODS_ROOMS: Readonly<Record<GoodsKind, string>> = {
  PURCHASE_ORDER: '/purchase-orders',
  GOODS_RECEIPT: '/goods-receipts',
  PURCHASE_BILL: '/purchase-bills',
  STOCK_OUT: '/stock-outs',
  CUSTOMER_RETURN: '/customer-returns',
  SUPPLIER_RETURN: '/supplier-returns',
  TRANSFER: '/transfers',
  STOCK_COUNT: '/stock-counts',
}

/** The key that an address names; null when it cannot be one. */
export function goodsKeyOf({
  accountSetId,
  paperId,
}: GoodsAddress): { accountSetId: number; paperId: string } | null {
  return /^[1-9]\d{0,3}$/.test(accountSetId) && isId(paperId)
    ? { accountSetId: Number(accountSetId), paperId }
    : null
}

/** The page of a goods paper. */
export function goodsHref(kind: GoodsKind, key: { accountSetId: number; paperId: string }): string {
  return `${GOODS_ROOMS[kind]}/${key.accountSetId}/${key.paperId}`
}
