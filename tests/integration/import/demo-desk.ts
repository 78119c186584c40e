import { fileURLToPath } from 'node:url'
import { type Database, openDatabase } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { parseBusinessDate } from '#lib/kernel/business-date.ts'
import { importIowa, type Imported } from '#lib/ops/import/iowa.ts'
import { createDemoCompany } from '#prisma/seed/demo.ts'
import { TEST_PIN_KEY } from '#tests/support/people.ts'
import { type TestDatabase, testDatabase } from '#tests/support/postgres.ts'

/** The excerpt of the Iowa file. */
export const FIXTURE = fileURLToPath(new URL('../../fixtures/iowa', import.meta.url))

/** An excerpt with returns and the invoices before them. */
export const RECEIVING = fileURLToPath(new URL('../../fixtures/iowa-receiving', import.meta.url))

/** A demo company on a database of its own, and the import into it. */
export type DemoDesk = {
  database: TestDatabase
  db: Database
  /** Everything the import printed. */
  printed: string[]
  run: (options?: {
    folder?: string
    day?: string
    isStopping?: () => boolean
    pinKey?: string
    most?: number
    isReceiving?: boolean
  }) => Promise<Imported>
  drop: () => Promise<void>
}

/** Creates it; a test file drops it at the end. */
export async function demoDesk(): Promise<DemoDesk> {
  const database = await testDatabase()
  await createDemoCompany(database.url, TEST_PIN_KEY)
  const db = openDatabase(database.url, { connections: 2 })
  const printed: string[] = []
  return {
    database,
    db,
    printed,
    run: ({ folder = FIXTURE, day, isStopping = () => false, pinKey = TEST_PIN_KEY, ...rest } = {}) =>
      importIowa({
        url: database.url,
        pinKey,
        folder,
        day: day === undefined ? null : dateOf(day),
        most: rest.most ?? null,
        isReceiving: rest.isReceiving ?? false,
        screen: { isTerminal: false, write: (text) => printed.push(text) },
        isStopping,
      }),
    drop: async () => {
      await db.$disconnect()
      await database.drop()
    },
  }
}

/** How many notes stand in each status. */
export async function statusesOf(db: Database): Promise<Record<string, number>> {
  const groups = await db.deliveryNote.groupBy({ by: ['status'], _count: true })
  return Object.fromEntries(groups.map((group) => [group.status, group._count]))
}

/** A day as its own type. */
export function dateOf(text: string): BusinessDate {
  const date = parseBusinessDate(text)
  if (!date.ok) throw new Error(`${text} is no day`)
  return date.value
}
