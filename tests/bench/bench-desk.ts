import { mkdtemp, rm } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Person } from '#lib/auth/actor.ts'
import type { Desk } from '#lib/command/run-command.ts'
import type { NoteInput } from '#lib/domain/delivery-notes/schema.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { systemClock, today } from '#lib/kernel/clock.ts'
import { startEmbeddedPostgres } from '#lib/ops/embedded-postgres.ts'
import { migrate } from '#lib/ops/migrate.ts'
import { createDatabase } from '#lib/ops/roles.ts'
import { type Books, seedBooks } from '#prisma/seed/builders/books.ts'
import { seedCustomers } from '#prisma/seed/builders/customers.ts'
import { seedListPrices } from '#prisma/seed/builders/prices.ts'
import { seedProducts } from '#prisma/seed/builders/products.ts'
import { seedOpeningStock } from '#prisma/seed/builders/stock.ts'
import { createPerson, TEST_PIN_KEY } from '#tests/support/people.ts'

export const BENCH_CUSTOMERS = 400
export const BENCH_PRODUCTS = 2000
const CONNECTIONS = 8
/** Stands on every line: 14.99 yuan. */
export const BENCH_PRICE_E4 = 149_900n

/** A company of its own size on a database of its own, with durable commits, thrown away at the end. */
export type BenchDesk = {
  desk: Desk
  db: Database
  pool: pg.Pool
  url: string
  /** For generators that write what no command would. */
  superuserUrl: string
  books: Books
  serverPid: number
  clerk: Person
  /** What the clerk signs in as; the password is the tests'. */
  clerkName: string
  /** The nth note: ten lines over the whole catalogue, a customer in turn. */
  noteAt: (n: number) => NoteInput
  close: () => Promise<void>
}

/** Starts PostgreSQL as it runs for real (fsync on), migrates, and fills a company. */
export async function openBenchDesk(): Promise<BenchDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'silian-bench-'))
  const server = await startEmbeddedPostgres({ folder })
  await createDatabase(server.urlOf('superuser', 'postgres'), 'bench')
  await migrate(server.urlOf('owner', 'bench'))
  const owner = new pg.Client({ connectionString: server.urlOf('owner', 'bench') })
  await owner.connect()
  await owner.query(readFileSync(new URL('./ceiling.sql', import.meta.url), 'utf8'))
  await owner.query('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO silian_app')
  const url = server.urlOf('app', 'bench')
  const db = openDatabase(url, { connections: CONNECTIONS })
  const filled = await fillBenchCompany(db)
  await owner.query('ANALYZE')
  await owner.end()
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, options: '-c timezone=UTC' })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return {
    ...filled,
    db,
    pool,
    url,
    superuserUrl: server.urlOf('superuser', 'bench'),
    serverPid: server.pid,
    close: async () => {
      await db.$disconnect()
      await pool.end()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type Filled = Pick<BenchDesk, 'desk' | 'books' | 'clerk' | 'clerkName' | 'noteAt'>

/** Fills an empty, migrated database: books, people, customers, products with prices and opening stock. */
export async function fillBenchCompany(db: Database): Promise<Filled> {
  const clock = systemClock
  const books = await seedBooks(db, { clock })
  const accountSetId = books.mainSetId
  const scope = { accountSetIds: [accountSetId] }
  const { person: clerk, userName: clerkName } = await createPerson(db, { roles: ['CLERK'], ...scope })
  const handler = (await createPerson(db, { roles: ['SALESPERSON'], ...scope })).person
  const customers = await seedCustomers(
    db,
    clock,
    Array.from({ length: BENCH_CUSTOMERS }, (_, index) => ({
      accountSetId,
      code: `B${index}`,
      name: `量测客户${index}`,
      channel: 'DIRECT' as const,
      settlementMethod: 'MONTHLY' as const,
      contactName: '量测',
      phone: '13800000000',
      addresses: [`量测路 ${index} 号`],
      creditLimitFen: 900_000_000_000_000n,
      creditDays: 30,
      salespersonId: handler.userId,
    })),
  )
  const products = await seedProducts(
    db,
    clock,
    Array.from({ length: BENCH_PRODUCTS }, (_, index) => ({
      code: `G${index}`,
      name: `量测商品${index}`,
      specification: '500ml×12',
      caseSize: 12,
    })),
  )
  const productIds = [...products.values()]
  const prices = productIds.map((productId) => ({
    accountSetId,
    productId,
    validFrom: '2020-01-01',
    unitPriceE4: BENCH_PRICE_E4,
  }))
  await seedListPrices(db, clerk.userId, prices)
  const stock = productIds.map((productId) => ({
    accountSetId,
    warehouseId: books.eastWarehouseId,
    productId,
    qtyE3: 9_000_000_000n,
    valueFen: 900_000_000n,
  }))
  await seedOpeningStock(db, { recordedById: clerk.userId, at: clock.now() }, today(clock), stock)
  const addresses = new Map(
    (await db.customerAddress.findMany()).map((address) => [address.customerId, address.id]),
  )
  const customerIds = [...customers.values()]
  const at = <T>(list: readonly T[], index: number): T => {
    const found = list[index % list.length]
    if (found === undefined) throw new Error('the bench company is empty')
    return found
  }
  const businessDate = today(clock)
  const noteAt = (n: number): NoteInput => {
    const customerId = at(customerIds, n * 7)
    return {
      draftId: null,
      accountSetId,
      customerId,
      addressId: addresses.get(customerId) ?? '',
      warehouseId: books.eastWarehouseId,
      handlerId: handler.userId,
      businessDate,
      expectedOn: businessDate,
      intakeChannel: 'PHONE',
      isUrgent: false,
      specialInstructions: '',
      freightAgent: '',
      freightPhone: '',
      advancedFreight: '',
      noteDiscount: '',
      roundingOff: '',
      lines: Array.from({ length: 10 }, (_, line) => ({
        productId: at(productIds, n * 131 + line * 199),
        quantity: `${1 + ((n + line) % 9)}瓶`,
        unitPrice: '',
        discount: '',
        isGift: false,
        remark: '',
        barcode: '',
      })),
      orderId: null,
      applicationId: null,
      seenGross: '',
      replacesId: null,
    }
  }
  const desk: Desk = {
    db,
    clock,
    pinKey: TEST_PIN_KEY,
    passkeyOrigin: null,
    reportFault: (fault) => console.error(fault),
  }
  return { desk, books, clerk, clerkName, noteAt }
}
