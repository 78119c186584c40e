import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closePeriod } from '#lib/domain/account-sets/commands/close-period.ts'
import { reopenPeriod, requestReopening } from '#lib/domain/account-sets/commands/reopen-period.ts'
import { addAccount } from '#lib/domain/books/commands/add-account.ts'
import { chooseChart } from '#lib/domain/books/commands/choose-chart.ts'
import { exportBooks } from '#lib/domain/books/commands/export.ts'
import { numberVouchers } from '#lib/domain/books/commands/number-vouchers.ts'
import { renameAccount } from '#lib/domain/books/commands/rename-account.ts'
import { trialBalance } from '#lib/domain/books/queries-balance.ts'
import { chartOf } from '#lib/domain/books/queries-chart.ts'
import { bookRows } from '#lib/domain/books/queries-export.ts'
import { accountLedger } from '#lib/domain/books/queries-ledger.ts'
import { listVouchers, voucherDetail, vouchersByNumber } from '#lib/domain/books/queries-vouchers.ts'
import { voucherKey } from '#lib/domain/books/wish.ts'
import { recordPayment } from '#lib/domain/payments/commands/record.ts'
import { reversePayment } from '#lib/domain/payments/commands/reverse.ts'
import { addDays, type BusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { loadCjkFont } from '#lib/print/cjk-font.ts'
import { renderVouchersPdf } from '#lib/print/voucher-pdf.ts'
import { supplierIn } from '#tests/support/buying.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { run } from '#tests/support/road.ts'

let company: TestCompany
let supplierId: string
let day: BusinessDate
/** The last day of the month before, which is open too. */
let before: BusinessDate

beforeAll(async () => {
  company = await testCompany({ connections: 10 })
  day = today(company.desk.clock)
  before = addDays(day, -Number(day.slice(8)))
  supplierId = await supplierIn(company, 'G1', { name: '=示例供应商' })
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

const accountSetId = 1
const span = (from: BusinessDate, to: BusinessDate = from) => {
  return { accountSetId, from: periodOf(from), to: periodOf(to) }
}
const monthOf = (date: BusinessDate) => ({ accountSetId, period: periodOf(date) })

const pay = (amount: string, paidOn: BusinessDate, method = 'TRANSFER') =>
  run(company, recordPayment, company.staff.accountant, {
    ...{ accountSetId, supplierId, amount, method, paidOn, remark: '' },
  })

const number = (date: BusinessDate) => run(company, numberVouchers, company.staff.accountant, monthOf(date))

async function reopened(date: BusinessDate): Promise<void> {
  const { accountant, manager } = company.staff
  const month = monthOf(date)
  valueOf(await run(company, requestReopening, accountant, { ...month, reason: '补记' }))
  valueOf(await run(company, reopenPeriod, manager, { ...month, decision: 'AGREED', remark: '' }))
}

describe('the chart of accounts', () => {
  test('is chosen while the books are empty, with every part that postings name, and stays once they are not', async () => {
    const { accountant, manager } = company.staff
    const choose = (standard: string, set = accountSetId, actor = accountant) =>
      run(company, chooseChart, actor, { accountSetId: set, standard })
    expect(await choose('SMALL', accountSetId, manager)).toMatchObject({
      refusal: { code: 'permission.missing' },
    })
    expect(await choose('SMALL', 9)).toMatchObject({ refusal: { code: 'notFound' } })
    const uses = async () => (await chartOf(company.db, [1], 1))?.accounts.flatMap((account) => account.uses)
    const wanted = (await uses())?.toSorted()
    valueOf(await choose('SMALL'))
    const small = await chartOf(company.db, [1], 1)
    const codeOf = (use: string) => small?.accounts.find(({ uses: plays }) => plays.includes(use))?.code
    expect([codeOf('PREPAID'), codeOf('REVENUE'), codeOf('COGS'), codeOf('SELLING_EXPENSE')]).toEqual([
      ...['2203', '5001', '5401', '5601'],
    ])
    expect((await uses())?.toSorted()).toEqual(wanted)
    valueOf(await choose('ENTERPRISE'))
    expect((await uses())?.toSorted()).toEqual(wanted)
    valueOf(await pay('100', before))
    expect(await choose('SMALL')).toMatchObject({ refusal: { code: 'chart.inUse' } })
  })

  test('grows under accounts that are there, and names change with the name before in the evidence', async () => {
    const { accountant } = company.staff
    const add = (code: string, name = '银行存款—示例支行') =>
      run(company, addAccount, accountant, { accountSetId, code, name })
    valueOf(await add('100201'))
    expect(await add('100201')).toEqual({ status: 'invalid', fields: { code: 'codeTaken' } })
    expect(await add('9900')).toEqual({ status: 'invalid', fields: { code: 'noAccountAbove' } })
    expect(await add("1'--")).toMatchObject({ fields: { code: 'accountCode' } })
    const rename = (seenName: string, name: string) =>
      run(company, renameAccount, accountant, { accountSetId, code: '100201', seenName, name })
    valueOf(await rename('银行存款—示例支行', '银行存款—城东'))
    expect(await rename('银行存款—示例支行', '别的')).toMatchObject({ status: 'stale' })
    const chart = await chartOf(company.db, [1], 1)
    expect(chart?.history[0]).toMatchObject({
      ...{ code: '100201', command: 'account.rename', before: '银行存款—示例支行', after: '银行存款—城东' },
    })
    expect(await chartOf(company.db, [2], 1)).toBeNull()
  })
})

describe('trial balance, ledger and vouchers', () => {
  test('add up over any months, the same before a month is closed, after it and after it is opened again', async () => {
    valueOf(await pay('30', before, 'CASH'))
    valueOf(await pay('7.50', day))
    const read = async () => ({
      both: await trialBalance(company.db, span(before, day)),
      last: await trialBalance(company.db, span(before)),
      now: await trialBalance(company.db, span(day)),
    })
    const open = await read()
    const line = (balance: typeof open.now, code: string) => balance.rows.find((row) => row.code === code)
    expect(line(open.now, '1123')).toMatchObject({
      ...{ openingDebit: '130.00', debit: '7.50', credit: '', closingDebit: '137.50' },
    })
    expect(line(open.last, '1001')).toMatchObject({ credit: '30.00', closingCredit: '30.00' })
    expect(open.both.totals).toMatchObject({ debit: '137.50', credit: '137.50' })
    expect([open.both.isBalanced, open.now.isBalanced]).toEqual([true, true])
    valueOf(await run(company, closePeriod, company.staff.accountant, monthOf(before)))
    expect(await company.db.accountPeriodTotal.count({ where: monthOf(before) })).toBe(3)
    expect(await read()).toEqual(open)
    await reopened(before)
    expect(await read()).toEqual(open)
    valueOf(await pay('1', before))
    expect(line((await read()).now, '1123')).toMatchObject({ openingDebit: '131.00' })
  })

  test('a ledger runs on over its pages, with what stands after each line', async () => {
    const whole = await accountLedger(company.db, span(before, day), '1123', null)
    expect(whole?.rows.map(({ debit, balance }) => [debit, balance])).toEqual([
      ...[
        ['100.00', '100.00'],
        ['30.00', '130.00'],
        ['1.00', '131.00'],
        ['7.50', '138.50'],
      ],
    ])
    expect(whole).toMatchObject({ opening: '0.00', debit: '138.50', credit: '0.00', closing: '138.50' })
    const third = whole?.rows[2]
    const voucher = await company.db.journalVoucher.findFirstOrThrow({
      where: { id: third?.voucherId ?? '' },
    })
    const after = voucherKey({
      after: `${third?.businessDate}_${voucher.recordedAt.getTime()}_${third?.voucherId}_${third?.lineNo}`,
    })
    const rest = await accountLedger(company.db, span(before, day), '1123', after)
    expect(rest).toMatchObject({ carried: '131.00', rows: [{ debit: '7.50', balance: '138.50' }] })
    expect(await accountLedger(company.db, span(day), '9999', null)).toBeNull()
    expect(await accountLedger(company.db, span(day), '1123', null)).toMatchObject({ carried: '131.00' })
  })

  test('R63 numbers run without a gap by date and moment, go on after the last, and never change', async () => {
    const first = valueOf(await number(day))
    expect(first).toEqual({ count: 1, first: 1, last: 1 })
    expect(valueOf(await number(day))).toEqual({ count: 0, first: null, last: null })
    for (const amount of ['1', '2', '3']) valueOf(await pay(amount, day))
    const [one, other, paid] = await Promise.all([number(day), number(day), pay('4', day)])
    expect([one.status, other.status, paid.status]).toEqual(['done', 'done', 'done'])
    valueOf(await number(day))
    const numbers = await company.db.voucherNumber.findMany({
      where: monthOf(day),
      orderBy: { number: 'asc' },
    })
    expect(numbers.map((row) => row.number)).toEqual([1, 2, 3, 4, 5])
    await expect(
      company.db.$executeRaw`UPDATE voucher_number SET number = 9 WHERE number = 5`,
    ).rejects.toThrow()
    expect((await listVouchers(company.db, span(day), null)).unnumbered).toBe(0)
    expect(await run(company, numberVouchers, company.staff.manager, monthOf(day))).toMatchObject({
      refusal: { code: 'permission.missing' },
    })
    expect(
      await run(company, numberVouchers, company.staff.accountant, { accountSetId: 9, period: '202611' }),
    ).toMatchObject({ refusal: { code: 'notFound' } })
  })

  test('a mirror and its original name each other; nobody outside the account set sees either', async () => {
    const paid = valueOf(await pay('55', day))
    valueOf(
      await run(company, reversePayment, company.staff.manager, {
        ...{ accountSetId, paperId: paid.paperId, reason: '付错' },
      }),
    )
    const rows = await company.db.journalVoucher.findMany({ where: { paperId: paid.paperId } })
    const mirror = rows.find(({ reversesId }) => reversesId !== null)
    const original = rows.find(({ reversesId }) => reversesId === null)
    const seen = (id: string | undefined, sets = [1]) =>
      voucherDetail(company.db, sets, { accountSetId, voucherId: id ?? '' })
    expect(await seen(mirror?.id)).toMatchObject({
      ...{ isMirror: true, reverses: { voucherId: original?.id }, amount: '55.00' },
      sides: [
        { code: '1002', debit: '55.00', credit: '' },
        { code: '1123', debit: '', credit: '55.00' },
      ],
    })
    expect(await seen(original?.id)).toMatchObject({ reversedBy: { voucherId: mirror?.id } })
    expect(await seen(original?.id, [2])).toBeNull()
    expect(await seen("'; drop")).toBeNull()
  })
})

describe('what leaves the books', () => {
  const take = (changes: object = {}, actor = company.staff.accountant) =>
    run(company, exportBooks, actor, {
      ...{ accountSetId, file: 'vouchers', format: 'csv', from: periodOf(day), to: periodOf(day) },
      ...changes,
    })

  test('R67 vouchers leave numbered, one row a line, with who took them in the evidence', async () => {
    expect(await take()).toMatchObject({ refusal: { code: 'books.unnumbered', params: { count: 2 } } })
    valueOf(await number(day))
    valueOf(await take())
    expect(await take({ to: periodOf(before) })).toMatchObject({ fields: { to: 'beforeFrom' } })
    expect(await take({ from: '202001' })).toMatchObject({ fields: { to: 'spanTooLong' } })
    expect(await take({}, company.staff.clerk)).toMatchObject({ refusal: { code: 'permission.missing' } })
    expect(await take({ accountSetId: 7 })).toMatchObject({ refusal: { code: 'notFound' } })
    const rows: string[][] = []
    for await (const batch of bookRows(company.db, 'vouchers', span(day))) rows.push(...batch)
    expect(rows.length).toBe(14)
    expect(rows[0]).toEqual([
      ...[
        day,
        '记',
        '1',
        '1',
        '1',
        expect.stringContaining('付款 =示例供应商 FK'),
        '1123',
        '预付账款',
        '7.50',
        '',
      ],
      ...['=示例供应商', expect.any(String), expect.stringContaining('FK')],
    ])
    const sum = (column: number) => rows.reduce((total, row) => total + Number(row[column]), 0)
    expect(sum(8)).toBeCloseTo(sum(9))
    const balance: string[][] = []
    for await (const batch of bookRows(company.db, 'trial-balance', span(day))) balance.push(...batch)
    expect(balance.at(-1)?.[1]).toBe('合计')
  })

  test('vouchers are printed by number, the same bytes each time', async () => {
    const vouchers = await vouchersByNumber(company.db, { ...monthOf(day), first: 2, last: 3 })
    expect(vouchers.map((voucher) => voucher.number)).toEqual([2, 3])
    const labels = {
      ...{ title: '记账凭证', attached: '附单据 1 张', sum: '合计', recordedBy: '记账', signers: ['审核'] },
      columns: ['摘要', '科目', '借方', '贷方'] as const,
      number: (at: number) => `记-${at}`,
      page: (page: number, pages: number) => `${page}/${pages}`,
    }
    const sheets = vouchers.map((voucher) => ({ ...voucher, summary: voucher.paperNumber }))
    const options = {
      ...{ language: 'zh-CN', createdAt: company.desk.clock.now(), font: await loadCjkFont() },
    }
    const [one, other] = [
      await renderVouchersPdf(sheets, labels, options),
      await renderVouchersPdf(sheets, labels, options),
    ]
    expect(Buffer.from(one).subarray(0, 5).toString()).toBe('%PDF-')
    expect(Buffer.compare(Buffer.from(one), Buffer.from(other))).toBe(0)
  })

  test('every page costs the same statements, whatever the number of vouchers', async () => {
    const cost = async (read: () => Promise<unknown>) => {
      company.forgetStatements()
      await read()
      return company.statements.length
    }
    const { db } = company
    expect(await cost(() => trialBalance(db, span(before, day)))).toBe(2)
    expect(await cost(() => listVouchers(db, span(before, day), null))).toBe(2)
    expect(await cost(() => accountLedger(db, span(before, day), '1123', null))).toBe(4)
    expect(await cost(() => chartOf(db, [1], 1))).toBe(1)
  })
})
