import { openDatabase } from '#lib/db/client.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { signInCrew } from '#lib/ops/import/crew.ts'
import { DEMO_PIN } from '#prisma/seed/demo.ts'
import type { RoadCompany } from '#tests/support/company.ts'

/** The demo company of the desk under test, on its own database. The caller closes it. */
export type DemoCompany = RoadCompany & { close: () => Promise<void> }

/**
 * The demo's staff, each signed in as the import signs them in, so that a browser trial can begin at the step it is
 * about: the steps before it are the desk's own commands, signed with the demo PIN. The sales manager counts.
 */
export async function demoCompany(): Promise<DemoCompany> {
  const db = openDatabase(setting('SILIAN_E2E_DATABASE_URL'), { connections: 2 })
  const crew = await signInCrew(db)
  const { clerk, salesManager, salesperson, keeper, driver, accountant } = await crew.atWork()
  const warehouse = await db.warehouse.findFirstOrThrow({ where: { code: 'E' } })
  const customers = await db.customer.findMany({ select: { id: true, code: true } })
  const products = await db.product.findMany({ select: { id: true, code: true } })
  return {
    db,
    desk: {
      db,
      clock: systemClock,
      pinKey: setting('SILIAN_E2E_PIN_KEY'),
      passkeyOrigin: null,
      reportFault: ({ error }) => console.error(error),
    },
    books: { eastWarehouseId: warehouse.id },
    staff: {
      clerk: clerk.person,
      otherClerk: salesManager.person,
      salesperson: salesperson.person,
      keeper: keeper.person,
      driver: driver.person,
      accountant: accountant.person,
    },
    pin: DEMO_PIN,
    customerId: idOf(customers),
    productId: idOf(products),
    close: async () => {
      await crew.signOut()
      await db.$disconnect()
    },
  }
}

function idOf(rows: readonly { id: string; code: string }[]): (code: string) => string {
  const ids = new Map(rows.map(({ id, code }) => [code, id]))
  return (code) => {
    const id = ids.get(code)
    if (id === undefined) throw new Error(`the demo company has no ${code}`)
    return id
  }
}

function setting(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error('no desk is being served')
  return value
}
