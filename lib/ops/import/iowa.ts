import { openDatabase } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { OperatorFailure } from '#lib/ops/failure.ts'
import { type Agreement, compareDay, emptyAgreement, sameTotals } from '#lib/ops/import/agreement.ts'
import { type DeskCount, importDay, newCount } from '#lib/ops/import/day.ts'
import { findIowaFile, type IowaInvoice, isReturn, readDays } from '#lib/ops/import/iowa-file.ts'
import { Progress, type Screen, timeText } from '#lib/ops/import/progress.ts'
import { agreementLines, countLines, returnLines } from '#lib/ops/import/report.ts'
import { LANES, openScene, refuseOthers, type Scene } from '#lib/ops/import/scene.ts'

export type IowaImport = {
  url: string
  pinKey: string
  folder: string
  /** One day of the file, or all of it. */
  day: BusinessDate | null
  screen: Screen
  isStopping: () => boolean
}

/**
 * Takes the invoices of the Iowa file through the demo company's desk, from order to posted, by the hands of its
 * staff, and holds the books against the file. What is there already stays; what was begun goes on. Fails with one
 * sentence when the desk refuses a step, or when the books do not say the same as the file in the end.
 */
export async function importIowa(wish: IowaImport): Promise<Agreement> {
  const { screen } = wish
  const say = (lines: readonly string[]): void => lines.forEach((line) => screen.write(`${line}\n`))
  const begunAt = performance.now()
  const db = openDatabase(wish.url, { connections: LANES + 2 })
  try {
    await refuseOthers(db, wish.url)
    const path = await findIowaFile(wish.folder)
    const work = await survey(path, wish.day)
    say(returnLines(work.returns))
    const progress = new Progress(screen, work)
    const scene = await openScene(db, wish.pinKey, wish.isStopping)
    const done = await importDays(scene, path, wish.day, progress).finally(() => scene.crew.signOut())
    progress.end()
    say(countLines(done.count))
    say(agreementLines(done.agreement))
    say([`用时 ${timeText((performance.now() - begunAt) / 1000)} / time taken`])
    if (!isWhole(done.agreement)) throw notWhole(wish.isStopping())
    return done.agreement
  } finally {
    await db.$disconnect()
  }
}

/** Reads the whole file once before anything is written: how much there is, and what will be refused. */
async function survey(
  path: string,
  day: BusinessDate | null,
): Promise<{ notes: number; lines: number; returns: IowaInvoice[] }> {
  const returns: IowaInvoice[] = []
  const found = { notes: 0, lines: 0, returns }
  for await (const { invoices } of readDays(path, day)) {
    for (const invoice of invoices) {
      if (isReturn(invoice)) returns.push(invoice)
      else {
        found.notes += 1
        found.lines += invoice.lines.length
      }
    }
  }
  if (found.notes > 0 || returns.length > 0) return found
  throw new OperatorFailure(
    day === null ? '文件里没有单据' : `文件里没有 ${day} 的单据`,
    day === null ? 'The file has no invoices' : `The file has no invoices of ${day}`,
  )
}

async function importDays(
  scene: Scene,
  path: string,
  wanted: BusinessDate | null,
  progress: Progress,
): Promise<{ agreement: Agreement; count: DeskCount }> {
  let agreement = emptyAgreement()
  const count = newCount()
  for await (const day of readDays(path, wanted)) {
    if (!scene.isStopping()) await importDay(scene, day, progress, count)
    agreement = await compareDay(scene, day, agreement)
  }
  return { agreement, count }
}

function isWhole({ due, posted, missing, differing }: Agreement): boolean {
  return sameTotals(due, posted) && missing.length === 0 && differing.length === 0
}

function notWhole(isStopped: boolean): OperatorFailure {
  return isStopped
    ? new OperatorFailure(
        '已停下，再运行同一命令会接着导入',
        'Stopped: run the same command to go on where it was',
      )
    : new OperatorFailure(
        '账上与文件不一致，见上表',
        'The books do not say the same as the file: see the table above',
      )
}
