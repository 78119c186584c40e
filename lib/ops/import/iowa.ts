import { openDatabase } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { OperatorFailure } from '#lib/ops/failure.ts'
import { type Agreement, compareDay, emptyAgreement, sameTotals } from '#lib/ops/import/agreement.ts'
import { type DeskCount, importDay, newCount } from '#lib/ops/import/day.ts'
import {
  compareGoods,
  FileGoods,
  type GoodsAgreement,
  isGoodsWhole,
} from '#lib/ops/import/goods-agreement.ts'
import { findIowaFile, type IowaDay, type IowaInvoice, isReturn } from '#lib/ops/import/iowa-file.ts'
import { IOWA } from '#lib/ops/import/iowa-goods.ts'
import { Progress, type Screen, timeText } from '#lib/ops/import/progress.ts'
import { agreementLines, countLines, goodsLines, returnLines } from '#lib/ops/import/report.ts'
import { takeReturns } from '#lib/ops/import/returns.ts'
import { LANES, openScene, refuseOthers, type Scene } from '#lib/ops/import/scene.ts'
import { findSources, readSelected } from '#lib/ops/import/selection.ts'

export type IowaImport = {
  url: string
  pinKey: string
  folder: string
  /** One day of the file, or all of it. */
  day: BusinessDate | null
  /** At most so many notes, and so many returns, of a day; null for all. */
  most: number | null
  /** Whether goods are bought and received first, and returns taken back. */
  isReceiving: boolean
  screen: Screen
  isStopping: () => boolean
}

/** File and desk side by side; goods too where they were bought and received. */
export type Imported = Agreement & { goods: GoodsAgreement | null }

/**
 * Takes the invoices of the Iowa file through the demo company's desk, from order to posted, by the hands of its
 * staff, and holds the books against the file. What is there already stays; what was begun goes on. Fails with one
 * sentence when the desk refuses a step, or when the books do not say the same as the file in the end.
 */
export async function importIowa(wish: IowaImport): Promise<Imported> {
  const { screen } = wish
  const say = (lines: readonly string[]): void => lines.forEach((line) => screen.write(`${line}\n`))
  const begunAt = performance.now()
  const db = openDatabase(wish.url, { connections: LANES + 2 })
  try {
    await refuseOthers(db, wish.url)
    const path = await findIowaFile(wish.folder)
    const sources = wish.isReceiving ? await findSources(path, wish) : []
    const work = await survey(path, wish, sources)
    if (!wish.isReceiving) say(returnLines(work.returns))
    const progress = new Progress(screen, work)
    const scene = await openScene(db, wish.pinKey, { ...wish, source: IOWA })
    const days = () => readSelected(path, wish, sources)
    const done = await importDays(scene, days(), progress).finally(() => scene.crew.signOut())
    progress.end()
    say(countLines(done.count))
    say(agreementLines(done.agreement, wish.isReceiving))
    if (done.goods) say(goodsLines(done.goods))
    say([`用时 ${timeText((performance.now() - begunAt) / 1000)} / time taken`])
    if (!isWhole(done.agreement) || (done.goods && !isGoodsWhole(done.goods)))
      throw notWhole(wish.isStopping())
    return { ...done.agreement, goods: done.goods }
  } finally {
    await db.$disconnect()
  }
}

/** Reads the whole file once before anything is written: how much there is, and what will be refused. */
async function survey(
  path: string,
  wish: IowaImport,
  sources: readonly IowaDay[],
): Promise<{ notes: number; lines: number; returns: IowaInvoice[] }> {
  const returns: IowaInvoice[] = []
  const found = { notes: 0, lines: 0, returns }
  for await (const { invoices } of readSelected(path, wish, sources)) {
    for (const invoice of invoices) {
      if (isReturn(invoice)) returns.push(invoice)
      else {
        found.notes += 1
        found.lines += invoice.lines.length
      }
    }
  }
  if (found.notes > 0 || returns.length > 0) return found
  const { day } = wish
  throw new OperatorFailure(
    day === null ? '文件里没有单据' : `文件里没有 ${day} 的单据`,
    day === null ? 'The file has no invoices' : `The file has no invoices of ${day}`,
  )
}

type Done = { agreement: Agreement; count: DeskCount; goods: GoodsAgreement | null }

async function importDays(scene: Scene, days: AsyncIterable<IowaDay>, progress: Progress): Promise<Done> {
  let agreement = emptyAgreement()
  const count = newCount()
  const goods = new FileGoods()
  for await (const day of days) {
    if (!scene.isStopping()) await importDay(scene, day, progress, count)
    const unsold = scene.isReceiving && !scene.isStopping() ? await takeReturns(scene, day) : []
    goods.add(day, unsold)
    agreement = await compareDay(scene, day, agreement)
  }
  return { agreement, count, goods: scene.isReceiving ? await compareGoods(scene, goods) : null }
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
