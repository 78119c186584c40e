import { expect, test } from '@playwright/test'
import { runCommand } from '#lib/command/run-command.ts'
import { makeStatement } from '#lib/domain/statements/commands/make.ts'
import { makeStatementLink } from '#lib/domain/statements/commands/make-link.ts'
import { revokeStatementLink } from '#lib/domain/statements/commands/revoke-link.ts'
import { linkToken } from '#lib/domain/statements/link-token.ts'
import { today } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { valueOf } from '#tests/support/company.ts'
import { demoCompany } from '#tests/support/demo-company.ts'
import { call } from '#tests/support/people.ts'
import { deskUrl, send } from '#tests/support/web.ts'

test('A41 A44 R102 a statement’s link opens that statement over HTTP; unsigned, altered, ended and foreign ones are one and the same nothing', async () => {
  const company = await demoCompany()
  const { desk, staff } = company
  const day = today(desk.clock)
  const statementFor = async (customer: string) => {
    const span = { from: `${day.slice(0, 8)}01`, to: day }
    const input = { accountSetId: 1, customerId: company.customerId(customer), ...span }
    const made = valueOf(await runCommand(desk, makeStatement, call(staff.accountant, input)))
    const link = { accountSetId: 1, paperId: made.paperId, sentTo: '王会计', days: '7' }
    const { linkId } = valueOf(await runCommand(desk, makeStatementLink, call(staff.accountant, link)))
    return { ...made, linkId, token: linkToken(desk.pinKey, { accountSetId: 1, linkId }) }
  }
  const [mine, ended] = [await statementFor('K105'), await statementFor('K106')]
  const ending = { accountSetId: 1, linkId: ended.linkId }
  valueOf(await runCommand(desk, revokeStatementLink, call(staff.accountant, ending)))

  const page = await send(`/statement/${mine.token}`)
  expect(page.status).toBe(200)
  expect(page.body).toContain(mine.number)
  expect(page.body).not.toContain(ended.number)
  expect(page.headers['cache-control']).toContain('no-store')
  expect(page.headers['referrer-policy']).toBe('same-origin')

  const altered = `${mine.token.slice(0, -1)}${mine.token.endsWith('A') ? 'B' : 'A'}`
  const unmade = linkToken(desk.pinKey, { accountSetId: 1, linkId: newId(desk.clock.now()) })
  const elsewhere = linkToken(desk.pinKey, { accountSetId: 2, linkId: mine.linkId })
  const said = new Set<string>()
  for (const token of [altered, unmade, elsewhere, ended.token, mine.paperId, mine.linkId, 'x'.repeat(67)]) {
    const answer = await send(`/statement/${token}`)
    expect(answer.status, token).toBe(404)
    expect(answer.body).not.toContain(mine.number)
    said.add(/<main[\s\S]*<\/main>/.exec(answer.body)?.[0] ?? '')
  }
  expect(said.size).toBe(1)
  // Far below the twenty tries after which an address finds the right link shut as well (A39).
  expect((await send(`/api/statement-answers/${altered}`, answerBy(deskUrl()))).status).toBe(404)
  for (const token of [altered, mine.token])
    expect((await send(`/api/statement-pictures/${token}/${'ab'.repeat(32)}`)).status, token).toBe(404)

  const answers = `/api/statement-answers/${mine.token}`
  expect((await send(answers, answerBy('https://evil.example'))).status).toBe(403)
  expect(await answersOf(mine.paperId)).toEqual([])
  const nobody = await send(answers, answerBy(deskUrl(), { answeredBy: ' ' }))
  expect([nobody.status, nobody.headers['location']]).toEqual([303, `/statement/${mine.token}?wrong=1`])
  for (const changes of [{}, {}, { answer: 'DISPUTED', note: '不对' }]) {
    const answer = await send(answers, answerBy(deskUrl(), changes))
    expect([answer.status, answer.headers['location']]).toEqual([303, `/statement/${mine.token}`])
  }
  expect(await answersOf(mine.paperId)).toEqual(['CONFIRMED'])
  await company.close()

  function answersOf(paperId: string): Promise<string[]> {
    return company.db.statementAnswer
      .findMany({ where: { paperId } })
      .then((rows) => rows.map((row) => row.answer))
  }
})

/** A customer's form, as a browser on that origin sends it. */
function answerBy(origin: string, changes: Record<string, string> = {}) {
  const form = { answer: 'CONFIRMED', answeredBy: '王会计', note: '', ...changes }
  const body = new URLSearchParams(form).toString()
  const length = { 'content-length': String(Buffer.byteLength(body)) }
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin, ...length }
  return { method: 'POST', headers, body }
}
