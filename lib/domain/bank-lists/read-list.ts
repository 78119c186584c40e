import { MOST_LINES } from '#lib/domain/bank-lists/schema.ts'
import { readCsvText } from '#lib/domain/master-files/read-csv.ts'
import { type BusinessDate, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { parseYuan } from '#lib/kernel/money.ts'
import { cleanText } from '#lib/kernel/text.ts'

/** One line of money that came in. `key` tells it from every other line of the same bank account. */
export type BankLine = {
  lineNo: number
  bookedOn: BusinessDate
  amountFen: bigint
  payer: string
  reference: string
  memo: string
  key: string
}

/** A line that is not taken, with the code of why. */
export type RefusedLine = {
  lineNo: number
  code: 'notADate' | 'notAnAmount' | 'outgoing' | 'dateInFuture' | 'text' | 'twice'
}

export type ReadList = { lines: BankLine[]; refused: RefusedLine[] } | { refuse: string }

const COLUMNS = {
  date: ['交易日期', '记账日期', '入账日期', '交易时间', '日期', 'date', 'bookingdate', 'transactiondate'],
  income: [
    '收入',
    '收入金额',
    '贷方发生额',
    '贷方金额',
    '入账金额',
    '贷方',
    'credit',
    'creditamount',
    'paidin',
  ],
  spent: ['支出', '支出金额', '借方发生额', '借方金额', '借方', 'debit', 'debitamount', 'paidout'],
  amount: ['金额', '交易金额', '发生额', 'amount'],
  payer: [
    '对方户名',
    '对方名称',
    '付款人',
    '付款人名称',
    '付款方户名',
    '对方账户名称',
    'payer',
    'counterparty',
    'name',
  ],
  reference: ['流水号', '交易流水号', '凭证号', '业务编号', '交易参考号', 'reference', 'transactionid', 'id'],
  memo: ['摘要', '用途', '附言', '备注', '交易附言', 'memo', 'description', 'details'],
} as const

type Column = keyof typeof COLUMNS
type Places = Partial<Record<Column, number>>

/** A heading as it is compared: without spaces, units in brackets and capitals. */
function headingOf(cell: string): string {
  return cell
    .replace(/[（(].*?[)）]/gu, '')
    .replace(/[\s_:：-]/gu, '')
    .toLowerCase()
}

function placesIn(row: readonly string[]): Places | null {
  const headings = row.map(headingOf)
  const places: Places = {}
  for (const [column, names] of Object.entries(COLUMNS)) {
    const at = headings.findIndex((heading) => names.some((name) => name === heading))
    if (at >= 0) places[asColumn(column)] = at
  }
  return places.date !== undefined && (places.income ?? places.amount) !== undefined ? places : null
}

function asColumn(name: string): Column {
  return name as Column
}

/**
 * Reads a list of the bank: the heading may stand under some lines about the account. Money that went out, unreadable days
 * and amounts are named line by line and left out; the rest is what came in. Pure: the page and the command read alike.
 */
export function readBankList(text: string, today: BusinessDate): ReadList {
  const sheet = readCsvText(text, MOST_LINES + 20)
  if ('refuse' in sheet) return sheet
  const { cells } = sheet
  const headAt = cells.slice(0, 20).findIndex((row) => placesIn(row) !== null)
  const places = headAt < 0 ? null : placesIn(cells[headAt] ?? [])
  if (places === null) return { refuse: 'file.noHeading' }
  const lines: BankLine[] = []
  const refused: RefusedLine[] = []
  const seen = new Map<string, number>()
  for (const [index, row] of cells.slice(headAt + 1).entries()) {
    const read = readLine(row, places, today)
    const lineNo = headAt + index + 2
    if ('code' in read) {
      refused.push({ lineNo, code: read.code })
      continue
    }
    const nth = (seen.get(read.key) ?? 0) + 1
    seen.set(read.key, nth)
    // Without a number of the bank's own, two lines alike in one file are two payments.
    const key = read.reference === '' ? `${read.key}|${nth}` : read.key
    if (read.reference === '' || nth === 1) lines.push({ ...read, lineNo, key })
    else refused.push({ lineNo, code: 'twice' })
  }
  return { lines, refused }
}

type Read = Omit<BankLine, 'lineNo'> | { code: RefusedLine['code'] }

function readLine(row: readonly string[], places: Places, today: BusinessDate): Read {
  const cell = (column: Column): string => {
    const at = places[column]
    return at === undefined ? '' : (row[at] ?? '').trim()
  }
  const bookedOn = readDay(cell('date'))
  if (bookedOn === null) return { code: 'notADate' }
  if (bookedOn > today) return { code: 'dateInFuture' }
  const income = cell('income')
  const typed = income === '' || /^[-+]?0*(\.0*)?$/.test(income) ? cell('amount') : income
  if (typed === '' || (cell('spent') !== '' && !/^[-+]?0*(\.0*)?$/.test(cell('spent'))))
    return { code: 'outgoing' }
  const amount = parseYuan(typed.replace(/^\+/, ''))
  if (!amount.ok) return { code: 'notAnAmount' }
  if (amount.value <= 0n) return { code: 'outgoing' }
  const texts = [cell('payer'), cell('reference'), cell('memo')].map((text) =>
    cleanText(text.slice(0, 400), { max: 400 }),
  )
  if (texts.some((text) => !text.ok && text.code !== 'empty')) return { code: 'text' }
  const [payer = '', reference = '', memo = ''] = texts.map((text) => (text.ok ? text.value : ''))
  const money = `${bookedOn}|${amount.value}`
  const key = reference === '' ? `${money}||${payer}|${memo}` : `${money}|${reference}`
  return {
    bookedOn,
    amountFen: amount.value,
    payer: payer.slice(0, 100),
    reference,
    memo: memo.slice(0, 200),
    key,
  }
}

/** A day as banks write it: 2026-11-23, 2026/11/23, 20261123, each with or without a time. */
function readDay(text: string): BusinessDate | null {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})(?!\d)/u.exec(text) ?? []
  if (year === undefined) return null
  const parsed = parseBusinessDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  return parsed.ok ? parsed.value : null
}
