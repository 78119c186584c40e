import { onConnection } from '#lib/ops/roles.ts'
import { permissionsOf, type Role } from '#lib/auth/permissions.ts'
import type { Person } from '#lib/auth/actor.ts'
import type { Desk } from '#lib/command/run-command.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { type Clock, fixedClock } from '#lib/kernel/clock.ts'
import { createDemoCompany } from '#prisma/seed/demo.ts'
import { type TestDatabase, testDatabase } from '#tests/support/postgres.ts'

/** A demo company in a database of its own, and its people to act with. */
export type Company = {
  db: Database
  desk: Desk
  clock: Clock
  mainSetId: number
  supermarketSetId: number
  eastId: string
  westId: string
  productId: (code: string) => string
  customerId: (code: string) => string
  person: (role: Role, changes?: Partial<Person>) => Person
  faults: unknown[]
  statements: string[]
  close: () => Promise<void>
}

/** An empty database with the application's rights granted. */
export async function freshDatabase(): Promise<TestDatabase> {
  const database = await testDatabase()
  await onConnection(database.ownerUrl, (client) =>
    client.query(`SELECT grant_application_rights('silian_app')`),
  )
  return database
}

/** The company at 2026-11-23, ten o'clock in Shanghai. */
export async function openCompany(): Promise<Company> {
  const database = await freshDatabase()
  const clock = fixedClock('2026-11-23T02:00:00Z')
  await createDemoCompany(database.url, 'k'.repeat(32), clock)
  const statements: string[] = []
  const db = openDatabase(database.url, { connections: 8, onStatement: (text) => statements.push(text) })
  const warehouses = new Map((await db.warehouse.findMany()).map((row) => [row.code, row.id]))
  const products = new Map((await db.product.findMany()).map((row) => [row.code, row.id]))
  const customers = new Map((await db.customer.findMany()).map((row) => [row.code, row.id]))
  const users = await db.user.findMany({ include: { roles: true } })
  const known = (map: Map<string, string>, code: string): string => {
    const id = map.get(code)
    if (id === undefined) throw new Error(`the demo company has no ${code}`)
    return id
  }
  const faults: unknown[] = []
  return {
    db,
    clock,
    faults,
    statements,
    desk: {
      db,
      clock,
      pinKey: 'k'.repeat(32),
      passkeyOrigin: null,
      reportFault: (fault) => faults.push(fault),
    },
    mainSetId: 1,
    supermarketSetId: 2,
    eastId: known(warehouses, 'E'),
    westId: known(warehouses, 'W'),
    productId: (code) => known(products, code),
    customerId: (code) => known(customers, code),
    person: (role, changes = {}) => {
      const user = users.find((one) => one.roles.some((row) => row.role === role))
      if (user === undefined) throw new Error(`the demo company has no ${role}`)
      return {
        kind: 'person',
        userId: user.id,
        displayName: user.displayName,
        roles: [role],
        permissions: permissionsOf([role]),
        accountSetIds: [1, 2],
        warehouseIds: [...warehouses.values()],
        isBillingSuspended: false,
        sessionId: 'test',
        address: null,
        userAgent: null,
        ...changes,
      }
    },
    close: async () => {
      await db.$disconnect()
      await database.drop()
    },
  }
}
