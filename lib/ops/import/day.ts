import type { NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { buyMissing } from '#lib/ops/import/buying.ts'
import { type BarcodeCount, countBarcodes, itemsOf, stockCatalogue } from '#lib/ops/import/catalogue.ts'
import { stageOf } from '#lib/ops/import/day-stage.ts'
import { bringHome, driverTakes, post } from '#lib/ops/import/hand-overs.ts'
import { type IowaDay, type IowaInvoice, isReturn } from '#lib/ops/import/iowa-file.ts'
import { inLanes, inPieces } from '#lib/ops/import/lanes.ts'
import { openMissingStock, openMonth } from '#lib/ops/import/opening.ts'
import type { Progress } from '#lib/ops/import/progress.ts'
import { bringToCustomer, type NoteUnderWay, sendOut } from '#lib/ops/import/road.ts'
import { LANES, type Scene } from '#lib/ops/import/scene.ts'
import { type Shelf, shelfOf } from '#lib/ops/import/shelf.ts'
import { openShops, storesOf } from '#lib/ops/import/shops.ts'
import { type Ground, writeNote } from '#lib/ops/import/writing.ts'

/** Notes whose copies are handed over together. */
const WAVE = 32

/** What the import asked of the desk besides its notes. Barcodes count once for each item. */
export type DeskCount = {
  prices: number
  consents: number
  barcodes: BarcodeCount
  countedItems: Set<string>
}

/** Nothing asked yet. */
export function newCount(): DeskCount {
  return { prices: 0, consents: 0, barcodes: { kept: 0, wrong: 0, taken: 0 }, countedItems: new Set() }
}

type Sale = { invoice: IowaInvoice; index: number }

/**
 * Takes a day's invoices through the desk, from order to posted. Those that are posted already are left alone, those
 * that were begun go on where they stand. Ends early when told to stop, with no note left on its way.
 */
export async function importDay(
  scene: Scene,
  day: IowaDay,
  progress: Progress,
  count: DeskCount,
): Promise<void> {
  const sales = day.invoices.filter((invoice) => !isReturn(invoice))
  const begun = await readBegun(scene, day.date)
  const open = sales
    .map((invoice, index): Sale => ({ invoice, index }))
    .filter(({ invoice }) => isOpen(begun.get(invoice.number)))
  progress.leaveOut(sales.length - open.length, linesOf(sales) - linesOf(open.map(({ invoice }) => invoice)))
  if (open.length === 0) return
  const { shelf, ...prepared } = await prepareGround(scene, day.date, open, begun)
  const ground = { ...prepared, asked: count }
  countItems(open, ground, count)
  progress.begin(day.date)
  for (const wave of inPieces(open, WAVE)) {
    if (scene.isStopping()) break
    await runWave(scene, { date: day.date, noteCount: sales.length, ground, shelf, begun, progress }, wave)
  }
}

function countItems(open: readonly Sale[], { catalogue }: Ground, count: DeskCount): void {
  const items = itemsOf(open.map(({ invoice }) => invoice)).filter(
    ({ number }) => !count.countedItems.has(number),
  )
  for (const { number } of items) count.countedItems.add(number)
  const { kept, wrong, taken } = countBarcodes(items, catalogue)
  count.barcodes.kept += kept
  count.barcodes.wrong += wrong
  count.barcodes.taken += taken
}

type Begun = ReadonlyMap<string, NoteUnderWay>

function isOpen(note: NoteUnderWay | undefined): boolean {
  return note === undefined || !['POSTED', 'REVERSED', 'VOIDED'].includes(note.status)
}

function linesOf(invoices: readonly IowaInvoice[]): number {
  return invoices.reduce((sum, invoice) => sum + invoice.lines.length, 0)
}

/** The notes that the desk has of a day's invoices, by invoice. */
async function readBegun(scene: Scene, date: BusinessDate): Promise<Begun> {
  const rows = await scene.db.deliveryNote.findMany({
    where: {
      accountSetId: scene.accountSetId,
      businessDate: new Date(date),
      specialInstructions: { startsWith: scene.source.markOf('') },
    },
    select: { paperId: true, status: true, specialInstructions: true },
    // Where a note was voided and written again, the later one counts.
    orderBy: { issuedAt: 'asc' },
  })
  return new Map(
    rows.map(({ paperId, status, specialInstructions }) => {
      const invoice = specialInstructions.slice(scene.source.markOf('').length)
      return [invoice, { invoice, paperId, status: noteStatusOf(status) }]
    }),
  )
}

async function prepareGround(
  scene: Scene,
  date: BusinessDate,
  open: readonly Sale[],
  begun: Begun,
): Promise<Omit<Ground, 'asked'> & { shelf: Shelf }> {
  const invoices = open.map(({ invoice }) => invoice)
  await openMonth(scene, date)
  const shops = await openShops(scene, date, storesOf(invoices))
  const catalogue = await stockCatalogue(scene, date, itemsOf(invoices))
  const unwritten = invoices.filter(({ number }) => !begun.has(number))
  const fill = scene.isReceiving ? buyMissing : openMissingStock
  await fill(scene, date, unwritten, catalogue)
  const productIds = [...catalogue.values()].map(({ id }) => id)
  const shelf = await shelfOf(scene.db, scene.accountSetId, scene.warehouseId, productIds)
  return { shops, catalogue, shelf }
}

type WaveRun = {
  date: BusinessDate
  noteCount: number
  ground: Ground
  shelf: Shelf
  begun: Begun
  progress: Progress
}

async function runWave(scene: Scene, run: WaveRun, wave: readonly Sale[]): Promise<void> {
  const { date, noteCount, ground, shelf, begun, progress } = run
  const crew = await scene.crew.atWork()
  const stageAt = (index: number) => stageOf(scene, date, crew, { index, of: noteCount }, shelf)
  const onTheWay: (NoteUnderWay & { index: number })[] = []
  await inLanes(
    [...byStore(wave).values()],
    LANES,
    async (sales) => {
      for (const { invoice, index } of sales) {
        if (scene.isStopping()) return
        const stage = stageAt(index)
        const note = begun.get(invoice.number) ?? {
          invoice: invoice.number,
          paperId: await writeNote(stage, ground, invoice),
          status: 'ISSUED',
        }
        await sendOut(stage, note)
        onTheWay.push({ ...note, index })
        progress.advance(invoice.lines.length)
      }
    },
    scene.isStopping,
  )
  if (onTheWay.length === 0) return
  const together = stageAt(Math.max(...onTheWay.map(({ index }) => index)))
  const paperIds = onTheWay.map(({ paperId }) => paperId)
  await driverTakes(together, paperIds)
  // Whoever asked for an end waits for these: no note is left on its way.
  await inLanes(
    onTheWay,
    LANES,
    (note) => bringToCustomer(stageAt(note.index), note),
    () => false,
  )
  await bringHome(together, paperIds)
  await post(together, paperIds)
}

/** One store's notes go one after another: the last price is the one of the note before. */
function byStore(sales: readonly Sale[]): Map<string, Sale[]> {
  const stores = new Map<string, Sale[]>()
  for (const sale of sales) {
    const { number } = sale.invoice.store
    stores.set(number, [...(stores.get(number) ?? []), sale])
  }
  return stores
}

function noteStatusOf(stored: string): NoteStatus {
  return stored as NoteStatus
}
