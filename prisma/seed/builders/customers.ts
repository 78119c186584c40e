import { customerKeys } from '#lib/domain/customers/search-key.ts'
import type { Tx } from '#lib/db/client.ts'
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
  const rows = customers.map((customer) => ({
    ...customer,
    id: newId(now),
    contactName: customer.contactName ?? '示例联系人',
    phone: customer.phone ?? '13800000000',
  }))
  await db.customer.createMany({
    data: rows.map(({ addresses: _, freightAgent: __, ...row }) => ({
      ...row,
      ...customerKeys(row),
      priceMode: row.priceMode ?? 'TAX_INCLUSIVE',
      creditLimitFen: row.creditLimitFen ?? 0n,
      creditDays: row.creditDays ?? 0,
    })),
  })
  await db.customerAddress.createMany({
    data: rows.flatMap((row) =>
      (row.addresses ?? ['示例市样板路 1 号']).map((address, sortOrder) => ({
        accountSetId: row.accountSetId,
        customerId: row.id,
        id: newId(now),
        sortOrder,
        contactName: row.contactName,
        phone: row.phone,
        address,
        freightAgent: row.freightAgent?.name ?? null,
        freightPhone: row.freightAgent?.phone ?? null,
      })),
    ),
  })
  await db.customerBalance.createMany({
    data: rows.map(({ accountSetId, id }) => ({ accountSetId, customerId: id })),
  })
  return new Map(rows.map(({ code, id }) => [code, id]))
}
