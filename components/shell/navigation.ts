import type { Permission } from '#lib/auth/permissions.ts'

export type RoomGroup = 'desk' | 'warehouse' | 'buying' | 'books' | 'files' | 'house'

export type Room = {
  /** Its name in the messages: `shell.room.<key>` and `shell.glyph.<key>`. */
  key: string
  href: string
  group: RoomGroup
  permission: Permission
  /** The smaller, the earlier it stands in the four places of a phone; absent where a phone is the wrong tool. */
  phoneRank?: number
}

/** Every room that stands in the navigation, in its order. */
export const rooms: readonly Room[] = [
  { key: 'newNote', href: '/notes/new', group: 'desk', permission: 'note.draft', phoneRank: 4 },
  { key: 'notes', href: '/notes', group: 'desk', permission: 'note.read', phoneRank: 5 },
  { key: 'orders', href: '/orders', group: 'desk', permission: 'order.read', phoneRank: 6 },
  {
    key: 'billingApplications',
    href: '/billing-applications',
    group: 'desk',
    permission: 'billingApplication.read',
    phoneRank: 7,
  },
  { key: 'keeper', href: '/keeper', group: 'warehouse', permission: 'keeper.read', phoneRank: 1 },
  { key: 'secondCount', href: '/keeper/verify', group: 'warehouse', permission: 'note.verify', phoneRank: 6 },
  {
    key: 'damagedCodes',
    href: '/keeper/damaged-codes',
    group: 'warehouse',
    permission: 'code.approveDamaged',
  },
  { key: 'trips', href: '/trips', group: 'warehouse', permission: 'trip.read', phoneRank: 6 },
  { key: 'driver', href: '/driver', group: 'warehouse', permission: 'driver.read', phoneRank: 2 },
  { key: 'handOvers', href: '/hand-overs', group: 'warehouse', permission: 'handOver.read', phoneRank: 3 },
  {
    key: 'reconciliations',
    href: '/reconciliations',
    group: 'warehouse',
    permission: 'reconciliation.read',
    phoneRank: 5,
  },
  { key: 'amendments', href: '/amendments', group: 'warehouse', permission: 'amendment.read' },
  { key: 'pickWalk', href: '/keeper/walk', group: 'warehouse', permission: 'note.prepare' },
  { key: 'stockOuts', href: '/stock-outs', group: 'warehouse', permission: 'goodsPaper.read' },
  { key: 'customerReturns', href: '/customer-returns', group: 'warehouse', permission: 'goodsPaper.read' },
  { key: 'transfers', href: '/transfers', group: 'warehouse', permission: 'goodsPaper.read' },
  { key: 'stockCounts', href: '/stock-counts', group: 'warehouse', permission: 'goodsPaper.read' },
  { key: 'stock', href: '/stock', group: 'warehouse', permission: 'stock.read', phoneRank: 8 },
  { key: 'stockAlerts', href: '/stock/alerts', group: 'warehouse', permission: 'stock.read' },
  { key: 'trace', href: '/trace', group: 'warehouse', permission: 'code.trace' },
  { key: 'purchaseOrders', href: '/purchase-orders', group: 'buying', permission: 'purchaseOrder.read' },
  { key: 'goodsReceipts', href: '/goods-receipts', group: 'buying', permission: 'goodsPaper.read' },
  { key: 'supplierReturns', href: '/supplier-returns', group: 'buying', permission: 'goodsPaper.read' },
  { key: 'purchaseBills', href: '/purchase-bills', group: 'buying', permission: 'purchaseBill.read' },
  { key: 'payments', href: '/payments', group: 'buying', permission: 'payment.read' },
  { key: 'posting', href: '/posting', group: 'books', permission: 'posting.read' },
  { key: 'receipts', href: '/receipts', group: 'books', permission: 'receipt.read' },
  { key: 'collection', href: '/collection', group: 'books', permission: 'collection.read' },
  { key: 'statements', href: '/statements', group: 'books', permission: 'statement.read' },
  { key: 'invoices', href: '/invoices', group: 'books', permission: 'invoice.read' },
  { key: 'closings', href: '/closings', group: 'books', permission: 'posting.read' },
  { key: 'books', href: '/books', group: 'books', permission: 'books.read' },
  {
    key: 'dailyReport',
    href: '/reports/daily',
    group: 'books',
    permission: 'dailyReport.read',
    phoneRank: 0,
  },
  { key: 'customers', href: '/customers', group: 'files', permission: 'customer.read', phoneRank: 9 },
  { key: 'suppliers', href: '/suppliers', group: 'files', permission: 'supplier.read' },
  { key: 'products', href: '/products', group: 'files', permission: 'product.read' },
  { key: 'imports', href: '/imports', group: 'files', permission: 'masterFile.import' },
  { key: 'prices', href: '/prices', group: 'files', permission: 'price.read' },
  { key: 'staff', href: '/staff', group: 'house', permission: 'staff.read' },
  { key: 'settings', href: '/settings', group: 'house', permission: 'settings.read' },
  { key: 'regulation', href: '/regulation', group: 'house', permission: 'regulation.read' },
  { key: 'verify', href: '/verify', group: 'house', permission: 'evidence.verify' },
]

const phonePlaces = 4

/** The rooms a person may enter. */
export function roomsFor(permissions: ReadonlySet<string>): readonly Room[] {
  return rooms.filter((room) => permissions.has(room.permission))
}

/** First screens, most urgent first: the first one a person may enter answers their question of the day. */
const FIRST_SCREENS = [
  '/notes/new',
  '/keeper',
  '/posting',
  '/reports/daily',
  '/driver',
  '/orders',
  '/staff',
  '/customers',
  '/regulation',
]

/** Where a person begins: what to write, what leaves next, what to post, the day, the next stop. */
export function firstRoomOf(permissions: ReadonlySet<string>): { href: string } {
  // A manager may look into every room; the day is what they came for.
  const screens =
    permissions.has('note.post') || !permissions.has('dailyReport.read') ? FIRST_SCREENS : ['/reports/daily']
  const open = roomsFor(permissions)
  return (
    screens.flatMap((href) => open.find((room) => room.href === href) ?? [])[0] ?? { href: '/regulation' }
  )
}

/** The few of those rooms that stand at the lower edge of a phone. */
export function phoneRoomsOf(open: readonly Room[]): readonly Room[] {
  return open
    .filter((room) => room.phoneRank !== undefined)
    .toSorted((one, other) => (one.phoneRank ?? 0) - (other.phoneRank ?? 0))
    .slice(0, phonePlaces)
}

/** The room that is open at an address: the one with the longest address that leads there. */
export function roomAt<Place extends { href: string }>(
  places: readonly Place[],
  path: string,
): Place | undefined {
  return places
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .toSorted((one, other) => other.href.length - one.href.length)[0]
}
