import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { approveApplication } from '#lib/domain/billing-applications/commands/approve.ts'
import { rejectApplication } from '#lib/domain/billing-applications/commands/reject.ts'
import {
  submitApplication,
  type SubmittedApplication,
} from '#lib/domain/billing-applications/commands/submit.ts'
import { withdrawApplication } from '#lib/domain/billing-applications/commands/withdraw.ts'
import { applicationHash } from '#lib/domain/billing-applications/content.ts'
import { applicationDetail, listApplications } from '#lib/domain/billing-applications/queries.ts'
import type { NoteInput } from '#lib/domain/delivery-notes/schema.ts'
import { cancelOrder } from '#lib/domain/sales-orders/commands/cancel.ts'
import { orderDetail } from '#lib/domain/sales-orders/queries.ts'
import type { ActionResult } from '#lib/kernel/result.ts'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { call, createPerson } from '#tests/support/people.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(() => company.drop())
beforeEach(() => company.desk.faults.splice(0))

const cheap = (changes: Partial<NoteInput> = {}) =>
  noteFor(
    company,
    'K102',
    [{ product: 'YS003', quantity: '1箱', unitPrice: '1.00', remark: '清仓' }],
    changes,
  )

function submit(
  note: NoteInput,
  actor: Person = company.staff.clerk,
): Promise<ActionResult<SubmittedApplication>> {
  return runCommand(company.desk, submitApplication, call(actor, { note, remark: '老客户清仓' }))
}

const detail = async (applicationId: string) => {
  const found = await applicationDetail(company.db, company.staff.salesManager, applicationId)
  if (!found) throw new Error('no such application')
  return found
}

const step = async (application: SubmittedApplication) => ({
  accountSetId: application.accountSetId,
  applicationId: application.applicationId,
  seenVersion: (await detail(application.applicationId)).version,
})

const approve = async (application: SubmittedApplication, actor: Person = company.staff.salesManager) =>
  runCommand(company.desk, approveApplication, call(actor, { ...(await step(application)), remark: '同意' }))

function rulesUnmet(result: ActionResult<unknown>): string[] {
  if (result.status !== 'refused') return [JSON.stringify(result)]
  return (result.refusal.checklist?.items ?? [])
    .filter((item) => item.state === 'unmet')
    .map((item) => `${item.rule} ${item.code}`)
}

describe('a billing application', () => {
  it('R109 fixes goods, quantity, price and date, says why it is needed, and records the order with it', async () => {
    const application = valueOf(await submit(await cheap()))
    expect(application.reasons).toEqual(['UNDER_FLOOR', 'OFF_LIST'])
    expect(application.number).toMatch(/BA/)
    expect(application.orderNumber).toMatch(/SO/)
    const found = await detail(application.applicationId)
    expect(found.content.lines).toMatchObject([{ quantity: '1箱', unitPrice: '1.00', isUnderFloor: true }])
    expect(found).toMatchObject({
      status: 'SUBMITTED',
      remark: '老客户清仓',
      orderNumber: application.orderNumber,
    })
    const paper = await company.db.paper.findFirstOrThrow({ where: { id: application.applicationId } })
    expect(Buffer.from(paper.contentHash)).toEqual(applicationHash(found.number, found.remark, found.content))
    expect(JSON.stringify(found)).not.toMatch(/cost|valueFen|margin/i)
    expect(company.desk.faults).toEqual([])
  })

  it('R110 lets the note pass once a sales manager has agreed; R111 only with the same content; it is used up', async () => {
    const note = await cheap()
    const application = valueOf(await submit(note))
    const with_ = { applicationId: application.applicationId, orderId: application.orderId }
    expect(rulesUnmet(await issue(company, { ...note, ...with_ }))).toContain('R110 applicationWaiting')
    valueOf(await approve(application))
    const other = await noteFor(
      company,
      'K102',
      [{ product: 'YS003', quantity: '1箱', unitPrice: '0.99' }],
      with_,
    )
    expect(rulesUnmet(await issue(company, other))).toContain('R111 differsFromApplication')
    const issued = valueOf(await issue(company, { ...note, ...with_ }))
    expect(await detail(application.applicationId)).toMatchObject({
      status: 'USED',
      usedByNumber: issued.number,
      decidedBy: company.staff.salesManager.displayName,
    })
    expect(await orderDetail(company.db, company.staff.clerk, application.orderId)).toMatchObject({
      status: 'BILLED',
    })
    const again = await issue(company, { ...note, ...with_ })
    expect(again.status).toBe('refused')
  })

  it('R110 is decided by a sales manager who is not the applicant', async () => {
    const both = await createPerson(company.db, {
      roles: ['SALES_MANAGER', 'CLERK'],
      accountSetIds: [company.books.mainSetId],
    })
    const application = valueOf(await submit(await cheap(), both.person))
    expect(rulesUnmet(await approve(application, both.person))).toEqual(['R110 ownApplication'])
    for (const person of [company.staff.clerk, company.staff.salesperson, company.staff.manager])
      expect(await approve(application, person)).toMatchObject({ refusal: { code: 'permission.missing' } })
    valueOf(await approve(application))
    expect(rulesUnmet(await approve(application))).toEqual(['R110 alreadyDecided'])
  })

  it('says no with a remark, and the clerk may apply again on the same order', async () => {
    const note = await cheap()
    const application = valueOf(await submit(note))
    const silent = await runCommand(
      company.desk,
      rejectApplication,
      call(company.staff.salesManager, { ...(await step(application)), remark: ' ' }),
    )
    expect(silent).toMatchObject({ status: 'invalid', fields: { remark: 'required' } })
    const input = { ...(await step(application)), remark: '价格太低' }
    valueOf(await runCommand(company.desk, rejectApplication, call(company.staff.salesManager, input)))
    const again = valueOf(await submit({ ...note, orderId: application.orderId }))
    expect(again).toMatchObject({ orderId: application.orderId, orderNumber: null })
    const twice = await submit({ ...note, orderId: application.orderId })
    expect(rulesUnmet(twice)).toEqual(['R110 applicationOpen'])
  })

  it('is withdrawn by the applicant alone; then the order can be cancelled, not before', async () => {
    const application = valueOf(await submit(await cheap()))
    const order = await orderDetail(company.db, company.staff.clerk, application.orderId)
    const cancel = {
      accountSetId: application.accountSetId,
      orderId: application.orderId,
      seenVersion: order?.version ?? 0,
      reason: '客户不要了',
    }
    expect(
      rulesUnmet(await runCommand(company.desk, cancelOrder, call(company.staff.clerk, cancel))),
    ).toEqual(['R110 applicationOpen'])
    const input = await step(application)
    expect(
      rulesUnmet(await runCommand(company.desk, withdrawApplication, call(company.staff.otherClerk, input))),
    ).toEqual(['R110 notApplicant'])
    valueOf(await runCommand(company.desk, withdrawApplication, call(company.staff.clerk, input)))
    valueOf(await runCommand(company.desk, cancelOrder, call(company.staff.clerk, cancel)))
  })

  it('is refused when nothing needs consent', async () => {
    const note = await noteFor(company, 'K102', [{ product: 'LZ006', quantity: '1瓶' }])
    expect(rulesUnmet(await submit(note))).toEqual(['R110 notNeeded'])
  })

  it('A05 stays within the account set, and an old version is stale', async () => {
    const application = valueOf(await submit(await cheap()))
    const outsider = { ...company.staff.salesManager, accountSetIds: [company.books.supermarketSetId] }
    expect(await applicationDetail(company.db, outsider, application.applicationId)).toBeNull()
    expect(await approve(application, outsider)).toMatchObject({ refusal: { code: 'notFound' } })
    const old = { ...(await step(application)), seenVersion: 7, remark: '' }
    const answer = await runCommand(company.desk, approveApplication, call(company.staff.salesManager, old))
    expect(answer.status).toBe('stale')
  })

  it('waits on the list of those who can decide, and its own list has it too; one statement each', async () => {
    const application = valueOf(await submit(await cheap()))
    company.forgetStatements()
    const waiting = await listApplications(company.db, company.staff.salesManager, {
      view: 'waiting',
      before: null,
    })
    const mine = await listApplications(company.db, company.staff.clerk, { view: 'mine', before: null })
    const none = await listApplications(company.db, company.staff.clerk, { view: 'waiting', before: null })
    expect(company.statements.length).toBe(3)
    expect(waiting.rows.map((row) => row.applicationId)).toContain(application.applicationId)
    expect(mine.rows.map((row) => row.applicationId)).toContain(application.applicationId)
    expect(none.rows.map((row) => row.applicationId)).not.toContain(application.applicationId)
  })

  it('costs twelve statements at most', async () => {
    const note = await cheap()
    company.forgetStatements()
    valueOf(await submit(note))
    expect(company.statements.length).toBeLessThanOrEqual(submitApplication.queryBudget)
  })
})
