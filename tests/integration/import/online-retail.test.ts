import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { importRetail, REFUSED_FILE } from '#lib/ops/import/retail.ts'
import type { RetailSelection } from '#lib/ops/import/retail-selection.ts'
import { sleep } from '#lib/ops/processes.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { TEST_PIN_KEY } from '#tests/support/people.ts'
import { dateOf, type DemoDesk, demoDesk, statusesOf } from './demo-desk.ts'

const FIXTURE = fileURLToPath(new URL('../../fixtures/online-retail', import.meta.url))
const ALL: RetailSelection = { from: null, to: null, most: null }

let desk: DemoDesk
let reportFolder: string

beforeAll(async () => {
  desk = await demoDesk()
  reportFolder = await mkdtemp(join(tmpdir(), 'silian-retail-'))
})

afterAll(async () => {
  await rm(reportFolder, { recursive: true, force: true })
  await desk.drop()
})

function run(selection: RetailSelection = ALL, isStopping = () => false) {
  return importRetail({
    ...{ url: desk.database.url, pinKey: TEST_PIN_KEY, folder: FIXTURE, reportFolder, isStopping },
    ...selection,
    screen: { isTerminal: false, write: (text) => desk.printed.push(text) },
  })
}

it('stops when it is told to, with no note on its way, and says that it goes on', async () => {
  let isStopping = false
  const stop = run(ALL, () => isStopping)
  const watch = async (): Promise<void> => {
    while ((await desk.db.deliveryNote.count()) === 0) await sleep(5)
    isStopping = true
  }
  void watch()
  await expect(stop).rejects.toThrow('Stopped: run the same command')
  const { POSTED: posted = 0, ...halfway } = await statusesOf(desk.db)
  expect([halfway, posted > 0 && posted < 10]).toEqual([{}, true])
})

it('accepts or refuses every line, and both together are the file to the penny', async () => {
  const { parts, accepted, refused, control, missing, differing } = await run()
  expect([missing, differing]).toEqual([[], []])
  expect(control).toEqual({ lines: 47, amountE4: -95_604_590n })
  expect([accepted.lines + refused.lines, accepted.amountE4 + refused.amountE4]).toEqual([47, -95_604_590n])
  expect(refused).toEqual({ lines: 8, amountE4: -110_952_090n })
  expect(parts).toMatchObject({
    sales: { papers: 10, lines: 32, deskFen: 172_930n },
    returns: { papers: 3, lines: 4, deskFen: -4335n },
    reversals: { papers: 1, lines: 1, deskFen: -15_120n },
    stockOuts: { papers: 2, lines: 2, pieces: -26, deskFen: 0n },
  })
})

it('claims what was sold less what was cancelled, and keeps every sum of the books', async () => {
  const owed = await desk.db.receivableItem.aggregate({ _sum: { openFen: true } })
  expect(owed._sum.openFen).toBe(172_930n - 4335n - 15_120n)
  expect(await statusesOf(desk.db)).toEqual({ POSTED: 9, REVERSED: 1 })
  await expectWhole(desk.db)
})

it('lists each refused line with its reason and amount', async () => {
  const list = await readFile(join(reportFolder, REFUSED_FILE), 'utf8')
  const rows = list.trim().split('\r\n').slice(1)
  expect(rows.map((row) => row.split(',')).map((cells) => [cells[1], cells[7], cells[10]])).toEqual([
    ['C536379', '-27.50', 'a discount that names no goods'],
    ['C536383', '-4.65', 'not sold to this customer at this price before'],
    ['536414', '0.00', 'neither customer nor amount: goods that were found'],
    ['C537600', '-1.00', 'a platform’s or bank’s fee or commission: the seller’s own cost'],
    ['550193', '0.001', 'an amount below a fen'],
    ['A563185', '11062.06', 'an adjustment of a bad debt: no trade'],
    ['A563186', '-11062.06', 'an adjustment of a bad debt: no trade'],
    ['A563187', '-11062.06', 'an adjustment of a bad debt: no trade'],
  ])
  expect(desk.printed.join('')).toContain('Equal to the cent')
})

it('sells charges as services that are worth nothing in stock, gifts without money, and the unknown as one walk-in customer', async () => {
  const charges = await desk.db.deliveryNoteLine.findMany({
    where: { product: { specification: '服务' } },
    select: { amountFen: true, product: { select: { code: true, codeKinds: true } } },
    orderBy: { amountFen: 'asc' },
  })
  expect(charges.map(({ product, amountFen }) => [product.code, amountFen])).toEqual([
    ['OR-POST', 5400n],
    ['OR-POST', 5400n],
    ['OR-DOT', 56_977n],
  ])
  const services = await desk.db.product.findMany({ where: { specification: '服务' }, select: { id: true } })
  const worth = await desk.db.stockBalance.aggregate({
    where: { productId: { in: services.map(({ id }) => id) } },
    _sum: { valueFen: true, onHandE3: true },
  })
  expect(worth._sum).toEqual({ valueFen: 0n, onHandE3: 1000n })
  expect(await desk.db.deliveryNoteLine.count({ where: { isGift: true, amountFen: 0n } })).toBe(1)
  const walkIn = await desk.db.deliveryNote.count({ where: { customerName: '零售散客' } })
  expect(walkIn).toBe(2)
})

it('does nothing at all the second time, and a day or the first invoices hold by themselves', async () => {
  const countRows = () =>
    Promise.all([desk.db.commandReceipt.count(), desk.db.paperEvent.count(), desk.db.stockEntry.count()])
  const before = await countRows()
  await run()
  const ofDay = (day: string) => run({ from: dateOf(day), to: dateOf(day), most: null })
  expect((await ofDay('2010-12-06')).control).toEqual({ lines: 2, amountE4: 0n })
  const later = await ofDay('2010-12-02')
  expect([later.control.lines, later.parts.sales.papers, later.parts.returns.papers]).toEqual([8, 2, 2])
  const first = await run({ ...ALL, most: 3 })
  expect([first.control.lines, first.parts.sales.papers, first.refused.lines]).toEqual([12, 2, 1])
  expect(await countRows()).toEqual(before)
})
