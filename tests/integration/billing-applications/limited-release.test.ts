import { afterAll, expect, test } from 'vitest'
import { runCommand } from '#lib/command/run-command.ts'
import { approveApplication } from '#lib/domain/billing-applications/commands/approve.ts'
import { submitApplication } from '#lib/domain/billing-applications/commands/submit.ts'
import { applicationDetail } from '#lib/domain/billing-applications/queries.ts'
import { issueNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { issue, noteFor, testCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { call } from '#tests/support/people.ts'

const company = await testCompany()
const { db, desk, staff } = company
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await expectWhole(db)
  await company.drop()
})

/** A note of 86.40 of a customer with no credit left, agreed to as far as `release` says. */
async function agreed(release: { releaseUpTo?: string; releaseDays?: string }) {
  const note = await noteFor(company, 'K102', [{ product: 'LZ001', quantity: '2箱' }])
  const { accountSetId, applicationId } = valueOf(
    await runCommand(desk, submitApplication, call(staff.clerk, { note, remark: '' })),
  )
  const input = { accountSetId, applicationId, seenVersion: 0, remark: '同意', ...release }
  const answer = await runCommand(desk, approveApplication, call(staff.salesManager, input))
  return { answer, applicationId, note: { ...note, applicationId } }
}

const send = async (note: Awaited<ReturnType<typeof agreed>>['note']) => {
  const answer = await runCommand(desk, issueNote, call(staff.clerk, note, { pin: company.pin }))
  if (answer.status !== 'refused') return answer.status
  return (answer.refusal.checklist?.items ?? []).flatMap(({ rule, state, code }) =>
    state === 'unmet' ? [`${rule} ${code}`] : [],
  )
}

const limit = (creditLimitFen: bigint) =>
  db.customer.update({
    where: { accountSetId_id: { accountSetId: company.books.mainSetId, id: company.customerId('K102') } },
    data: { creditLimitFen },
  })

test('R117 a release holds as far as it was agreed: to the fen, and no further when the exposure grew meanwhile', async () => {
  await limit(0n)
  const first = await agreed({ releaseUpTo: '86.40', releaseDays: '7' })
  expect((await applicationDetail(db, staff.salesManager, first.applicationId)) ?? {}).toMatchObject({
    releaseUpTo: '86.40',
    releaseUntil: addDays(today(desk.clock), 7),
  })
  await limit(1_000_000n)
  valueOf(await issue(company, await noteFor(company, 'K102', [{ product: 'LZ001', quantity: '1箱' }])))
  await limit(0n)
  expect(await send(first.note)).toEqual(['R117 releasePassed'])
  const second = await agreed({ releaseUpTo: '129.60' })
  expect(await send(second.note)).toBe('done')
})

test('R117 a release ends with its days, and a senseless one is refused at its field', async () => {
  const { note } = await agreed({ releaseDays: '2' })
  const now = desk.clock.now()
  desk.setNow(new Date(now.getTime() + 3 * 86_400_000).toISOString())
  const later = { ...note, businessDate: today(desk.clock), expectedOn: '' }
  const refused = await send(later)
  desk.setNow(now.toISOString())
  expect(refused).toContain('R117 releaseLapsed')
  expect((await agreed({ releaseUpTo: '-1' })).answer).toMatchObject({ fields: { releaseUpTo: 'negative' } })
  expect((await agreed({ releaseDays: '0' })).answer).toMatchObject({ fields: { releaseDays: 'tooSmall' } })
  expect((await agreed({ releaseDays: '1.5' })).answer).toMatchObject({
    fields: { releaseDays: 'wholeNumber' },
  })
})

test('A28 two notes released up to the same exposure and issued at once: one is issued, the other hears that it is passed', async () => {
  await limit(0n)
  const where = { customerId: company.customerId('K102') }
  const { committedFen, receivableFen, prepaidFen } = await db.customerBalance.findFirstOrThrow({ where })
  const release = { releaseUpTo: formatFenPlain(committedFen + receivableFen - prepaidFen + 8640n) }
  const both = [await agreed(release), await agreed(release)]
  const answers = await Promise.all(both.map(({ note }) => send(note)))
  expect(answers.map(String).toSorted()).toEqual(['R117 releasePassed', 'done'])
})
