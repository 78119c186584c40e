import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '#lib/command/run-command.ts'
import { type PriceOffer, priceLadder } from '#lib/db/price-ladder.ts'
import { approveApplication } from '#lib/domain/billing-applications/commands/approve.ts'
import { submitApplication } from '#lib/domain/billing-applications/commands/submit.ts'
import { applicationDetail } from '#lib/domain/billing-applications/queries.ts'
import { setCustomerPrice } from '#lib/domain/prices/commands/set-customer-price.ts'
import { today } from '#lib/kernel/clock.ts'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { call } from '#tests/support/people.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(() => company.drop())

type Line = Parameters<typeof noteFor>[2][number]

/** The note of one line, issued; by an application that the sales manager agreed to where `isAgreed`. */
async function sell(customer: string, line: Line, { isAgreed = false } = {}): Promise<void> {
  const note = await noteFor(company, customer, [line])
  if (!isAgreed) return void valueOf(await issue(company, note))
  const { clerk, salesManager } = company.staff
  const applied = valueOf(
    await runCommand(company.desk, submitApplication, call(clerk, { note, remark: '这一次' })),
  )
  const { accountSetId, applicationId, orderId } = applied
  const seenVersion =
    (await applicationDetail(company.db, salesManager, applicationId))?.version ?? Number.NaN
  valueOf(
    await runCommand(
      company.desk,
      approveApplication,
      call(salesManager, { accountSetId, applicationId, seenVersion, remark: '同意' }),
    ),
  )
  valueOf(await issue(company, { ...note, applicationId, orderId }))
}

async function offerFor(customer: string, product: string): Promise<PriceOffer | undefined> {
  const productId = company.productId(product)
  const scope = {
    accountSetId: company.books.mainSetId,
    customerId: company.customerId(customer),
    businessDate: today(company.desk.clock),
    productIds: [productId],
  }
  return (await priceLadder(company.db, scope)).get(productId)
}

/** The price and its source on the newest line of the customer with the product. */
async function newestLine(customer: string, product: string) {
  const { unitPriceE4, priceSource } = await company.db.deliveryNoteLine.findFirstOrThrow({
    where: { customerId: company.customerId(customer), productId: company.productId(product) },
    orderBy: { paperId: 'desc' },
  })
  return { unitPriceE4, priceSource }
}

describe('R116 a price that a manager agreed to once', () => {
  it('outside the ladder is not the price of the next note, which says where its own comes from', async () => {
    await sell('K102', { product: 'YS003', quantity: '1箱', unitPrice: '450' }, { isAgreed: true })
    expect(await newestLine('K102', 'YS003')).toEqual({ unitPriceE4: 4_500_000n, priceSource: 'MANUAL' })
    expect(await offerFor('K102', 'YS003')).toMatchObject({ lastPriceE4: null, lastPriceOn: null })
    await sell('K102', { product: 'YS003', quantity: '1箱' })
    expect(await newestLine('K102', 'YS003')).toEqual({ unitPriceE4: 4_680_000n, priceSource: 'LIST_PRICE' })
  })

  it('leaves the last price at the note before it, and is asked for again when it is typed again', async () => {
    await sell('K103', { product: 'YS003', quantity: '1箱' })
    await sell('K103', { product: 'YS003', quantity: '1箱', unitPrice: '1' }, { isAgreed: true })
    expect(await offerFor('K103', 'YS003')).toMatchObject({
      lastPriceE4: 4_680_000n,
      lastPriceOn: today(company.desk.clock),
    })
    const again = await issue(
      company,
      await noteFor(company, 'K103', [{ product: 'YS003', quantity: '1箱', unitPrice: '1' }]),
    )
    expect(again).toMatchObject({ refusal: { code: 'gate.issue' } })
  })

  it('under the floor is not offered either when it came from the ladder', async () => {
    const set = async (unitPrice: string) => {
      const { mainSetId: accountSetId } = company.books
      const ids = { customerId: company.customerId('K101'), productId: company.productId('YS003') }
      const input = { accountSetId, ...ids, validFrom: today(company.desk.clock), unitPrice }
      return valueOf(
        await runCommand(company.desk, setCustomerPrice, call(company.staff.salesManager, input)),
      )
    }
    await set('400')
    await sell('K101', { product: 'YS003', quantity: '1箱' }, { isAgreed: true })
    expect(await newestLine('K101', 'YS003')).toMatchObject({ priceSource: 'CUSTOMER_PRICE' })
    await set('')
    expect(await offerFor('K101', 'YS003')).toMatchObject({ customerPriceE4: null, lastPriceE4: null })
  })
})

describe('a price that stands by itself', () => {
  it('is the last price though a manager agreed to something else on its note', async () => {
    await sell('K102', { product: 'LZ006', quantity: '1箱', discount: '60' }, { isAgreed: true })
    expect(await offerFor('K102', 'LZ006')).toMatchObject({ lastPriceE4: 52_000n })
  })

  it('is any price where the account set asks for no consent', async () => {
    const where = { id: company.books.mainSetId }
    const before = await company.db.accountSet.findUniqueOrThrow({ where })
    await company.db.accountSet.update({ where, data: { billingApplicationPolicy: 'NEVER' } })
    await sell('K103', { product: 'LZ006', quantity: '1箱', unitPrice: '4.9' })
    expect(await offerFor('K103', 'LZ006')).toMatchObject({ lastPriceE4: 49_000n })
    const { billingApplicationPolicy } = before
    await company.db.accountSet.update({ where, data: { billingApplicationPolicy } })
  })
})
