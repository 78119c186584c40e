import { trialBalance, accountSums, type TrialBalance } from '#lib/domain/books/queries-balance.ts'
import { type BusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { readMonths } from '#lib/ops/import/months.ts'
import type { Scene } from '#lib/ops/import/scene.ts'

/** A channel's money with the customers of the file: what was sold is given back, collected or still open. */
export type ChannelMoney = {
  channel: string
  soldFen: bigint
  returnedFen: bigint
  collectedFen: bigint
  /** Receivable less money that pays nothing yet. */
  openFen: bigint
}

/** The drivers' cash: what the stops said, what was counted, and what the cash account took in. */
export type CashMoney = { expectedFen: bigint; countedFen: bigint; differenceFen: bigint; bookedFen: bigint }

/** The money of an account set over the days of a file. */
export type SetMoney = {
  name: string
  channels: ChannelMoney[]
  cash: CashMoney
  trial: TrialBalance
  months: { period: string; status: string }[]
}

/** Reads what the books of an account set say of the file's money between two days. */
export async function readMoney(scene: Scene, from: BusinessDate, to: BusinessDate): Promise<SetMoney> {
  const { db, accountSetId } = scene
  const span = { accountSetId, from: periodOf(from), to: periodOf(to) }
  const set = await db.accountSet.findFirstOrThrow({ where: { id: accountSetId }, select: { name: true } })
  return {
    name: set.name,
    channels: await readChannels(scene),
    cash: await readCash(scene, span),
    trial: await trialBalance(db, span),
    months: await readMonths(scene, from, to),
  }
}

/** Whether no channel's money is lost, the cash is accounted for, and debit is credit. */
export function isMoneyWhole({ channels, cash, trial }: SetMoney): boolean {
  const isKept = ({ soldFen, returnedFen, collectedFen, openFen }: ChannelMoney): boolean =>
    soldFen - returnedFen - collectedFen === openFen
  const isCounted = cash.expectedFen + cash.differenceFen === cash.countedFen
  return channels.every(isKept) && isCounted && cash.bookedFen === cash.countedFen && trial.isBalanced
}

function readChannels({ db, accountSetId, source }: Scene): Promise<ChannelMoney[]> {
  return db.$queryRaw<ChannelMoney[]>`
    WITH shop AS MATERIALIZED (SELECT id, channel FROM customer WHERE account_set_id = ${accountSetId}
      AND starts_with(code, ${source.deskCode('')})),
    sold AS (SELECT customer_id, sum(amount_fen) AS fen FROM receivable_item WHERE account_set_id = ${accountSetId} GROUP BY 1),
    back AS (SELECT customer_id, sum(CASE WHEN to_account = 'SALES' THEN amount_fen WHEN from_account = 'SALES' THEN -amount_fen
        ELSE 0 END) AS fen
      FROM receivable_entry WHERE account_set_id = ${accountSetId} AND return_paper_id IS NOT NULL GROUP BY 1),
    paid AS (SELECT customer_id, sum(amount_fen) AS fen FROM receipt WHERE account_set_id = ${accountSetId}
      AND status = 'RECORDED' GROUP BY 1)
    SELECT s.channel, coalesce(sum(sold.fen), 0)::bigint AS "soldFen", coalesce(sum(back.fen), 0)::bigint AS "returnedFen",
      coalesce(sum(paid.fen), 0)::bigint AS "collectedFen", coalesce(sum(b.receivable_fen - b.prepaid_fen), 0)::bigint AS "openFen"
    FROM shop s LEFT JOIN sold ON sold.customer_id = s.id LEFT JOIN back ON back.customer_id = s.id
    LEFT JOIN paid ON paid.customer_id = s.id
    LEFT JOIN customer_balance b ON b.account_set_id = ${accountSetId} AND b.customer_id = s.id
    GROUP BY 1 ORDER BY 1`
}

async function readCash(
  { db, accountSetId }: Scene,
  span: { accountSetId: number; from: string; to: string },
): Promise<CashMoney> {
  const sums = await db.driverReconciliation.aggregate({
    where: {
      ...{ accountSetId, status: 'CLOSED' },
      paper: { period: { gte: span.from, lte: span.to } },
    },
    _sum: { expectedFen: true, countedFen: true, differenceFen: true },
  })
  const use = await db.accountUse.findFirst({ where: { accountSetId, use: 'CASH' }, select: { code: true } })
  const [cash] = await accountSums(db, span, use?.code ?? '')
  const { expectedFen, countedFen, differenceFen } = sums._sum
  return {
    ...{ expectedFen: expectedFen ?? 0n, countedFen: countedFen ?? 0n, differenceFen: differenceFen ?? 0n },
    bookedFen: (cash?.debitFen ?? 0n) - (cash?.creditFen ?? 0n),
  }
}
