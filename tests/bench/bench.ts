import { benchBooks } from '#tests/bench/books-bench.ts'
import { benchGoods } from '#tests/bench/goods-bench.ts'
import { benchMoney } from '#tests/bench/money-bench.ts'
import { openBenchDesk } from '#tests/bench/bench-desk.ts'
import { openBenchWeb } from '#tests/bench/http-rate.ts'
import { measureNotePage } from '#tests/bench/page-cost.ts'
import { issueAtCeiling, issueByCommand, rate } from '#tests/bench/issue-rate.ts'

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 6)

/** One figure a line, `name value unit`, for people and scripts. */
function tell(name: string, value: number, unit: string): void {
  console.log(`${name} ${value.toFixed(value < 10 ? 2 : 0)} ${unit}`)
}

/** `npm run bench`: notes at their ceiling, by the command and over HTTP, and what the note page costs. */
async function benchNotes(): Promise<void> {
  const bench = await openBenchDesk()
  const web = await openBenchWeb(bench)
  try {
    for (const clients of [1, 8]) {
      const ceiling = (): Promise<void> => issueAtCeiling(bench)
      const command = (): Promise<void> => issueByCommand(bench)
      await rate(ceiling, clients, 1)
      await rate(command, clients, 2)
      const overHttp = (): Promise<void> => web.issue(bench)
      await rate(overHttp, clients, 2)
      const first = await rate(ceiling, clients, SECONDS)
      const b = await rate(command, clients, SECONDS)
      const c = await rate(overHttp, clients, SECONDS)
      const a = (first + (await rate(ceiling, clients, SECONDS))) / 2
      tell(`ceiling-notes-${clients}`, a, 'notes/s')
      tell(`command-notes-${clients}`, b, 'notes/s')
      tell(`http-notes-${clients}`, c, 'notes/s')
      tell(`command-over-ceiling-${clients}`, b / a, 'ratio')
      tell(`http-over-ceiling-${clients}`, c / a, 'ratio')
    }
    const { firstLoadKilobytes, keystrokeMilliseconds } = await measureNotePage(bench, web)
    tell('note-page-first-load-javascript', firstLoadKilobytes, 'kB')
    tell('note-page-keystroke-to-paint', keystrokeMilliseconds, 'ms')
    tell('server-peak-memory', web.peakMegabytes(), 'MB')
  } finally {
    await web.close()
    await bench.close()
  }
}

const BENCHES = new Map([
  ['goods', benchGoods],
  ['books', benchBooks],
  ['money', benchMoney],
])

await (BENCHES.get(process.argv[2] ?? '') ?? benchNotes)(tell)
