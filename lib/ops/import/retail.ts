import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase } from '#lib/db/client.ts'
import { OperatorFailure } from '#lib/ops/failure.ts'
import { type DeskCount, importDay, newCount } from '#lib/ops/import/day.ts'
import { stageOf } from '#lib/ops/import/day-stage.ts'
import { openMonth } from '#lib/ops/import/opening.ts'
import { Progress, type Screen, timeText } from '#lib/ops/import/progress.ts'
import { countLines } from '#lib/ops/import/report.ts'
import { compareRetail, isRetailWhole, type RetailAgreement } from '#lib/ops/import/retail-agreement.ts'
import { findRetailFile, readRetail, retailTotals, WHOLE_FILE } from '#lib/ops/import/retail-file.ts'
import { invoiceOf, RETAIL, retailItems, type RetailItems } from '#lib/ops/import/retail-goods.ts'
import { type PlannedDay, planRetail, type RetailPlan } from '#lib/ops/import/retail-plan.ts'
import { refusedCsv, retailLines } from '#lib/ops/import/retail-report.ts'
import { reversePlanned, takeBackPlanned } from '#lib/ops/import/retail-returns.ts'
import { type RetailSelection, selectRetail } from '#lib/ops/import/retail-selection.ts'
import { writeOff } from '#lib/ops/import/retail-stock-outs.ts'
import { LANES, openScenes, refuseOthers, type Scene } from '#lib/ops/import/scene.ts'

export type RetailImport = RetailSelection & {
  url: string
  pinKey: string
  folder: string
  /** Where the list of refused lines is written. */
  reportFolder: string
  screen: Screen
  isStopping: () => boolean
}

/** The list of refused lines in the report folder. */
export const REFUSED_FILE = 'online-retail-refused.csv'

/**
 * Takes the invoices of the Online Retail file through the demo company's desk by the hands of its staff: sales as
 * orders and notes to their posting, cancellations as returns or red reversals, write-offs as stock-out notes. What
 * cannot be any of these is refused and listed. What is there already stays; what was begun goes on. Fails with one
 * sentence when the desk refuses a step, or when accepted and refused are not the file's control totals to the penny.
 */
export async function importRetail(wish: RetailImport): Promise<RetailAgreement> {
  const { screen } = wish
  const say = (lines: readonly string[]): void => lines.forEach((line) => screen.write(`${line}\n`))
  const begunAt = performance.now()
  const db = openDatabase(wish.url, { connections: LANES + 2 })
  try {
    await refuseOthers(db, wish.url)
    const file = await readRetail(await findRetailFile(wish.folder))
    const { plan, lines, isWhole } = selectRetail(planRetail(file), file, wish)
    if (lines.length === 0)
      throw new OperatorFailure('文件里没有所选日期的单据', 'The file has no invoices of these days')
    const read = retailTotals(lines)
    const list = await writeList(wish.reportFolder, plan)
    say([RULES])
    const scenes = await openScenes(db, wish.pinKey, { ...wish, source: RETAIL, isReceiving: false })
    const scene = scenes.find(({ channels }) => channels.has('DIRECT'))
    if (scene === undefined)
      throw new OperatorFailure('演示公司没有直销渠道', 'The demo company has no direct channel')
    const progress = new Progress(screen, workOf(plan))
    const count = await importDays(scene, plan, retailItems(file), progress).finally(() =>
      scene.crew.signOut(),
    )
    progress.end()
    // The publisher's own figures, where the file has as many lines as theirs.
    const control = isWhole && read.lines === WHOLE_FILE.lines ? WHOLE_FILE : read
    const agreement = await compareRetail(scene, plan, control)
    say([...countLines(count), ...retailLines(agreement, plan.refused)])
    say([`拒收清单 / Refused lines: ${list}`])
    say([`用时 ${timeText((performance.now() - begunAt) / 1000)} / time taken`])
    if (!isRetailWhole(agreement)) throw notWhole(wish.isStopping())
    return agreement
  } finally {
    await db.$disconnect()
  }
}

const RULES =
  '文件金额按人民币元入账；库存按需期初建账，成本为首次售价的 60%，收费项目为零；没有客户号的归“零售散客” / ' +
  'Amounts of the file are taken as yuan; stock is opened as it is needed, at 60% of the first price, charges at nothing; ' +
  'lines without a customer go to one walk-in customer'

function workOf({ days }: RetailPlan): { notes: number; lines: number } {
  const sales = days.flatMap((day) => day.sales)
  return { notes: sales.length, lines: sales.reduce((sum, { lines }) => sum + lines.length, 0) }
}

async function writeList(folder: string, { refused }: RetailPlan): Promise<string> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, REFUSED_FILE)
  await writeFile(path, refusedCsv(refused))
  return path
}

async function importDays(
  scene: Scene,
  { days }: RetailPlan,
  items: RetailItems,
  progress: Progress,
): Promise<DeskCount> {
  const count = newCount()
  for (const day of days) {
    if (scene.isStopping()) break
    const invoices = day.sales.map((sale) => invoiceOf(sale, items))
    await importDay(scene, { date: day.date, invoices, isWhole: false }, progress, count)
    await importRest(scene, day, items)
  }
  return count
}

/** What is no sale: one after another, as two of one note would ask for the same goods. */
async function importRest(scene: Scene, day: PlannedDay, items: RetailItems): Promise<void> {
  const { reversals, returns, stockOuts } = day
  if (scene.isStopping() || reversals.length + returns.length + stockOuts.length === 0) return
  await openMonth(scene, day.date)
  const crew = await scene.crew.atWork()
  const stage = stageOf(scene, day.date, crew)
  const works = [
    ...returns.map((each) => () => takeBackPlanned(stage, each)),
    ...reversals.map((each) => () => reversePlanned(stage, each)),
    ...stockOuts.map((each) => () => writeOff(stage, each, items)),
  ]
  for (const work of works) {
    if (scene.isStopping()) return
    await work()
  }
}

function notWhole(isStopped: boolean): OperatorFailure {
  return isStopped
    ? new OperatorFailure(
        '已停下，再运行同一命令会接着导入',
        'Stopped: run the same command to go on where it was',
      )
    : new OperatorFailure(
        '接收与拒收之和与文件不一致，见上表',
        'Accepted and refused are not the file: see the table above',
      )
}
