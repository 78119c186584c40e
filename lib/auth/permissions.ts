import { ROLES, type Role } from '#lib/kernel/roles.ts'

export { isRole, ROLES, type Role } from '#lib/kernel/roles.ts'

const EVERYONE = ROLES
const DESK: readonly Role[] = ['CLERK', 'SALESPERSON', 'SALES_MANAGER', 'MANAGER']
const READERS: readonly Role[] = [...DESK, 'ACCOUNTANT', 'ADMIN_STAFF']

/**
 * Every permission and the roles that have it, by what a person would look under. A permission not named here does
 * not exist; a role not named on it does not have it. The administrator looks after people and settings and signs
 * for nobody.
 */
const GROUPS = {
  own: {
    'account.changePassword': EVERYONE,
    'account.own': EVERYONE,
    'regulation.read': EVERYONE,
  },
  desk: {
    'order.read': READERS,
    'order.record': ['CLERK', 'SALESPERSON'],
    'order.check': ['SALESPERSON', 'SALES_MANAGER'],
    'billingApplication.read': READERS,
    'billingApplication.submit': ['CLERK', 'SALESPERSON'],
    'billingApplication.decide': ['SALES_MANAGER'],
    'note.read': [...READERS, 'KEEPER', 'DRIVER'],
    'note.seePrices': READERS,
    'note.draft': ['CLERK'],
    'note.issue': ['CLERK'],
    'note.sign': ['CLERK', 'SALESPERSON', 'KEEPER', 'SALES_MANAGER'],
    'note.verifySignatures': [...READERS, 'KEEPER', 'DRIVER', 'ADMINISTRATOR'],
    'note.print': [...READERS, 'KEEPER'],
  },
  warehouse: {
    'keeper.read': ['KEEPER', 'MANAGER'],
    'note.prepare': ['KEEPER'],
    'code.capture': ['KEEPER'],
    'code.approveDamaged': ['CLERK', 'SALES_MANAGER', 'MANAGER', 'SALESPERSON'],
    'note.verify': ['CLERK', 'SALESPERSON', 'SALES_MANAGER', 'DRIVER', 'MANAGER'],
    'note.dispatch': ['KEEPER'],
    'stock.read': [...READERS, 'KEEPER'],
    'goodsPaper.read': [...READERS, 'KEEPER', 'DRIVER'],
    'goodsPaper.sign': ['CLERK', 'SALESPERSON', 'SALES_MANAGER', 'KEEPER', 'DRIVER', 'MANAGER'],
    'goodsPaper.count': ['KEEPER'],
    'goodsPaper.verify': ['CLERK', 'SALESPERSON', 'SALES_MANAGER', 'MANAGER'],
    'goodsPaper.attach': ['CLERK', 'KEEPER', 'DRIVER'],
    'goodsPaper.print': [...READERS, 'KEEPER'],
    'stockOut.open': ['CLERK'],
    'stockOut.post': ['KEEPER'],
    'customerReturn.open': ['CLERK'],
    'customerReturn.post': ['ACCOUNTANT'],
    'transfer.open': ['CLERK', 'KEEPER'],
    'transfer.send': ['KEEPER'],
    'transfer.receive': ['KEEPER'],
    'transfer.writeOff': ['MANAGER'],
    'stockCount.open': ['CLERK', 'ACCOUNTANT', 'MANAGER'],
    'stockCount.approve': ['MANAGER', 'ACCOUNTANT'],
    'code.trace': [...READERS, 'KEEPER', 'DRIVER'],
    'diversion.report': ['CLERK', 'SALESPERSON', 'SALES_MANAGER'],
    'diversion.rule': ['MANAGER'],
  },
  buying: {
    'supplier.read': READERS,
    'supplier.write': ['CLERK', 'ADMIN_STAFF', 'MANAGER'],
    'purchaseOrder.read': READERS,
    'purchaseOrder.record': ['CLERK'],
    'purchaseOrder.decide': ['MANAGER'],
    'purchaseOrder.close': ['CLERK', 'MANAGER'],
    'goodsReceipt.open': ['CLERK'],
    'goodsReceipt.post': ['CLERK', 'SALES_MANAGER', 'MANAGER'],
    'supplierReturn.open': ['CLERK'],
    'supplierReturn.post': ['KEEPER'],
    'purchaseBill.read': ['CLERK', 'ACCOUNTANT', 'MANAGER'],
    'purchaseBill.record': ['ACCOUNTANT'],
    'purchaseBill.consent': ['MANAGER'],
    'purchaseBill.post': ['ACCOUNTANT', 'MANAGER'],
    'payment.read': ['ACCOUNTANT', 'MANAGER'],
    'payment.record': ['ACCOUNTANT'],
    'payment.reverse': ['ACCOUNTANT', 'MANAGER'],
  },
  delivery: {
    'driver.read': ['DRIVER', 'MANAGER'],
    'trip.read': ['CLERK', 'SALES_MANAGER', 'MANAGER', 'KEEPER', 'DRIVER', 'ACCOUNTANT'],
    'trip.plan': ['CLERK', 'KEEPER'],
    'trip.load': ['KEEPER', 'DRIVER'],
    'trip.drive': ['DRIVER'],
    'note.deliver': ['DRIVER'],
    'note.attach': ['CLERK', 'DRIVER', 'ACCOUNTANT'],
    'handOver.read': EVERYONE,
    'handOver.act': ['CLERK', 'SALESPERSON', 'KEEPER', 'DRIVER', 'ACCOUNTANT'],
    'reconciliation.read': ['CLERK', 'ACCOUNTANT', 'SALES_MANAGER', 'MANAGER', 'DRIVER'],
    'reconciliation.open': ['CLERK'],
    'reconciliation.count': ['CLERK'],
    'reconciliation.sign': ['DRIVER'],
    'reconciliation.close': ['CLERK'],
    'reconciliation.rule': ['MANAGER'],
    'reconciliation.repay': ['ACCOUNTANT'],
    'reconciliation.undoRepayment': ['ACCOUNTANT', 'MANAGER'],
    'amendment.read': ['CLERK', 'SALESPERSON', 'SALES_MANAGER', 'KEEPER', 'ACCOUNTANT', 'MANAGER'],
    'amendment.open': ['CLERK'],
    'amendment.agree': ['SALESPERSON', 'SALES_MANAGER'],
    'amendment.receive': ['KEEPER'],
  },
  undo: {
    'incident.write': ['CLERK', 'SALESPERSON', 'KEEPER', 'DRIVER', 'ACCOUNTANT'],
    'incident.rule': ['MANAGER', 'SALES_MANAGER'],
    'note.requestVoid': ['CLERK', 'SALES_MANAGER'],
    'note.decideVoid': ['SALES_MANAGER', 'MANAGER'],
    'note.reverse': ['ACCOUNTANT', 'MANAGER'],
    'goodsPaper.requestVoid': ['CLERK', 'KEEPER', 'SALES_MANAGER', 'ACCOUNTANT'],
    'goodsPaper.decideVoid': ['SALES_MANAGER', 'MANAGER'],
    'goodsPaper.reverse': ['ACCOUNTANT', 'MANAGER'],
  },
  books: {
    'posting.read': ['ACCOUNTANT', 'MANAGER'],
    'note.post': ['ACCOUNTANT'],
    'note.close': ['ACCOUNTANT'],
    'receipt.read': ['ACCOUNTANT', 'MANAGER', 'CLERK', 'SALES_MANAGER'],
    'receipt.record': ['ACCOUNTANT'],
    'receipt.recordPending': ['CLERK', 'SALES_MANAGER'],
    'receipt.accept': ['ACCOUNTANT'],
    'receipt.reverse': ['ACCOUNTANT', 'MANAGER'],
    'receipt.release': ['ACCOUNTANT'],
    'allocation.byHand': ['ACCOUNTANT'],
    'allocation.undo': ['ACCOUNTANT'],
    'allowance.grant': ['SALES_MANAGER'],
    'bankList.match': ['ACCOUNTANT'],
    'collection.read': ['ACCOUNTANT', 'SALESPERSON', 'SALES_MANAGER', 'MANAGER'],
    'collection.record': ['ACCOUNTANT', 'SALESPERSON', 'SALES_MANAGER'],
    'collection.escalate': ['ACCOUNTANT', 'SALES_MANAGER'],
    'dispute.write': ['ACCOUNTANT', 'SALES_MANAGER'],
    'writeOff.propose': ['ACCOUNTANT'],
    'writeOff.decide': ['MANAGER'],
    'writeOff.reverse': ['ACCOUNTANT'],
    'statement.read': ['ACCOUNTANT', 'CLERK', 'SALESPERSON', 'SALES_MANAGER', 'MANAGER'],
    'statement.make': ['ACCOUNTANT'],
    'statement.send': ['ACCOUNTANT'],
    /** Nobody of the desk: only a customer, through a link to the statement. */
    'statement.answer': [],
    'stock.seeCost': ['ACCOUNTANT', 'MANAGER'],
    'stock.open': ['ACCOUNTANT'],
    'period.close': ['ACCOUNTANT'],
    'period.reopen': ['ACCOUNTANT', 'MANAGER'],
    'books.read': ['ACCOUNTANT', 'MANAGER'],
    'books.export': ['ACCOUNTANT', 'MANAGER'],
    'voucher.number': ['ACCOUNTANT'],
    'chart.write': ['ACCOUNTANT'],
    'invoice.read': ['CLERK', 'SALESPERSON', 'SALES_MANAGER', 'ACCOUNTANT', 'MANAGER'],
    'invoice.request': ['CLERK', 'SALESPERSON'],
    'invoice.review': ['ACCOUNTANT'],
    'invoice.issue': ['ACCOUNTANT'],
    'invoice.export': ['ACCOUNTANT'],
    'dailyReport.read': ['MANAGER', 'SALES_MANAGER', 'ACCOUNTANT'],
    'export.run': ['ACCOUNTANT', 'SALES_MANAGER', 'MANAGER'],
  },
  files: {
    'customer.read': [...READERS, 'ADMINISTRATOR'],
    'customer.seePhone': [...DESK, 'ACCOUNTANT', 'DRIVER', 'KEEPER'],
    'customer.write': ['CLERK', 'SALES_MANAGER', 'ADMIN_STAFF'],
    'customer.setCredit': ['SALES_MANAGER', 'ACCOUNTANT'],
    'product.read': [...READERS, 'KEEPER', 'ADMINISTRATOR'],
    'product.write': ['SALES_MANAGER', 'ADMIN_STAFF'],
    'price.read': READERS,
    'price.write': ['SALES_MANAGER'],
    'masterFile.import': ['ADMIN_STAFF', 'SALES_MANAGER', 'ACCOUNTANT'],
  },
  house: {
    'staff.read': ['MANAGER', 'ADMINISTRATOR'],
    'staff.write': ['ADMINISTRATOR'],
    'staff.suspendBilling': ['MANAGER'],
    'staff.clearSigning': ['MANAGER'],
    'settings.read': ['MANAGER', 'ADMINISTRATOR', 'ACCOUNTANT'],
    'settings.write': ['ADMINISTRATOR'],
    'evidence.verify': ['MANAGER', 'ACCOUNTANT', 'ADMINISTRATOR'],
  },
} as const satisfies Record<string, Record<string, readonly Role[]>>

const MATRIX = {
  ...GROUPS.own,
  ...GROUPS.desk,
  ...GROUPS.warehouse,
  ...GROUPS.buying,
  ...GROUPS.delivery,
  ...GROUPS.undo,
  ...GROUPS.books,
  ...GROUPS.files,
  ...GROUPS.house,
}

export type Permission = keyof typeof MATRIX

/** Every permission's name. */
export const PERMISSIONS = Object.keys(MATRIX).filter(isPermission)

/** The permissions as the page of a person lists them; each needs its words in the messages `permissions`. */
export const PERMISSION_GROUPS = Object.entries(GROUPS).map(([group, permissions]) => {
  return { group, permissions: Object.keys(permissions).filter(isPermission) }
})

/** Whether the text names a permission. */
export function isPermission(name: string): name is Permission {
  return Object.hasOwn(MATRIX, name)
}

/** The roles that have the permission. */
export function rolesWith(permission: Permission): readonly Role[] {
  return MATRIX[permission]
}

/** What a person may do who has not yet changed the password they were given. */
export const BEFORE_FIRST_PASSWORD: ReadonlySet<Permission> = new Set<Permission>(['account.changePassword'])

/** Every permission that any of the roles has. Unknown roles give nothing. */
export function permissionsOf(roles: readonly string[]): ReadonlySet<Permission> {
  const granted = new Set<Permission>()
  for (const permission of PERMISSIONS) {
    const having: readonly string[] = MATRIX[permission]
    if (roles.some((role) => having.includes(role))) granted.add(permission)
  }
  return granted
}
