import { randomUUID } from 'node:crypto'
import { runCommand } from '#lib/command/run-command.ts'
import { postReceipt } from '#lib/domain/goods-receipts/commands/post.ts'
import type { BenchDesk } from '#tests/bench/bench-desk.ts'
import type { GoodsPeople } from '#tests/bench/goods-desk.ts'
import type { ReadyReceipt } from '#tests/bench/receipts-ready.ts'

/** Receipts that wait; each is posted once, by the ceiling or by the command. */
export type Waiting = { next: () => ReadyReceipt }

/** Hands out ready receipts one after the other; fails when there are none left. */
export function waitingOf(ready: readonly ReadyReceipt[]): Waiting {
  let turn = 0
  return {
    next: () => {
      const receipt = ready[turn++]
      if (!receipt)
        throw new Error(`all ${ready.length} receipts of the bench are posted: BENCH_RECEIPTS makes more`)
      return receipt
    },
  }
}

/** One receipt by the ceiling: one call of one SQL function. */
export async function postAtCeiling(
  { pool }: Pick<BenchDesk, 'pool'>,
  people: GoodsPeople,
  waiting: Waiting,
): Promise<void> {
  const { accountSetId, paperId } = waiting.next()
  const { userId } = people.supervisor
  await pool.query('SELECT bench_post_receipt($1,$2,$3,$4)', [accountSetId, paperId, userId, randomUUID()])
}

/** One receipt by the hallway, as the product does it, gate and evidence included. */
export async function postByCommand(
  { desk }: Pick<BenchDesk, 'desk'>,
  people: GoodsPeople,
  waiting: Waiting,
): Promise<void> {
  const { accountSetId, paperId } = waiting.next()
  const input = { accountSetId, paperId }
  const answer = await runCommand(desk, postReceipt, { actor: people.supervisor, key: randomUUID(), input })
  if (answer.status !== 'done')
    throw new Error(`the bench's receipt was not posted: ${JSON.stringify(answer)}`)
}
