import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { type DayStage, stageOf } from '#lib/ops/import/day-stage.ts'
import { openMonth } from '#lib/ops/import/opening.ts'
import { inLanes } from '#lib/ops/import/lanes.ts'
import { perform } from '#lib/ops/import/perform.ts'
import { LANES, type Scene } from '#lib/ops/import/scene.ts'

type Bill = { customerId: string; code: string; dueOn: BusinessDate; openFen: bigint }

/**
 * What customers have in the bank account this morning: every bill that fell due and that its customer's habit lets be paid
 * by now, one receipt a customer. Nothing is paid twice, as what was paid is open no more.
 */
export async function receiveDue(scene: Scene, date: BusinessDate): Promise<void> {
  const { accountSetId, source } = scene
  const due = (await readBills(scene, date)).filter(({ code, dueOn }) => {
    const { lateDays } = source.termsOf(code.slice(source.deskCode('').length))
    return lateDays !== null && addDays(dueOn, lateDays) <= date
  })
  if (due.length === 0) return
  await openMonth(scene, date)
  const stage = stageOf(scene, date, await scene.crew.atWork())
  const byCustomer = [...Map.groupBy(due, ({ customerId }) => customerId)]
  const pay = async ([customerId, bills]: (typeof byCustomer)[number]): Promise<void> => {
    const amountFen = bills.reduce((sum, { openFen }) => sum + openFen, 0n)
    const act = stage.act('pay', 'accountant', `${bills[0]?.code ?? ''}/${date}`)
    await perform(recordReceipt, act, transfer(accountSetId, customerId, date, amountFen))
  }
  await inLanes(byCustomer, LANES, pay, scene.isStopping)
}

/** Money for a note that is paid before it is written (R48). */
export async function prepay(
  stage: DayStage,
  customerId: string,
  invoice: string,
  amountFen: bigint,
): Promise<void> {
  const { accountSetId } = stage.scene
  const act = stage.act('prepay', 'accountant', invoice)
  await perform(recordReceipt, act, transfer(accountSetId, customerId, stage.date, amountFen))
}

function transfer(accountSetId: number, customerId: string, receivedOn: BusinessDate, amountFen: bigint) {
  const amount = formatFenPlain(amountFen)
  return { accountSetId, customerId, amount, method: 'TRANSFER', receivedOn, remark: '' }
}

/** Customers of the file with a bill past its day: a sales manager has to agree before they buy more (R117). */
export async function overdueCustomers(scene: Scene, date: BusinessDate): Promise<ReadonlySet<string>> {
  const bills = await readBills(scene, addDays(date, -1))
  return new Set(bills.map(({ customerId }) => customerId))
}

function readBills({ db, accountSetId, source }: Scene, dueBy: BusinessDate): Promise<Bill[]> {
  return db.$queryRaw<Bill[]>`
    SELECT i.customer_id AS "customerId", c.code, i.due_date::text AS "dueOn", i.open_fen AS "openFen"
    FROM receivable_item i JOIN customer c ON c.account_set_id = i.account_set_id AND c.id = i.customer_id
    WHERE i.account_set_id = ${accountSetId} AND i.open_fen > 0 AND i.due_date <= ${dueBy}::date
      AND starts_with(c.code, ${source.deskCode('')})
    ORDER BY c.code, i.due_date, i.paper_id`
}
