import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { EnvironmentProblem, readEnvironment } from '#lib/db/env.ts'
import { type BusinessDate, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { dataFolder, ownDatabase, withDatabase } from './database.ts'
import { OperatorFailure, runOperatorScript } from './failure.ts'
import { generateClientWhenStale } from './prisma-client.ts'
import { keepDemoSecrets } from './secrets.ts'

/*
 * npm run import -- iowa FOLDER [--day YYYY-MM-DD] [--receive] [--most N]: takes real invoices through the demo company's
 * desk. With --receive their goods are bought and received first, and returns taken back; --most takes the first N
 * notes and returns of a day.
 *
 * npm run import -- online-retail FOLDER [--day YYYY-MM-DD | --from YYYY-MM-DD --to YYYY-MM-DD] [--invoices N]: takes a
 * year of sales, cancellations and write-offs through it; --invoices takes the first N of them. Earlier invoices over
 * which these take something back come with them.
 */

/** A second request to end this long after the first one is heeded at once; a terminal sends the first one twice. */
const PATIENCE_MILLISECONDS = 2_000

let stopAskedAt: number | null = null
for (const occasion of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(occasion, askToStop)
// Listening for the launcher's end must not keep us from ending.
process.channel?.unref()

await runOperatorScript(async () => {
  const words = readWords(process.argv.slice(2))
  await generateClientWhenStale()
  // Not before now: it needs the generated Prisma client.
  const { importIowa } = await import('./import/iowa.ts')
  const { importRetail } = await import('./import/retail.ts')
  await withDatabase(async ({ url }) => {
    const desk = {
      ...{ url, pinKey: await pinKeyOfDesk(), folder: words.folder },
      screen: { isTerminal: process.stdout.isTTY, write: (text: string) => process.stdout.write(text) },
      isStopping: () => stopAskedAt !== null,
    }
    if (words.source === 'iowa') await importIowa({ ...desk, ...words })
    else await importRetail({ ...desk, ...words, reportFolder: dataFolder() })
  })
})

type Words =
  | { source: 'iowa'; folder: string; day: BusinessDate | null; most: number | null; isReceiving: boolean }
  | {
      source: 'online-retail'
      folder: string
      from: BusinessDate | null
      to: BusinessDate | null
      most: number | null
    }

function readWords(words: readonly string[]): Words {
  try {
    const options = {
      day: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      most: { type: 'string' },
      invoices: { type: 'string' },
      receive: { type: 'boolean' },
    } as const
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const [source, written, ...more] = positionals
    if (written === undefined || more.length > 0) throw usage()
    const [folder, day] = [resolve(written), readDay(values.day)]
    if (source === 'iowa' && [values.from, values.to, values.invoices].every((word) => word === undefined))
      return { source, folder, day, most: readCount(values.most), isReceiving: values.receive === true }
    const isOneWay = day === null || (values.from === undefined && values.to === undefined)
    if (source !== 'online-retail' || !isOneWay || values.receive || values.most !== undefined) throw usage()
    const [from, to] = [day ?? readDay(values.from), day ?? readDay(values.to)]
    return { source, folder, from, to, most: readCount(values.invoices) }
  } catch (error) {
    throw error instanceof OperatorFailure ? error : usage()
  }
}

function readDay(word: string | undefined): BusinessDate | null {
  if (word === undefined) return null
  const day = parseBusinessDate(word)
  if (!day.ok) throw usage()
  return day.value
}

function readCount(word: string | undefined): number | null {
  if (word === undefined) return null
  if (!/^[1-9]\d{0,5}$/.test(word)) throw usage()
  return Number(word)
}

function usage(): OperatorFailure {
  const iowa = 'npm run import -- iowa ../shared/data [--day 2022-10-21] [--receive] [--most 50]'
  const retail =
    'npm run import -- online-retail ../shared/data [--day 2010-12-01 | --from 2010-12-01 --to 2010-12-31] [--invoices 50]'
  return new OperatorFailure(`用法：${iowa}；${retail}`, `Usage: ${iowa}; ${retail}`)
}

/** The key that peppers the staff's PINs: the demo's own, or the one in the environment beside DATABASE_URL. */
async function pinKeyOfDesk(): Promise<string> {
  if (ownDatabase() === undefined) return (await keepDemoSecrets(dataFolder())).pinKey
  const { SILIAN_PIN_KEY } = readEnvironment()
  if (SILIAN_PIN_KEY !== undefined) return SILIAN_PIN_KEY
  throw new EnvironmentProblem(['SILIAN_PIN_KEY'], '缺少配置 SILIAN_PIN_KEY / SILIAN_PIN_KEY is not set')
}

/** What is under way is finished first; asked again, it ends at once, and the next run goes on from there. */
function askToStop(): void {
  if (stopAskedAt === null) {
    stopAskedAt = performance.now()
    console.error('\n正在做完手上的单据再停 / Finishing the notes under way, then stopping')
  } else if (performance.now() - stopAskedAt > PATIENCE_MILLISECONDS) process.exit(130)
}
