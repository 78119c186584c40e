import type { Tx } from '#lib/db/client.ts'
import { insertCustomers, type NewCustomerRow } from '#lib/domain/customers/repository.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'

/** A customer as tests and seeds describe it; what is left out has a plain default. */
export type NewCustomer = {
  accountSetId: number
  code: string
  name: string
  channel: 'DIRECT' | 'SUB_DISTRIBUTOR' | 'PREFECTURE' | 'SUPERMARKET'
  settlementMethod: 'CASH' | 'MONTHLY' | 'HELD_NOTE' | 'ROLLING' | 'REMITTANCE'
  contactName?: string
  phone?: string
  addresses?: readonly string[]
  freightAgent?: { name: string; phone: string }
  maxOpenNotes?: number
  rollingCeilingFen?: bigint
  cutoffDay?: number
  priceMode?: 'TAX_INCLUSIVE' | 'TAX_EXCLUSIVE'
  creditLimitFen?: bigint
  creditDays?: number
  licenceNumber?: string
  salespersonId?: string
  isActive?: boolean
}

/** Creates customers with their addresses and empty balances; answers their ids by code. */
export async function seedCustomers(
  db: Tx,
  clock: Clock,
  customers: readonly NewCustomer[],
): Promise<Map<string, string>> {
  const now = clock.now()
  const rows = customers.map((customer) => customerRow(customer, newId(now)))
  await insertCustomers(db, rows, now)
  const inactive = rows.filter((_, index) => customers[index]?.isActive === false).map(({ id }) => id)
  if (inactive.length > 0)
    await db.customer.updateMany({ where: { id: { in: inactive } }, data: { isActive: false } })
  return new Map(rows.map(({ code, id }) => [code, id]))
}

function customerRow(customer: NewCustomer, id: string): NewCustomerRow {
  const { contactName = '示例联系人', phone = '13800000000', freightAgent } = customer
  const addresses = (customer.addresses ?? ['示例市样板路 1 号']).map((address) => ({
    id: '',
    contactName,
    phone,
    address,
    freightAgent: freightAgent?.name ?? '',
    freightPhone: freightAgent?.phone ?? '',
  }))
  return {
    id,
    accountSetId: customer.accountSetId,
    code: customer.code,
    name: customer.name,
    contactName,
    phone,
    channel: customer.channel,
    settlementMethod: customer.settlementMethod,
    maxOpenNotes: customer.maxOpenNotes ?? null,
    rollingCeilingFen: customer.rollingCeilingFen ?? null,
    cutoffDay: customer.cutoffDay ?? null,
    priceMode: customer.priceMode ?? 'TAX_INCLUSIVE',
    licenceNumber: customer.licenceNumber ?? null,
    licenceValidUntil: null,
    salespersonId: customer.salespersonId ?? null,
    creditLimitFen: customer.creditLimitFen ?? 0n,
    creditDays: customer.creditDays ?? 0,
    addresses,
  }
}
