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
  await withDatabase(async ({ url }) => {
    await importIowa({
      url,
      pinKey: await pinKeyOfDesk(),
      ...words,
      screen: { isTerminal: process.stdout.isTTY, write: (text) => process.stdout.write(text) },
      isStopping: () => stopAskedAt !== null,
    })
  })
})

type Words = { folder: string; day: BusinessDate | null; most: number | null; isReceiving: boolean }

function readWords(words: readonly string[]): Words {
  try {
    const options = {
      day: { type: 'string' },
      most: { type: 'string' },
      receive: { type: 'boolean' },
    } as const
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const [source, folder, ...more] = positionals
    if (source !== 'iowa' || folder === undefined || more.length > 0) throw usage()
    const day = values.day === undefined ? null : parseBusinessDate(values.day)
    if (day?.ok === false || !/^([1-9]\d{0,5})?$/.test(values.most ?? '')) throw usage()
    const most = values.most === undefined ? null : Number(values.most)
    const isReceiving = values.receive === true
    return { folder: resolve(folder), day: day?.value ?? null, most, isReceiving }
  } catch (error) {
    throw error instanceof OperatorFailure ? error : usage()
  }
}

function usage(): OperatorFailure {
  const words = 'npm run import -- iowa ../shared/data [--day 2022-10-21] [--receive] [--most 50]'
  return new OperatorFailure(`用法：${words}`, `Usage: ${words}`)
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
