import { type NoteStatus, NOTE_TRANSITIONS } from '#lib/domain/delivery-notes/states.ts'
import { isId } from '#lib/kernel/ids.ts'
import { parseBusinessDate } from '#lib/kernel/business-date.ts'
import { statesOf } from '#lib/kernel/transitions.ts'

/** What the list of notes is narrowed to; the address of the page says it. */
export type ListFilter = {
  statuses: readonly NoteStatus[]
  accountSetId: number | null
  date: string | null
  channel: string | null
  customerId: string | null
  productId: string | null
  preparerId: string | null
  /** Notes in which the reader has a part. */
  isMine: boolean
  isUrgent: boolean
  /** A copy is neither at the desk nor with accounting. */
  isAway: boolean
  /** One of the three signatures of the house is missing. */
  isUnsigned: boolean
  /** A whole number, or a bare figure of one. */
  number: string
  before: string | null
  after: string | null
}

/** The parameters of an address, as Next hands them on. */
export type AddressParameters = Readonly<Record<string, string | string[] | undefined>>

const NAMES = [
  'status',
  'set',
  'date',
  'channel',
  'customer',
  'product',
  'preparer',
  'mine',
  'urgent',
  'away',
  'unsigned',
  'number',
  'before',
  'after',
] as const
export type FilterName = (typeof NAMES)[number]

const CHANNELS = ['DIRECT', 'SUB_DISTRIBUTOR', 'PREFECTURE', 'SUPERMARKET']
const EDGE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z~[0-9a-f-]{36}$/

/** Reads a filter from an address. What is not understood is left out: an address is no form. */
export function filterOf(parameters: AddressParameters): ListFilter {
  const text = (name: FilterName): string => {
    const value = parameters[name]
    return typeof value === 'string' && value.length <= 100 ? value : ''
  }
  const id = (name: FilterName) => (isId(text(name)) ? text(name) : null)
  const edge = (name: FilterName) => (EDGE.test(text(name)) ? text(name) : null)
  const asked = text('status').split(',')
  return {
    statuses: statesOf(NOTE_TRANSITIONS).filter((status) => asked.includes(status)),
    accountSetId: /^\d{1,4}$/.test(text('set')) ? Number(text('set')) : null,
    date: parseBusinessDate(text('date')).ok ? text('date') : null,
    channel: CHANNELS.includes(text('channel')) ? text('channel') : null,
    customerId: id('customer'),
    productId: id('product'),
    preparerId: id('preparer'),
    isMine: text('mine') === '1',
    isUrgent: text('urgent') === '1',
    isAway: text('away') === '1',
    isUnsigned: text('unsigned') === '1',
    number: text('number'),
    before: edge('before'),
    after: edge('after'),
  }
}

/** The address of the list with some parameters changed; null takes one away. Turning a filter starts at the newest. */
export function addressOf(
  parameters: AddressParameters,
  changes: Partial<Record<FilterName, string | null>>,
): string {
  const search = new URLSearchParams()
  const isPaging = 'before' in changes || 'after' in changes
  for (const name of NAMES) {
    const kept = parameters[name]
    const isEdge = name === 'before' || name === 'after'
    const value = name in changes ? changes[name] : isEdge ? undefined : kept
    if (typeof value === 'string' && value !== '' && (isPaging || !isEdge)) search.set(name, value)
  }
  const query = search.toString()
  return query === '' ? '/notes' : `/notes?${query}`
}

/** What stays in the address when a number is looked for. */
export function keptWords(parameters: AddressParameters): Record<string, string> {
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = parameters[name]
      const isKept = typeof value === 'string' && name !== 'number' && name !== 'before' && name !== 'after'
      return isKept ? [[name, value]] : []
    }),
  )
}

/** A filter as a chip: one press leads to the list with it the other way. */
export type FilterOption = { name: FilterName; value: string; isChosen: boolean; href: string }

/** The chips of the list: what can be switched, what an address from elsewhere has narrowed, and every status. */
export function filterOptions(
  filter: ListFilter,
  parameters: AddressParameters,
  accountSetIds: readonly number[],
): { switches: FilterOption[]; given: FilterOption[]; statuses: FilterOption[] } {
  const option = (name: FilterName, value: string, isChosen: boolean): FilterOption => {
    return { name, value, isChosen, href: addressOf(parameters, { [name]: isChosen ? null : value }) }
  }
  const given = [
    ['date', filter.date],
    ['channel', filter.channel],
    ['customer', filter.customerId],
    ['product', filter.productId],
    ['preparer', filter.preparerId],
  ] as const
  return {
    switches: [
      option('mine', '1', filter.isMine),
      option('urgent', '1', filter.isUrgent),
      option('away', '1', filter.isAway),
      option('unsigned', '1', filter.isUnsigned),
      ...(accountSetIds.length < 2
        ? []
        : accountSetIds.map((id) => option('set', String(id), filter.accountSetId === id))),
    ],
    given: given.flatMap(([name, value]) => (value === null ? [] : [option(name, value, true)])),
    statuses: statesOf(NOTE_TRANSITIONS).map((status) => {
      const isChosen = filter.statuses.includes(status)
      const others = filter.statuses.filter((each) => each !== status)
      const href = addressOf(parameters, { status: (isChosen ? others : [...others, status]).join(',') })
      return { name: 'status', value: status, isChosen, href }
    }),
  }
}
