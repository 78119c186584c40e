import type { Channel, SettlementMethod } from '#lib/domain/customers/schema.ts'

/** How a customer of a file buys and pays at the desk. */
export type Terms = {
  channel: Channel
  settlementMethod: SettlementMethod
  /** HELD_NOTE: how many notes may stand unpaid. */
  maxOpenNotes: string
  /** MONTHLY: the day the month is added up. */
  cutoffDay: string
  creditDays: string
  /** What is paid at the stop is paid so. */
  tender: 'CASH' | 'WECHAT'
  /** Days after the due day on which a bill is paid into the bank; null: not within the file. */
  lateDays: number | null
}

const DAYS_BY_METHOD: Readonly<Record<SettlementMethod, number>> = {
  CASH: 0,
  MONTHLY: 5,
  REMITTANCE: 0,
  // Paid at the stop as the terms say, so that nothing falls due.
  HELD_NOTE: 90,
  ROLLING: 90,
}

/*
 * The Iowa file names neither channel nor terms. They are drawn from the digits of the store's number, so that every run
 * gives a store the same.
 */

/** What a store buys and pays by, from the digits of its number. */
export function iowaTerms(number: string): Terms {
  const value = Number(number)
  const [last, tens] = [value % 10, Math.floor(value / 10) % 10]
  const channel = channelOf(last)
  const settlementMethod = methodOf(channel, tens)
  return {
    ...{ channel, settlementMethod },
    maxOpenNotes: settlementMethod === 'HELD_NOTE' ? '2' : '',
    cutoffDay: settlementMethod === 'MONTHLY' ? (tens % 2 === 0 ? '20' : '25') : '',
    creditDays: String(DAYS_BY_METHOD[settlementMethod]),
    tender: value % 4 === 3 ? 'WECHAT' : 'CASH',
    lateDays: lateDaysOf(value),
  }
}

/** The same in words, for who reads what an import printed. */
export const IOWA_RULE: readonly string[] = [
  '门店按编号分渠道：末位 1–4 直销，5–6 二批，7–8 地州，9 和 0 商超' +
    ' / Channel by the last digit of the store: 1–4 direct, 5–6 sub-distributor, 7–8 prefecture, 9 and 0 supermarket',
  '结算按十位：直销、二批 0–3 现款、4–5 月结、6–7 压单（压 2 张）、8–9 滚单；商超 0–7 月结、8–9 汇款；地州汇款；汇款先到后开单' +
    ' / Settlement by the tens: direct and sub-distributor 0–3 cash, 4–5 monthly, 6–7 two held notes, 8–9 rolling;' +
    ' supermarket 0–7 monthly, 8–9 remittance; prefecture remittance; a remittance comes before the note',
  '滚单额度为该店全档最大一张发票取整到万，至少 2 万；月结 20 日或 25 日截止、5 天内付' +
    ' / Rolling ceiling: the store’s largest invoice of the file up to the next 10,000, 20,000 at least;' +
    ' monthly cut off on the 20th or 25th and paid 5 days on',
  '到站付款：编号除 4 余 3 的用微信，其余现金；到期账单：除 7 余 3 的迟 7 天付，除 13 余 5 的期内不付' +
    ' / At the stop: WeChat where the number leaves 3 by 4, else cash; bills: 7 days late where it leaves 3 by 7,' +
    ' not paid within the file where it leaves 5 by 13',
]

function channelOf(last: number): Channel {
  if (last === 0 || last === 9) return 'SUPERMARKET'
  if (last <= 4) return 'DIRECT'
  return last <= 6 ? 'SUB_DISTRIBUTOR' : 'PREFECTURE'
}

function methodOf(channel: Channel, tens: number): SettlementMethod {
  if (channel === 'PREFECTURE') return 'REMITTANCE'
  if (channel === 'SUPERMARKET') return tens <= 7 ? 'MONTHLY' : 'REMITTANCE'
  if (tens <= 3) return 'CASH'
  if (tens <= 5) return 'MONTHLY'
  return tens <= 7 ? 'HELD_NOTE' : 'ROLLING'
}

function lateDaysOf(value: number): number | null {
  if (value % 13 === 5) return null
  return value % 7 === 3 ? 7 : 0
}
