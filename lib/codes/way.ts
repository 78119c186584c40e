import type { CodeKind } from '#lib/codes/policy.ts'

/** Papers that carry codes on their stub. */
export const CODED_KINDS = [
  'DELIVERY_NOTE',
  'GOODS_RECEIPT',
  'STOCK_OUT',
  'CUSTOMER_RETURN',
  'SUPPLIER_RETURN',
  'TRANSFER',
  'STOCK_COUNT',
] as const
export type CodedKind = (typeof CODED_KINDS)[number]

/** What a paper does to the goods whose codes it carries. */
export type PaperWay = {
  kind: CodedKind
  warehouseId: string
  customerId: string | null
  /**
   * The store whose damaged corner the warehouse is: what was found broken as it arrived is carried there, and its code
   * still says the store.
   */
  cornerOf?: string | null
}

/** Where a code was last seen, and what it is. */
export type Standing = {
  number: string
  customerName: string
  at: string
  isHere: boolean
  lineNo: number
  paperId: string
  sequence: number
  paperKind: CodedKind
  /** The paper has done what it says: the goods are where it put them. */
  isSettled: boolean
  /** The customer who has the goods of a delivery note. */
  customerId: string | null
  kind: CodeKind
  productId: string
  /** How many papers the code has been on. */
  hop: number
  /** Null out of the house. */
  warehouseId: string | null
  /** The count that did not find it or the transfer by which it never arrived: it stands nowhere. */
  lost: { number: string; at: string } | null
  /** The case it stands in, when it was never on a paper by itself; the rest then is what is known of that case. */
  caseCode: string | null
}

/** Papers on which what was counted stays hidden from who counts: no code is one too many (R19). */
const COUNTED_BLIND: readonly CodedKind[] = ['GOODS_RECEIPT', 'STOCK_COUNT']

/** Whether the paper takes as many codes as are found, whatever its lines say. */
export function isCountedBlind(kind: CodedKind): boolean {
  return COUNTED_BLIND.includes(kind)
}

/** Whether a paper may take a code from where it stands: no code is in two places. What is lost only a count finds. */
export function mayTake(way: PaperWay, seen: Standing): boolean {
  if (seen.lost !== null) return way.kind === 'STOCK_COUNT'
  if (!seen.isSettled) return false
  switch (way.kind) {
    case 'GOODS_RECEIPT':
      return seen.warehouseId === null && seen.paperKind === 'SUPPLIER_RETURN' && seen.caseCode === null
    case 'CUSTOMER_RETURN':
      return (
        seen.warehouseId === null &&
        seen.paperKind === 'DELIVERY_NOTE' &&
        seen.customerId === way.customerId &&
        way.customerId !== null
      )
    default:
      return (
        seen.warehouseId === way.warehouseId ||
        (seen.warehouseId !== null && seen.warehouseId === way.cornerOf)
      )
  }
}

/** Whether a code that nobody has seen yet may be written: a return only brings back what went out. */
export function mayBeFirst(way: PaperWay): boolean {
  return way.kind !== 'CUSTOMER_RETURN'
}

/** Where the goods of a line stand once its paper is done; null when they leave the house. */
export function standsAfter(
  way: PaperWay & { toWarehouseId: string | null; damagedWarehouseId: string | null },
  disposition: string | null,
): string | null {
  switch (way.kind) {
    case 'GOODS_RECEIPT':
    case 'STOCK_COUNT':
      return way.warehouseId
    case 'CUSTOMER_RETURN':
      return disposition === 'STOCK' || disposition === null ? way.warehouseId : way.damagedWarehouseId
    case 'TRANSFER':
      return way.toWarehouseId
    default:
      return null
  }
}
