import { confirmLines } from '#lib/domain/bank-lists/commands/confirm.ts'
import { readList } from '#lib/domain/bank-lists/commands/read.ts'
import { setLineAside } from '#lib/domain/bank-lists/commands/set-aside.ts'
import { allocateByHand, grantAllowance } from '#lib/domain/receipts/commands/allocate.ts'
import { recordPendingReceipt } from '#lib/domain/receipts/commands/record-pending.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { releaseReceipt } from '#lib/domain/receipts/commands/release.ts'
import { reverseReceipt } from '#lib/domain/receipts/commands/reverse.ts'
import { undoAllocation } from '#lib/domain/receipts/commands/undo-allocation.ts'
import { decideWriteOff } from '#lib/domain/write-offs/commands/decide.ts'
import { proposeWriteOff } from '#lib/domain/write-offs/commands/propose.ts'
import { reverseWriteOffCommand } from '#lib/domain/write-offs/commands/reverse.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { act, type DayWorld } from '#tests/support/days/press.ts'
import { part } from '#tests/support/days/road.ts'
import { MAIN_CUSTOMERS } from '#tests/support/days/selling.ts'
import { chance, pick } from '#tests/support/goods-life.ts'

/*
 * Customers' money: received, put aside, allocated, taken back, read from the bank, and given up.
 */

const METHODS = ['CASH', 'TRANSFER', 'WECHAT', 'ALIPAY', 'CHEQUE'] as const
const NONSENSE = ['0', '-5', '1.005', '壹佰', '', '99999999999999'] as const

/** Notes of which something is owed, oldest first; most customers have some. */
export async function openItems(world: DayWorld) {
  return world.company.db.receivableItem.findMany({
    where: { openFen: { gt: 0n } },
    orderBy: [{ businessDate: 'asc' }, { amountFen: 'asc' }],
  })
}

/**
 * Money comes in: for what is owed, ahead, as a deposit, too much, for a note, or as nobody can write it; into the till, or
 * into somebody's hands first.
 */
export async function takeMoney(world: DayWorld): Promise<void> {
  const { accountant, clerk, salesperson, driver } = world.company.staff
  const open = await openItems(world)
  const item = open.length > 0 && chance(world, 0.8) ? pick(world, open) : null
  const accountSetId = item?.accountSetId ?? world.company.books.mainSetId
  const customerId = item?.customerId ?? world.company.customerId(pick(world, MAIN_CUSTOMERS))
  const owedFen = item?.openFen ?? 88_888n
  const fen = pick(world, [owedFen, owedFen, part(world, owedFen) + 1n, owedFen + 1n, owedFen * 2n])
  const purpose = pick(world, ['PAYMENT', 'PAYMENT', 'PAYMENT', 'PREPAYMENT', 'DEPOSIT'])
  const isMeant = item !== null && purpose === 'PAYMENT' && chance(world, 0.5)
  const money = {
    ...{ accountSetId, customerId, method: pick(world, METHODS), remark: '', purpose },
    amount: chance(world, 0.05) ? pick(world, NONSENSE) : formatFenPlain(fen),
    receivedOn: someDay(world),
    payer: chance(world, 0.2) ? '李老板' : '',
    forPaperId: isMeant ? item.paperId : '',
  }
  if (chance(world, 0.75)) return void (await act(world, recordReceipt, accountant, money))
  const takenById = pick(world, [salesperson.userId, driver.userId, ''])
  await act(world, recordPendingReceipt, clerk, { ...money, takenById })
}

/** Mostly today; also days before, some of them of closed months, and one that has not come. */
function someDay(world: DayWorld): string {
  const back = chance(world, 0.8) ? 0 : pick(world, [1, 2, 7, 20, 35, 70, -1])
  return addDays(world.date, -back)
}

/** Who pays before delivery pays. */
export async function takePrepayment(world: DayWorld): Promise<void> {
  const amount = formatFenPlain(BigInt(100_000 + Math.floor(world.random() * 3_000_000)))
  const customerId = world.company.customerId(pick(world, ['K107', 'K108']))
  const input = { accountSetId: world.company.books.mainSetId, customerId, amount, method: 'TRANSFER' }
  const purpose = pick(world, ['PAYMENT', 'PREPAYMENT'])
  const rest = { remark: '', purpose, receivedOn: world.date }
  await act(world, recordReceipt, world.company.staff.accountant, { ...input, ...rest })
}

/** An accountant lets money pay notes by hand; now and then more than there is of one or the other. */
export async function settleByHand(world: DayWorld): Promise<void> {
  const { accountant, salesManager } = world.company.staff
  const open = await openItems(world)
  if (open.length === 0) return
  const { accountSetId, customerId } = pick(world, open)
  const money = await world.company.db.receiptMoney.findMany({
    where: { accountSetId, customerId, openFen: { gt: 0n } },
    orderBy: [{ bookedOn: 'asc' }, { amountFen: 'asc' }],
  })
  const own = open.filter((item) => item.accountSetId === accountSetId && item.customerId === customerId)
  const source = money.length > 0 ? pick(world, money) : null
  let leftFen = source?.openFen ?? 0n
  const lines = own.slice(0, 3).map(({ paperId, openFen }) => {
    const wanted = leftFen < openFen ? leftFen : openFen
    const fen = chance(world, 0.7) ? wanted : part(world, wanted)
    leftFen -= fen
    const allowance = chance(world, 0.2) ? pick(world, ['0.01', '0.4', '0.99']) : ''
    return { paperId, amount: fen === 0n ? '' : formatFenPlain(fen), allowance }
  })
  const paying = lines.filter(({ amount, allowance }) => amount !== '' || allowance !== '')
  const moneyId = source !== null && chance(world, 0.6) ? source.paperId : ''
  const of = { accountSetId, customerId, moneyId, reason: '客户来电' }
  if (paying.length > 0) await act(world, allocateByHand, accountant, { ...of, lines: paying })
  const [first] = own
  if (!first || !chance(world, 0.25)) return
  const allowed = { paperId: first.paperId, amount: '', allowance: pick(world, ['3.3', '12', '0.5']) }
  await act(world, grantAllowance, salesManager, { ...of, moneyId: '', lines: [allowed] })
}

/** What was settled is taken back, money put aside is released, and receipts are undone by another person. */
export async function takeMoneyBack(world: DayWorld): Promise<void> {
  const { db, staff } = world.company
  if (chance(world, 0.5)) {
    const paid = await db.receivableItem.findMany({
      orderBy: [{ businessDate: 'desc' }, { amountFen: 'asc' }],
      take: 12,
    })
    if (paid.length > 0) await undoSettled(world, pick(world, paid))
  }
  if (chance(world, 0.4)) {
    const aside = await db.receiptMoney.findMany({
      where: { waits: { not: null }, openFen: { gt: 0n } },
      orderBy: [{ bookedOn: 'asc' }, { amountFen: 'asc' }],
    })
    if (aside.length > 0) {
      const { accountSetId, paperId } = pick(world, aside)
      await act(world, releaseReceipt, staff.accountant, { accountSetId, paperId, reason: '客户同意' })
    }
  }
  if (!chance(world, 0.5)) return
  const recorded = await db.receipt.findMany({
    where: { status: { not: 'REVERSED' } },
    orderBy: { paper: { number: 'desc' } },
    take: 15,
  })
  if (recorded.length === 0) return
  const { accountSetId, paperId } = pick(world, recorded)
  await act(world, reverseReceipt, staff.manager, { accountSetId, paperId, reason: '退票' })
}

/** All of what settled a note is taken back, or its first entry alone. */
export async function undoSettled(
  world: DayWorld,
  { accountSetId, paperId }: { accountSetId: number; paperId: string },
): Promise<void> {
  const entries = await world.company.db.receivableEntry.findMany({
    where: { accountSetId, paperId, fromAccount: 'RECEIVABLE', toAccount: { in: ['PREPAID', 'ALLOWANCE'] } },
    orderBy: { id: 'asc' },
  })
  const one = entries[0] && chance(world, 0.3) ? [`${entries[0].id}`] : []
  const input = { accountSetId, paperId, entryIds: one, reason: '核销错了' }
  await act(world, undoAllocation, world.company.staff.accountant, input)
}

/** A list of the bank is read, lines are confirmed or set aside, and the same list is read again. */
export async function readTheBank(world: DayWorld): Promise<void> {
  const { accountant } = world.company.staff
  const { db, books } = world.company
  const accountSetId = books.mainSetId
  const open = (await openItems(world)).filter((item) => item.accountSetId === accountSetId).slice(0, 4)
  const rows = open.map(({ openFen }, index) => {
    const fen = chance(world, 0.6) ? openFen : openFen + 777n
    return `${someDay(world)},${formatFenPlain(fen)},某店,${chance(world, 0.5) ? `L${world.pressed}${index}` : ''}`
  })
  rows.push(`${world.date},12.30,路人,`, `${world.date},-5,退款,`, 'x,1,某店,')
  const text = ['日期,收入,对方户名,流水号', ...rows].join('\n')
  const list = { accountSetId, bankAccount: '基本户', fileName: '流水.csv', text }
  await act(world, readList, accountant, list)
  if (chance(world, 0.2)) await act(world, readList, accountant, list)
  const lines = await db.bankLine.findMany({
    where: { accountSetId, isOpen: true },
    orderBy: [{ readAt: 'asc' }, { lineKey: 'asc' }],
  })
  for (const line of lines) {
    const item = open.find(({ openFen }) => openFen === line.amountFen)
    if (line.payer === '路人' && chance(world, 0.5)) {
      await act(world, setLineAside, accountant, { accountSetId, lineId: line.id, reason: '不是货款' })
      continue
    }
    const customerId = item?.customerId ?? world.company.customerId(pick(world, MAIN_CUSTOMERS))
    const forPaperId = item && chance(world, 0.6) ? item.paperId : ''
    const match = { lineId: line.id, customerId, customerCode: '', forPaperId }
    if (chance(world, 0.8)) await act(world, confirmLines, accountant, { accountSetId, matches: [match] })
  }
}

/** What nobody will pay is proposed, agreed to or not, and now and then paid after all. */
export async function giveUp(world: DayWorld): Promise<void> {
  const { accountant, manager } = world.company.staff
  const open = await openItems(world)
  if (open.length > 0 && chance(world, 0.6)) {
    const { accountSetId, customerId, paperId, openFen } = pick(world, open)
    const fen = chance(world, 0.4) ? openFen : part(world, openFen) + 1n
    const lines = [{ noteId: paperId, amount: formatFenPlain(chance(world, 0.08) ? openFen + 1n : fen) }]
    await act(world, proposeWriteOff, accountant, { accountSetId, customerId, reason: '店已关门', lines })
  }
  const writeOffs = await world.company.db.writeOff.findMany({
    where: { status: { in: ['PROPOSED', 'ENTERED'] } },
    orderBy: { paper: { number: 'asc' } },
  })
  for (const { accountSetId, paperId, status } of writeOffs) {
    const key = { accountSetId, paperId }
    const decision = chance(world, 0.8) ? 'APPROVED' : 'REFUSED'
    if (status === 'PROPOSED' && chance(world, 0.7))
      await act(world, decideWriteOff, manager, { ...key, decision, remark: '核过' })
    if (status === 'ENTERED' && chance(world, 0.15))
      await act(world, reverseWriteOffCommand, accountant, { ...key, reason: '又付了' })
  }
}
