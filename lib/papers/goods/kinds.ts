import type { CopyKind } from '#lib/papers/copy-kinds.ts'
import type { SignatureSlot } from '#lib/papers/signature-hash.ts'

/** Papers about goods. They share one table, one life and one set of verbs; each room adds its rules and postings. */
export const GOODS_KINDS = [
  'PURCHASE_ORDER',
  'GOODS_RECEIPT',
  'PURCHASE_BILL',
  'STOCK_OUT',
  'CUSTOMER_RETURN',
  'SUPPLIER_RETURN',
  'TRANSFER',
  'STOCK_COUNT',
] as const
export type GoodsKind = (typeof GOODS_KINDS)[number]

export const GOODS_STATUSES = [
  'SUBMITTED',
  'APPROVED',
  'REJECTED',
  'PARTLY_RECEIVED',
  'RECEIVED',
  'CLOSED',
  'OPEN',
  'COUNTED',
  'VERIFIED',
  'SENT',
  'POSTED',
  'REVERSED',
  'VOIDED',
] as const
export type GoodsStatus = (typeof GOODS_STATUSES)[number]

/** A slot that is signed before a paper is posted or sent: the customer and the keeper at the other end come later. */
export type HouseSlot = Exclude<SignatureSlot, 'CUSTOMER' | 'RECEIVER' | 'DRIVER' | 'CASHIER'>

/** How a kind of paper behaves. */
export type GoodsTrait = {
  /** The status it is opened in. */
  first: GoodsStatus
  /** Whether the goods stand reserved from opening until they leave. */
  reserves: boolean
  /** Whether goods leave the warehouse by it: what is counted must be what the paper says. */
  leaves: boolean
  /** Whether a keeper counts it and codes are written on its stub. */
  isCounted: boolean
  /** R8, R17, R24: who signs before it is posted or sent. */
  slots: readonly HouseSlot[]
  /** The copies it is printed and kept in; the stub carries the codes. */
  copies: readonly CopyKind[]
}

const FOUR: readonly HouseSlot[] = ['PREPARER', 'KEEPER', 'HANDLER', 'SUPERVISOR']

export const GOODS_TRAITS: Readonly<Record<GoodsKind, GoodsTrait>> = {
  PURCHASE_ORDER: {
    first: 'SUBMITTED',
    reserves: false,
    leaves: false,
    isCounted: false,
    slots: ['PREPARER'],
    copies: ['STUB'],
  },
  GOODS_RECEIPT: {
    first: 'OPEN',
    reserves: false,
    leaves: false,
    isCounted: true,
    slots: FOUR,
    copies: ['STUB', 'ACCOUNTING'],
  },
  PURCHASE_BILL: {
    first: 'OPEN',
    reserves: false,
    leaves: false,
    isCounted: false,
    slots: ['PREPARER'],
    copies: ['STUB'],
  },
  STOCK_OUT: {
    first: 'OPEN',
    reserves: true,
    leaves: true,
    isCounted: true,
    slots: FOUR,
    copies: ['STUB', 'CUSTOMER', 'ACCOUNTING'],
  },
  CUSTOMER_RETURN: {
    first: 'OPEN',
    reserves: false,
    leaves: false,
    isCounted: true,
    slots: ['PREPARER', 'KEEPER', 'HANDLER'],
    copies: ['STUB', 'CUSTOMER', 'ACCOUNTING'],
  },
  SUPPLIER_RETURN: {
    first: 'OPEN',
    reserves: true,
    leaves: true,
    isCounted: true,
    slots: FOUR,
    copies: ['STUB', 'CUSTOMER', 'ACCOUNTING'],
  },
  TRANSFER: {
    first: 'OPEN',
    reserves: true,
    leaves: true,
    isCounted: true,
    slots: ['PREPARER', 'KEEPER', 'HANDLER'],
    copies: ['STUB', 'DRIVER', 'ACCOUNTING'],
  },
  STOCK_COUNT: {
    first: 'OPEN',
    reserves: false,
    leaves: false,
    isCounted: true,
    slots: ['PREPARER', 'KEEPER', 'SUPERVISOR'],
    copies: ['STUB', 'ACCOUNTING'],
  },
}

/** The purpose of a purchase bill that takes back: 红字. */
export const RED = 'RED'

/** What a paper is called, as a key of words: a purchase bill that takes back has a name of its own. */
export type GoodsName = GoodsKind | 'RED_BILL'

/** The name of a paper of this kind and purpose. */
export function goodsName<Kind extends string>(paper: {
  kind: Kind
  purpose: string | null
}): Kind | 'RED_BILL' {
  return paper.kind === 'PURCHASE_BILL' && paper.purpose === RED ? 'RED_BILL' : paper.kind
}

/** Statuses before anything was entered in stock or books: the paper can be void (decision 11). */
export const VOIDABLE: readonly GoodsStatus[] = ['SUBMITTED', 'APPROVED', 'OPEN', 'COUNTED', 'VERIFIED']

/** Statuses in which goods that will leave are still reserved. */
export const RESERVING: readonly GoodsStatus[] = ['OPEN', 'COUNTED', 'VERIFIED']

/** Whether the text names a kind of goods paper. */
export function isGoodsKind(text: string): text is GoodsKind {
  return GOODS_KINDS.some((kind) => kind === text)
}
