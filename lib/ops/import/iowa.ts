import { openDatabase } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { OperatorFailure } from '#lib/ops/failure.ts'
import {
  addAgreements,
  type Agreement,
  compareDay,
  emptyAgreement,
  sameTotals,
} from '#lib/ops/import/agreement.ts'
import { type DeskCount, importDay, newCount } from '#lib/ops/import/day.ts'
import {
  addGoods,
  compareGoods,
  FileGoods,
  type GoodsAgreement,
  isGoodsWhole,
} from '#lib/ops/import/goods-agreement.ts'
import {
  findIowaFile,
  type IowaDay,
  type IowaInvoice,
  isReturn,
  largestInvoices,
} from '#lib/ops/import/iowa-file.ts'
import { iowaSource } from '#lib/ops/import/iowa-goods.ts'
import { isMoneyWhole, readMoney, type SetMoney } from '#lib/ops/import/money-agreement.ts'
import { moneyLines } from '#lib/ops/import/money-report.ts'
import { closeMonths } from '#lib/ops/import/months.ts'
import { receiveDue } from '#lib/ops/import/paying.ts'
import { Progress, type Screen, timeText } from '#lib/ops/import/progress.ts'
import { agreementLines, countLines, goodsLines, returnLines } from '#lib/ops/import/report.ts'
import { takeReturns } from '#lib/ops/import/returns.ts'
import { LANES, openScenes, partOf, refuseOthers, type Scene } from '#lib/ops/import/scene.ts'
import { findSources, readSelected } from '#lib/ops/import/selection.ts'
import { IOWA_RULE } from '#lib/ops/import/terms.ts'

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

/** File and desk side by side; goods too where they were bought and received; the money of each account set. */
export type Imported = Agreement & { goods: GoodsAgreement | null; money: SetMoney[] }

/**
 * Takes the invoices of the Iowa file through the demo company's desk, from order to posted and paid, by the hands of its
 * staff, and holds the books against the file. The months of a whole file are closed as they end. What is there already stays; what was begun goes on. Fails with one
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
    say(IOWA_RULE)
    const progress = new Progress(screen, work)
    const source = iowaSource(await largestInvoices(path))
    const scenes = await openScenes(db, wish.pinKey, { ...wish, source })
    const days = readSelected(path, wish, sources)
    const isWholeFile = wish.day === null && wish.most === null
    const done = await importDays(scenes, days, progress, isWholeFile).finally(() => signOut(scenes))
    progress.end()
    say(countLines(done.count))
    say(agreementLines(done.agreement, wish.isReceiving))
    if (done.goods) say(goodsLines(done.goods))
    say(done.money.flatMap(moneyLines))
    say([`用时 ${timeText((performance.now() - begunAt) / 1000)} / time taken`])
    const { agreement, goods, money } = done
    if (!isWhole(agreement) || (goods && !isGoodsWhole(goods)) || !money.every(isMoneyWhole))
      throw notWhole(wish.isStopping())
    return { ...agreement, goods, money }
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

type Done = {
  agreement: Agreement
  count: DeskCount
  goods: GoodsAgreement | null
  money: SetMoney[]
}

async function importDays(
  scenes: readonly Scene[],
  days: AsyncIterable<IowaDay>,
  progress: Progress,
  isWholeFile: boolean,
): Promise<Done> {
  const count = newCount()
  const dates: BusinessDate[] = []
  const books = scenes.map((scene) => ({ scene, agreement: emptyAgreement(), goods: new FileGoods() }))
  for await (const day of days) {
    dates.push(day.date)
    for (const book of books) {
      const { scene } = book
      const part = partOf(scene, day)
      const unsold = scene.isStopping() ? [] : await playDay(scene, part, progress, count, isWholeFile)
      book.goods.add(part, unsold)
      book.agreement = await compareDay(scene, part, book.agreement)
    }
  }
  const [first, last] = [dates[0], dates.at(-1)]
  if (first === undefined || last === undefined) throw new Error('a file that was surveyed has a day')
  const money: SetMoney[] = []
  for (const { scene, agreement } of books) {
    if (isWholeFile && isWhole(agreement) && !scene.isStopping())
      await closeMonths(scene, last, { isOver: true })
    money.push(await readMoney(scene, first, last))
  }
  const goods = books.filter(({ scene }) => scene.isReceiving)
  const compared = await Promise.all(goods.map((book) => compareGoods(book.scene, book.goods)))
  const agreement = books.map((book) => book.agreement).reduce(addAgreements)
  return { agreement, count, goods: compared.length > 0 ? compared.reduce(addGoods) : null, money }
}

/** A day of one account set; answers the returns of goods that the desk never sold. */
async function playDay(
  scene: Scene,
  day: IowaDay,
  progress: Progress,
  count: DeskCount,
  isWholeFile: boolean,
): Promise<IowaInvoice[]> {
  if (isWholeFile) await closeMonths(scene, day.date, { isOver: false })
  await receiveDue(scene, day.date)
  await importDay(scene, day, progress, count)
  return scene.isReceiving && !scene.isStopping() ? takeReturns(scene, day) : []
}

async function signOut(scenes: readonly Scene[]): Promise<void> {
  await scenes[0]?.crew.signOut()
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
