import { randomUUID } from 'node:crypto'
import type { Person } from '#lib/auth/actor.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { recordPayment } from '#lib/domain/payments/commands/record.ts'
import { postBill } from '#lib/domain/purchase-bills/commands/post.ts'
import { recordBill } from '#lib/domain/purchase-bills/commands/record.ts'
import { decidePurchase } from '#lib/domain/purchase-orders/commands/decide.ts'
import { recordPurchase } from '#lib/domain/purchase-orders/commands/record.ts'
import type { RecordPurchaseInput } from '#lib/domain/purchase-orders/schema.ts'
import { createSupplier } from '#lib/domain/suppliers/commands/create.ts'
import type { NewSupplierForm } from '#lib/domain/suppliers/schema.ts'
import { today } from '#lib/kernel/clock.ts'
import { type Company, valueOf } from '#tests/support/company.ts'
import { call, TEST_PIN } from '#tests/support/people.ts'

/** Adds a supplier to the main account set; answers its id. */
export async function supplierIn(
  company: Company,
  code: string,
  changes: Partial<NewSupplierForm> = {},
): Promise<string> {
  const input: NewSupplierForm = {
    accountSetId: company.books.mainSetId,
    code,
    name: `示例供应商 ${code}`,
    contactName: '周示例',
    phone: '13800000401',
    address: '',
    taxNumber: '',
    creditDays: '30',
    priceMode: 'TAX_INCLUSIVE',
    ...changes,
  }
  return valueOf(await runCommand(company.desk, createSupplier, call(company.staff.clerk, input))).id
}

export type Wanted = { product: string; quantity: string; unitPrice: string }

/** A complete order of this company; lines name products by code. */
export function orderInput(
  company: Company,
  supplierId: string,
  lines: readonly Wanted[],
  changes: Partial<RecordPurchaseInput> = {},
): RecordPurchaseInput {
  return {
    accountSetId: company.books.mainSetId,
    warehouseId: company.books.eastWarehouseId,
    supplierId,
    expectedOn: today(company.desk.clock),
    reason: '',
    lines: lines.map(({ product, ...line }) => ({
      productId: company.productId(product),
      remark: '',
      ...line,
    })),
    ...changes,
  }
}

/** Records the order as the company's clerk. */
export function order(company: Company, input: unknown, actor: Person = company.staff.clerk, key?: string) {
  return runCommand(
    company.desk,
    recordPurchase,
    call(actor, input, key === undefined ? { pin: TEST_PIN } : { pin: TEST_PIN, key }),
  )
}

/** Decides on the order as the company's manager. */
export function decide(
  company: Company,
  key: { accountSetId: number; paperId: string },
  decision: 'APPROVED' | 'REJECTED',
  options: { remark?: string; seenVersion?: number; actor?: Person } = {},
) {
  const { remark = '', seenVersion = 0, actor = company.staff.manager } = options
  const { accountSetId, paperId } = key
  return runCommand(
    company.desk,
    decidePurchase,
    call(actor, { accountSetId, paperId, seenVersion, decision, remark }),
  )
}

/** An order that a manager approved; answers its key and number. */
export async function approvedOrder(company: Company, supplierId: string, lines: readonly Wanted[]) {
  const recorded = valueOf(await order(company, orderInput(company, supplierId, lines)))
  valueOf(await decide(company, recorded, 'APPROVED'))
  return recorded
}

/** One line of a bill as typed; what is left out stays as ordered. */
export type BillWish = { line: number; quantity: string; unitPrice?: string; taxRate?: string }

/** A bill on an order; the invoice number is made up unless given. */
export function billInput(
  order: { accountSetId: number; paperId: string },
  lines: readonly BillWish[],
  changes: object = {},
) {
  return {
    accountSetId: order.accountSetId,
    sourcePaperId: order.paperId,
    externalNumber: `FP${randomUUID().slice(0, 8)}`,
    businessDate: '',
    reason: '',
    lines: lines.map(({ line, ...rest }) => ({ sourceLineNo: line, ...rest })),
    ...changes,
  }
}

/** Records the bill as the company's accountant. */
export function bill(company: Company, input: unknown, actor: Person = company.staff.accountant) {
  return runCommand(company.desk, recordBill, call(actor, input, { pin: TEST_PIN }))
}

/** Posts the bill as the company's manager. */
export function postBillAs(
  company: Company,
  key: { accountSetId: number; paperId: string },
  options: { seenVersion?: number; actor?: Person; postingDate?: string } = {},
) {
  const { seenVersion = 0, actor = company.staff.manager, postingDate = '' } = options
  const { accountSetId, paperId } = key
  return runCommand(company.desk, postBill, call(actor, { accountSetId, paperId, seenVersion, postingDate }))
}

/** Pays a supplier of the main account set today, as the company's accountant. */
export function pay(company: Company, supplierId: string, amount: string, changes: object = {}) {
  const input = {
    accountSetId: company.books.mainSetId,
    supplierId,
    amount,
    method: 'TRANSFER',
    paidOn: today(company.desk.clock),
    remark: '',
    ...changes,
  }
  return runCommand(company.desk, recordPayment, call(company.staff.accountant, input))
}

/** What a supplier's balance says, in fen: payable, unbilled, advance. */
export async function balanceOf(company: Company, supplierId: string): Promise<[bigint, bigint, bigint]> {
  const row = await company.db.supplierBalance.findFirstOrThrow({ where: { supplierId } })
  return [row.payableFen, row.unbilledFen, row.advanceFen]
}
