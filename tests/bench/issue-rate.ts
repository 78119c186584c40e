import { randomUUID } from 'node:crypto'
import { runCommand } from '#lib/command/run-command.ts'
import { issueNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { type BenchDesk, BENCH_PRICE_E4 } from '#tests/bench/bench-desk.ts'
import { TEST_PIN } from '#tests/support/people.ts'

let next = 0

/** One note by the ceiling: one call of one SQL function. */
export async function issueAtCeiling(bench: BenchDesk): Promise<void> {
  const note = bench.noteAt(next++)
  await bench.pool.query('SELECT bench_issue($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)', [
    note.accountSetId,
    note.customerId,
    note.addressId,
    note.warehouseId,
    bench.clerk.userId,
    note.handlerId,
    note.lines.map((line) => line.productId),
    note.lines.map((line) => Number.parseInt(line.quantity, 10) * 1000),
    String(BENCH_PRICE_E4),
    randomUUID(),
  ])
}

/** One note by the hallway, as the product does it, PIN and gate and evidence included. */
export async function issueByCommand(bench: BenchDesk): Promise<void> {
  const input = bench.noteAt(next++)
  const result = await runCommand(bench.desk, issueNote, {
    actor: bench.clerk,
    key: randomUUID(),
    input,
    proof: { pin: TEST_PIN },
  })
  if (result.status !== 'done') throw new Error(`the bench's note was not issued: ${JSON.stringify(result)}`)
}

/** Runs the work with so many at once for so long; answers how many a second. */
export async function rate(work: () => Promise<void>, clients: number, seconds: number): Promise<number> {
  const start = performance.now()
  const end = start + seconds * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) {
        await work()
        done += 1
      }
    }),
  )
  return done / ((performance.now() - start) / 1000)
}
