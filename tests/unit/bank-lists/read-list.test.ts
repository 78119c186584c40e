import { describe, expect, it } from 'vitest'
import { readBankList } from '#lib/domain/bank-lists/read-list.ts'
import { parseBusinessDate } from '#lib/kernel/business-date.ts'

const parsed = parseBusinessDate('2026-11-24')
if (!parsed.ok) throw new Error('a day')
const today = parsed.value
const read = (text: string) => {
  const list = readBankList(text, today)
  if ('refuse' in list) throw new Error(list.refuse)
  return list
}

describe('a list of the bank', () => {
  it('finds the heading under the lines about the account, and takes only what came in', () => {
    const { lines, refused } = read(
      [
        '账号,6222***,,,,',
        '币种,人民币,,,,',
        '交易日期,对方户名,收入(元),支出(元),交易流水号,摘要',
        '2026-11-20,示例酒行,"1,234.50",,LS001,货款',
        '20261121,电力公司,,88.00,LS002,电费',
        '2026/11/22 09:30:00,王老板,300,0.00,LS003,',
      ].join('\r\n'),
    )
    expect(
      lines.map(({ lineNo, bookedOn, amountFen, payer, reference }) => [
        lineNo,
        bookedOn,
        amountFen,
        payer,
        reference,
      ]),
    ).toEqual([
      [4, '2026-11-20', 123_450n, '示例酒行', 'LS001'],
      [6, '2026-11-22', 30_000n, '王老板', 'LS003'],
    ])
    expect(refused).toEqual([{ lineNo: 5, code: 'outgoing' }])
  })

  it('names each line it does not take, and why', () => {
    const { lines, refused } = read(
      [
        '日期,金额,付款人,流水号',
        '昨天,1,a,1',
        '2026-11-25,1,a,2',
        '2026-11-01,壹佰,a,3',
        '2026-11-01,-5,a,4',
        '2026-11-01,1.005,a,5',
        '2026-11-01,7,a,6',
        '2026-11-01,7,a,6',
      ].join('\n'),
    )
    expect(refused.map(({ code }) => code)).toEqual([
      'notADate',
      'dateInFuture',
      'notAnAmount',
      'outgoing',
      'notAnAmount',
      'twice',
    ])
    expect(lines).toHaveLength(1)
  })

  it('tells lines without a number of the bank’s own apart by all they say, and counts those alike', () => {
    const once = read('日期,金额,付款人\n2026-11-01,7,甲\n2026-11-01,7,甲\n2026-11-01,7,乙')
    const overlapping = read('日期,金额,付款人\n2026-11-01,7,乙\n2026-11-01,7,甲')
    expect(new Set(once.lines.map(({ key }) => key)).size).toBe(3)
    for (const { key } of overlapping.lines) expect(once.lines.map((line) => line.key)).toContain(key)
  })

  it.each([
    ['姓名,电话\n甲,1', 'file.noHeading'],
    ['日期,金额\n"2026-11-01,5', 'file.quotes'],
    ['a\u0000b', 'file.notText'],
  ])('refuses %j as a whole', (text, code) => {
    expect(readBankList(text, today)).toEqual({ refuse: code })
  })
})
