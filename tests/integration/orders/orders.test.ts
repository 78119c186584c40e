import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { cancelOrder } from '#lib/domain/sales-orders/commands/cancel.ts'
import { checkOrder } from '#lib/domain/sales-orders/commands/check.ts'
import { confirmOrder } from '#lib/domain/sales-orders/commands/confirm.ts'
import { recordOrder, type RecordedOrder } from '#lib/domain/sales-orders/commands/record.ts'
import { listOrders, orderDetail } from '#lib/domain/sales-orders/queries.ts'
import type { OrderInput } from '#lib/domain/sales-orders/schema.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import type { ActionResult } from '#lib/kernel/result.ts'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { orderFor as orderInput } from '#tests/support/ordering.ts'
import { call } from '#tests/support/people.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(() => company.drop())
beforeEach(() => company.desk.faults.splice(0))

const orderFor = (
  customer: string,
  lines: readonly { product: string; quantity: string }[],
  changes: Partial<OrderInput> = {},
) => orderInput(company, customer, lines, changes)

function record(
  input: OrderInput,
  actor: Person = company.staff.clerk,
): Promise<ActionResult<RecordedOrder>> {
  return runCommand(company.desk, recordOrder, call(actor, input))
}

const detail = async (orderId: string) => {
  const found = await orderDetail(company.db, company.staff.clerk, orderId)
  if (!found) throw new Error('no such order')
  return found
}

const step = async (order: RecordedOrder) => ({
  accountSetId: order.accountSetId,
  orderId: order.orderId,
  seenVersion: (await detail(order.orderId)).version,
})

function rulesUnmet(result: ActionResult<unknown>): string[] {
  if (result.status !== 'refused') return [JSON.stringify(result)]
  return (result.refusal.checklist?.items ?? [])
    .filter((item) => item.state === 'unmet')
    .map((item) => `${item.rule} ${item.code}`)
}

describe('an order', () => {
  it('R32 keeps how it came in and who wrote it, R33 who confirmed it, R132 the special instructions', async () => {
    const order = valueOf(
      await record(
        await orderFor('K102', [{ product: 'YS003', quantity: '2箱3瓶' }], {
          intakeChannel: 'VISIT',
          confirmedHow: 'MESSAGE',
          specialInstructions: '门前有台阶\n请带推车',
        }),
      ),
    )
    expect(order.number).toMatch(/SO/)
    const found = await detail(order.orderId)
    expect(found).toMatchObject({
      intakeChannel: 'VISIT',
      recordedBy: company.staff.clerk.displayName,
      confirmedHow: 'MESSAGE',
      confirmedBy: company.staff.clerk.displayName,
      specialInstructions: '门前有台阶\n请带推车',
      status: 'CONFIRMED',
    })
    expect(found.lines.map((line) => [line.productCode, line.quantity, line.openQuantity])).toEqual([
      ['YS003', '2箱3瓶', '2箱3瓶'],
    ])
    expect(company.desk.faults).toEqual([])
  })

  it('R1 bears no note before it is confirmed with the customer; R33 is confirmed once', async () => {
    const lines = [{ product: 'YS003', quantity: '1箱' }]
    const order = valueOf(await record(await orderFor('K102', lines, { confirmedHow: null })))
    const note = await noteFor(company, 'K102', lines, { orderId: order.orderId })
    expect(rulesUnmet(await issue(company, note))).toContain('R1 orderNotConfirmed')
    const input = { ...(await step(order)), confirmedHow: 'PHONE' }
    valueOf(await runCommand(company.desk, confirmOrder, call(company.staff.clerk, input)))
    const again = { ...(await step(order)), confirmedHow: 'PHONE' }
    expect(
      rulesUnmet(await runCommand(company.desk, confirmOrder, call(company.staff.clerk, again))),
    ).toEqual(['R33 alreadyConfirmed'])
    valueOf(await issue(company, note))
    expect(await detail(order.orderId)).toMatchObject({ status: 'BILLED', notes: [{ status: 'ISSUED' }] })
  })

  it('R53 a supermarket order is billed only after a salesperson has checked it, and no clerk can check', async () => {
    const barcode = await company.db.productUnit.findFirstOrThrow({
      where: { productId: company.productId('YS003'), gtin: { not: null } },
    })
    const order = valueOf(await record(await orderFor('S201', [{ product: 'YS003', quantity: '1箱' }])))
    const wish = [{ product: 'YS003', quantity: '1箱', barcode: barcode.gtin ?? '' }]
    const note = await noteFor(company, 'S201', wish, { orderId: order.orderId })
    expect(rulesUnmet(await issue(company, note))).toContain('R53 salesCheckMissing')
    const input = await step(order)
    const byClerk = await runCommand(company.desk, checkOrder, call(company.staff.clerk, input))
    expect(byClerk).toMatchObject({ status: 'refused', refusal: { code: 'permission.missing' } })
    const toCheck = await listOrders(company.db, company.staff.salesperson, { view: 'toCheck', before: null })
    expect(toCheck.rows.map((row) => row.orderId)).toContain(order.orderId)
    valueOf(await runCommand(company.desk, checkOrder, call(company.staff.salesperson, input)))
    const stale = await runCommand(
      company.desk,
      confirmOrder,
      call(company.staff.clerk, { ...input, confirmedHow: 'PHONE' }),
    )
    expect(stale.status).toBe('refused')
    expect(rulesUnmet(await issue(company, note))).not.toContain('R53 salesCheckMissing')
  })

  it.each([
    ['R98 refuses a promised day before the order', { expectedIn: -1 }, 'R98 expectedOnPast'],
    ['R120 refuses a date in the future', { dateIn: 1 }, 'R120 dateInFuture'],
    ['R97 refuses a total other than the one seen', { seenGross: '1.00' }, 'R97 totalChanged'],
  ])('%s', async (_name, wish: Record<string, number | string>, expected) => {
    const now = today(company.desk.clock)
    const changes: Partial<OrderInput> = {
      ...(typeof wish['expectedIn'] === 'number' ? { expectedOn: addDays(now, wish['expectedIn']) } : {}),
      ...(typeof wish['dateIn'] === 'number'
        ? { businessDate: addDays(now, wish['dateIn']), expectedOn: addDays(now, 3) }
        : {}),
      seenGross: String(wish['seenGross'] ?? ''),
    }
    const answer = await record(await orderFor('K102', [{ product: 'YS003', quantity: '1瓶' }], changes))
    expect(rulesUnmet(answer)).toEqual([expected])
  })

  it('R130 refuses a clerk whose right to bill is suspended', async () => {
    const suspended = { ...company.staff.clerk, isBillingSuspended: true }
    const answer = await record(await orderFor('K102', [{ product: 'YS003', quantity: '1瓶' }]), suspended)
    expect(rulesUnmet(answer)).toEqual(['R130 clerkSuspended'])
  })

  it('R139 is cancelled with a reason while nothing is billed, and never after', async () => {
    const lines = [{ product: 'YS003', quantity: '1瓶' }]
    const order = valueOf(await record(await orderFor('K102', lines)))
    const cancel = { ...(await step(order)), reason: '客户改买别的' }
    valueOf(await runCommand(company.desk, cancelOrder, call(company.staff.clerk, cancel)))
    expect((await detail(order.orderId)).cancelled).toMatchObject({ reason: '客户改买别的' })
    const note = await noteFor(company, 'K102', lines, { orderId: order.orderId })
    expect(rulesUnmet(await issue(company, note))).toContain('R1 orderNotConfirmed')
    const billed = valueOf(await record(await orderFor('K102', lines)))
    valueOf(await issue(company, await noteFor(company, 'K102', lines, { orderId: billed.orderId })))
    const late = { ...(await step(billed)), reason: 'x' }
    expect(
      rulesUnmet(await runCommand(company.desk, cancelOrder, call(company.staff.clerk, late))),
    ).toContain('R139 alreadyBilled')
  })

  it('A05 is out of reach of another account set', async () => {
    const order = valueOf(await record(await orderFor('K102', [{ product: 'YS003', quantity: '1瓶' }])))
    const outsider = { ...company.staff.clerk, accountSetIds: [company.books.supermarketSetId] }
    expect(await orderDetail(company.db, outsider, order.orderId)).toBeNull()
    const input = { ...(await step(order)), reason: 'x' }
    expect(await runCommand(company.desk, cancelOrder, call(outsider, input))).toMatchObject({
      refusal: { code: 'notFound' },
    })
    expect(
      await record(await orderFor('K102', [{ product: 'YS003', quantity: '1瓶' }]), outsider),
    ).toMatchObject({
      refusal: { code: 'notFound' },
    })
  })

  it('lists by key without leaving out or repeating, one statement a page', async () => {
    const line = [{ product: 'YS003', quantity: '1瓶' }]
    for (let count = 0; count < 45; count += 1) valueOf(await record(await orderFor('K105', line)))
    const seen: string[] = []
    let before: string | null = null
    company.forgetStatements()
    let pages = 0
    do {
      const page: Awaited<ReturnType<typeof listOrders>> = await listOrders(company.db, company.staff.clerk, {
        view: 'all',
        before,
      })
      seen.push(...page.rows.map((row) => row.orderId))
      before = page.olderThan
      pages += 1
    } while (before !== null)
    expect(company.statements.length).toBe(pages)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(await company.db.salesOrder.count())
  })

  it('costs nine statements whatever its number of lines', async () => {
    const input = await orderFor(
      'K102',
      Array.from({ length: 40 }, () => ({ product: 'YS003', quantity: '1瓶' })),
    )
    company.forgetStatements()
    valueOf(await record(input))
    expect(company.statements.length).toBeLessThanOrEqual(recordOrder.queryBudget)
  })
})
