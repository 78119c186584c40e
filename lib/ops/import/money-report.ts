import { formatFen } from '#lib/kernel/money.ts'
import { type ChannelMoney, isMoneyWhole, type SetMoney } from '#lib/ops/import/money-agreement.ts'

const CHANNEL_WORDS: Readonly<Record<string, string>> = {
  DIRECT: '直销 / direct',
  SUB_DISTRIBUTOR: '二批 / sub-distributor',
  PREFECTURE: '地州 / prefecture',
  SUPERMARKET: '商超 / supermarket',
}

const MONTH_WORDS: Readonly<Record<string, string>> = { OPEN: '未结 open', CLOSED: '已结 closed' }

/** The money of an account set: by channel, the drivers' cash, the trial balance, the months. */
export function moneyLines(money: SetMoney): string[] {
  const { name, channels, cash, trial, months } = money
  const { expectedFen, countedFen, differenceFen, bookedFen } = cash
  const { totals } = trial
  const standing = months.map(({ period, status }) => `${period} ${MONTH_WORDS[status] ?? status}`)
  return [
    `${name}`,
    '            销售 sold        退回 returned       已收 collected            未收 open',
    ...channels.map((each) => channelRow(each, CHANNEL_WORDS[each.channel] ?? each.channel)),
    channelRow(totalOf(channels), '合计 / in all'),
    `  现金应交 cash expected ${formatFen(expectedFen)} · 点得 counted ${formatFen(countedFen)}` +
      ` · 差异 difference ${formatFen(differenceFen)} · 现金科目 cash account ${formatFen(bookedFen)}`,
    '  科目余额 trial balance（期末借 closing debit · 期末贷 closing credit）',
    ...trial.rows.map(({ code, name: account, closingDebit, closingCredit }) => {
      return `  ${closingDebit.padStart(20)}${closingCredit.padStart(20)}   ${code} ${account}`
    }),
    `  ${totals.closingDebit.padStart(20)}${totals.closingCredit.padStart(20)}   合计 / in all`,
    `  会计期间 / months: ${standing.join(' · ')}`,
    isMoneyWhole(money)
      ? '    销售 − 退回 − 已收 = 未收；应交 + 差异 = 点得 = 入账；借贷相等' +
        ' / sold − returned − collected = open; expected + difference = counted = booked; debit = credit'
      : '    账上的钱对不上 / The money does not agree',
  ]
}

function totalOf(channels: readonly ChannelMoney[]): ChannelMoney {
  const sum = (of: (each: ChannelMoney) => bigint): bigint =>
    channels.reduce((total, each) => total + of(each), 0n)
  return {
    channel: '',
    soldFen: sum(({ soldFen }) => soldFen),
    returnedFen: sum(({ returnedFen }) => returnedFen),
    collectedFen: sum(({ collectedFen }) => collectedFen),
    openFen: sum(({ openFen }) => openFen),
  }
}

function channelRow({ soldFen, returnedFen, collectedFen, openFen }: ChannelMoney, label: string): string {
  const cells = [soldFen, returnedFen, collectedFen, openFen].map((fen) => formatFen(fen).padStart(20))
  return `${cells.join('')}   ${label}`
}
