import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#lib/db/client.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { signInCrew } from '#lib/ops/import/crew.ts'
import { DEMO_PIN } from '#prisma/seed/demo.ts'
import type { RoadCompany } from '#tests/support/company.ts'
import { serveDesk } from '#tests/support/desk.ts'

/** The demo company of the desk under test, on its own database. The caller closes it. */
export type DemoCompany = RoadCompany & { close: () => Promise<void> }

/** A demo company with the books to itself, served at an address of its own. The caller closes it. */
export type OwnCompany = DemoCompany & { address: string }

/**
 * The demo's staff, each signed in as the import signs them in, so that a browser trial can begin at the step it is
 * about: the steps before it are the desk's own commands, signed with the demo PIN. The sales manager counts.
 */
export function demoCompany(): Promise<DemoCompany> {
  return companyAt(setting('SILIAN_E2E_DATABASE_URL'))
}

/** The second company of the run, served for the time of the trial: what it does to its books nobody else sees. */
export async function ownCompany(): Promise<OwnCompany> {
  const databaseUrl = setting('SILIAN_E2E_OWN_DATABASE_URL')
  const folder = await mkdtemp(join(tmpdir(), 'silian-own-'))
  const secrets = { nextauthSecret: randomBytes(32).toString('hex'), pinKey: setting('SILIAN_E2E_PIN_KEY') }
  const server = await serveDesk({ folder, databaseUrl, ...secrets })
  const company = await companyAt(databaseUrl)
  return {
    ...company,
    address: server.address,
    close: async () => {
      await company.close()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function companyAt(databaseUrl: string): Promise<DemoCompany> {
  const db = openDatabase(databaseUrl, { connections: 2 })
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
