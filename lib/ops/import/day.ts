import type { NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { buyMissing } from '#lib/ops/import/buying.ts'
import { type BarcodeCount, countBarcodes, itemsOf, stockCatalogue } from '#lib/ops/import/catalogue.ts'
import { type DayStage, stageOf } from '#lib/ops/import/day-stage.ts'
import { bringHome, post } from '#lib/ops/import/hand-overs.ts'
import { type IowaDay, type IowaInvoice, isReturn } from '#lib/ops/import/iowa-file.ts'
import { inLanes, inPieces } from '#lib/ops/import/lanes.ts'
import { openMissingStock, openMonth } from '#lib/ops/import/opening.ts'
import type { Progress } from '#lib/ops/import/progress.ts'
import { overdueCustomers } from '#lib/ops/import/paying.ts'
import { hasReached, makeReady, type NoteUnderWay } from '#lib/ops/import/road.ts'
import { LANES, type Scene } from '#lib/ops/import/scene.ts'
import { type Shelf, shelfOf } from '#lib/ops/import/shelf.ts'
import { settleWithDriver } from '#lib/ops/import/settling.ts'
import { openShops, storesOf } from '#lib/ops/import/shops.ts'
import { driveTrip, planTrip, type TripRun, tripsUnderWay } from '#lib/ops/import/trips.ts'
import { type Ground, writeNote } from '#lib/ops/import/writing.ts'

/** The stops of one trip: as many as a van carries. */
const STOPS = 20

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
 * Takes a day's invoices through the desk, from order to posted: trips by place, the driver settled with in the evening,
 * then the posting. Those that are posted already are left alone, those that were begun go on where they stand. Ends early
 * when told to stop, with no note left on its way.
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
  await runDay({ scene, date: day.date, sales, ground, shelf, progress }, open)
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
  return { shops, catalogue, shelf, overdue: await overdueCustomers(scene, date) }
}

type DayRun = {
  scene: Scene
  date: BusinessDate
  /** All sales of the day: a note's place among them is its time of day. */
  sales: readonly IowaInvoice[]
  ground: Ground
  shelf: Shelf
  progress: Progress
}

async function runDay(run: DayRun, open: readonly Sale[]): Promise<void> {
  const { scene, date, sales, ground, shelf, progress } = run
  const crew = await scene.crew.atWork()
  const places = new Map(sales.map((invoice, index) => [invoice.number, index]))
  const stageAt = (index: number) => stageOf(scene, date, crew, { index, of: sales.length }, shelf)
  const evening = stageAt(sales.length - 1)
  const tripRun: TripRun = {
    stageOf: (invoice) => stageAt(places.get(invoice) ?? sales.length - 1),
    delivered: (invoice) => progress.advance(sales[places.get(invoice) ?? -1]?.lines.length ?? 0),
  }
  // What an earlier run left on the road comes home first, and whoever asked for an end waits for it.
  const drive = (tripId: string) => driveTrip(evening, tripId, tripRun)
  await inLanes(await tripsUnderWay(evening), LANES, drive, () => false)
  const begun = await readBegun(scene, date)
  const waiting = open.filter(({ invoice }) => !isDelivered(begun.get(invoice.number)))
  for (const round of roundsOf(waiting, ground)) {
    const send = async (trip: readonly Sale[]): Promise<void> => {
      const noteIds: string[] = []
      for (const { invoice, index } of trip) {
        const stage = stageAt(index)
        const note = begun.get(invoice.number) ?? {
          ...{ invoice: invoice.number, paperId: await writeNote(stage, ground, invoice) },
          status: 'ISSUED' as const,
        }
        await makeReady(stage, note)
        noteIds.push(note.paperId)
      }
      const stage = stageAt(Math.max(...trip.map(({ index }) => index)))
      await driveTrip(stage, await planTrip(stage, noteIds), tripRun)
    }
    await inLanes(tripsOf(round), LANES, send, scene.isStopping)
  }
  await closeDay(evening, scene, date)
}

/** Copies come home, the driver is settled with, the accountant posts: for everything of the day that was delivered. */
async function closeDay(stage: DayStage, scene: Scene, date: BusinessDate): Promise<void> {
  const delivered = [...(await readBegun(scene, date)).values()].filter(
    ({ status }) => status === 'DELIVERED',
  )
  const paperIds = delivered.map(({ paperId }) => paperId)
  await bringHome(stage, paperIds)
  await settleWithDriver(stage)
  await post(stage, paperIds)
}

function isDelivered(note: NoteUnderWay | undefined): boolean {
  return note !== undefined && hasReached(note, 'DELIVERED')
}

/**
 * The rounds of a day. Who pays older notes at the stop gets a second note of the day once the first is paid for; everybody
 * else gets all of them at once.
 */
function roundsOf(sales: readonly Sale[], { shops }: Ground): Sale[][] {
  const rounds: Sale[][] = []
  for (const own of byStore(sales).values()) {
    const method = shops.get(own[0]?.invoice.store.number ?? '')?.terms.settlementMethod
    const isPaidAtStop = method === 'HELD_NOTE' || method === 'ROLLING'
    for (const [place, sale] of own.entries()) {
      const round = isPaidAtStop ? place : 0
      rounds[round] = [...(rounds[round] ?? []), sale]
    }
  }
  return rounds
}

/** Trips over neighbouring places; a store's notes stay on one. */
function tripsOf(sales: readonly Sale[]): Sale[][] {
  const stores = [...byStore(sales).values()].sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
  const trips: Sale[][] = []
  for (const own of stores.flatMap((each) => inPieces(each, STOPS))) {
    const last = trips.at(-1)
    if (last !== undefined && last.length + own.length <= STOPS) last.push(...own)
    else trips.push([...own])
  }
  return trips
}

function placeOf(sales: readonly Sale[]): string {
  const store = sales[0]?.invoice.store
  return `${store?.place ?? ''} ${store?.number ?? ''}`
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
