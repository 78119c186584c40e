import { asked, addressOf, type AskedParams } from '#lib/kernel/address.ts'
import { parseBusinessDate } from '#lib/kernel/business-date.ts'
import { isId } from '#lib/kernel/ids.ts'
import { GOODS_ROOMS } from '#lib/papers/goods/address.ts'
import { GOODS_STATUSES, GOODS_TRAITS, type GoodsKind, type GoodsStatus } from '#lib/papers/goods/kinds.ts'

/** What the list of one kind is narrowed to; the address of the page says it. */
export type GoodsFilter = {
  statuses: readonly GoodsStatus[]
  /** Papers on which the reader stands: preparer, handler, keeper. */
  isMine: boolean
  accountSetId: number | null
  warehouseId: string | null
  supplierId: string | null
  customerId: string | null
  /** Business dates, both included. */
  from: string | null
  to: string | null
  /** A number or the end of one, a party, a product. */
  query: string
  before: string | null
  after: string | null
}

export type GoodsFilterName =
  'status' | 'mine' | 'set' | 'warehouse' | 'supplier' | 'customer' | 'from' | 'to' | 'q'
const EDGE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z~[0-9a-f-]{36}$/

const ORDERED: readonly GoodsStatus[] = [
  'SUBMITTED',
  'APPROVED',
  'PARTLY_RECEIVED',
  'RECEIVED',
  'CLOSED',
  'REJECTED',
  'VOIDED',
]
const COUNTED: readonly GoodsStatus[] = ['OPEN', 'COUNTED', 'VERIFIED', 'POSTED', 'REVERSED', 'VOIDED']
const MOVED: readonly GoodsStatus[] = ['OPEN', 'COUNTED', 'VERIFIED', 'SENT', 'POSTED', 'REVERSED', 'VOIDED']
const BILLED: readonly GoodsStatus[] = ['OPEN', 'POSTED', 'REVERSED', 'VOIDED']

/** The statuses a kind can be in, in the order of its life. */
export function statusesOf(kind: GoodsKind): readonly GoodsStatus[] {
  if (kind === 'PURCHASE_ORDER') return ORDERED
  if (kind === 'TRANSFER') return MOVED
  return GOODS_TRAITS[kind].isCounted ? COUNTED : BILLED
}

/** Reads a filter from an address. What is not understood is left out: an address is no form. */
export function goodsFilterOf(kind: GoodsKind, params: AskedParams): GoodsFilter {
  const word = (name: GoodsFilterName | 'before' | 'after') => asked(params, name)
  const id = (name: GoodsFilterName) => (isId(word(name)) ? word(name) : null)
  const date = (name: GoodsFilterName) => (parseBusinessDate(word(name)).ok ? word(name) : null)
  const edge = (name: 'before' | 'after') => (EDGE.test(word(name)) ? word(name) : null)
  const wanted = word('status').split(',')
  const possible = statusesOf(kind)
  return {
    statuses: GOODS_STATUSES.filter((status) => possible.includes(status) && wanted.includes(status)),
    isMine: word('mine') === '1',
    accountSetId: /^\d{1,4}$/.test(word('set')) ? Number(word('set')) : null,
    warehouseId: id('warehouse'),
    supplierId: id('supplier'),
    customerId: id('customer'),
    from: date('from'),
    to: date('to'),
    query: word('q').trim(),
    before: edge('before'),
    after: edge('after'),
  }
}

/** The words of an address for a filter; what is not asked is empty. */
function wordsOf(filter: GoodsFilter): Record<GoodsFilterName, string> {
  return {
    status: filter.statuses.join(','),
    mine: filter.isMine ? '1' : '',
    set: filter.accountSetId === null ? '' : String(filter.accountSetId),
    warehouse: filter.warehouseId ?? '',
    supplier: filter.supplierId ?? '',
    customer: filter.customerId ?? '',
    from: filter.from ?? '',
    to: filter.to ?? '',
    q: filter.query,
  }
}

/** The address of the list with some words changed. Turning a filter starts at the newest. */
export function goodsAddress(
  kind: GoodsKind,
  filter: GoodsFilter,
  changes: Partial<Record<GoodsFilterName | 'before' | 'after', string | null>>,
): string {
  return addressOf(GOODS_ROOMS[kind], { ...wordsOf(filter), ...changes })
}

/** What stays in the address when something else is looked for. */
export function keptWords(filter: GoodsFilter): Record<string, string> {
  return Object.fromEntries(
    Object.entries(wordsOf(filter)).filter(
      ([name, word]) => word !== '' && !['q', 'from', 'to'].includes(name),
    ),
  )
}

/** A filter as a chip: one press leads to the list with it the other way. */
export type GoodsChip = { name: GoodsFilterName; value: string; isChosen: boolean; href: string }

/** The chips of the list: every status of the kind, what is mine, the account sets and stores there are. */
export function goodsChips(
  kind: GoodsKind,
  filter: GoodsFilter,
  choices: { accountSetIds: readonly number[]; warehouseIds: readonly string[] },
): { statuses: GoodsChip[]; others: GoodsChip[] } {
  const chip = (name: GoodsFilterName, value: string, isChosen: boolean): GoodsChip => {
    return { name, value, isChosen, href: goodsAddress(kind, filter, { [name]: isChosen ? null : value }) }
  }
  const { supplierId, customerId } = filter
  return {
    statuses: statusesOf(kind).map((status) => {
      const isChosen = filter.statuses.includes(status)
      const others = filter.statuses.filter((each) => each !== status)
      const value = (isChosen ? others : [...others, status]).join(',')
      return { name: 'status', value: status, isChosen, href: goodsAddress(kind, filter, { status: value }) }
    }),
    others: [
      chip('mine', '1', filter.isMine),
      ...(choices.accountSetIds.length < 2
        ? []
        : choices.accountSetIds.map((id) => chip('set', String(id), filter.accountSetId === id))),
      ...(choices.warehouseIds.length < 2
        ? []
        : choices.warehouseIds.map((id) => chip('warehouse', id, filter.warehouseId === id))),
      ...(supplierId === null ? [] : [chip('supplier', supplierId, true)]),
      ...(customerId === null ? [] : [chip('customer', customerId, true)]),
    ],
  }
}

/** Whether anything narrows the list. */
export function isNarrowed(filter: GoodsFilter): boolean {
  return Object.values(wordsOf(filter)).some((word) => word !== '')
}
