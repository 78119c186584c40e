import type { Person } from '#lib/auth/actor.ts'
import type { Desk } from '#lib/command/run-command.ts'
import { type Database, openDatabase, type Reader, type Tx } from '#lib/db/client.ts'
import type { Role } from '#lib/auth/permissions.ts'
import { type Clock, systemClock } from '#lib/kernel/clock.ts'
import { type Books, seedBooks } from './builders/books.ts'
import { seedMasterData } from './builders/master-data.ts'
import { seedPeople } from './builders/people.ts'
import { demoPerson, seedBuying } from './builders/suppliers.ts'

/** For the embedded demo only, which listens on loopback and says on every page that it is a demo. */
export const DEMO_PASSWORD = 'silian-demo'
export const DEMO_PIN = '246810'

const DEMO_PREFIX = 'DEMO-'
const WEST_KEEPER = 'westkeeper'

export type DemoAccount = {
  userName: string
  displayName: string
  role: Role
  roleName: { zh: string; en: string }
  password: string
  pin: string
}

function account(role: Role, userName: string, zh: string, en: string): DemoAccount {
  const secrets = { password: DEMO_PASSWORD, pin: DEMO_PIN }
  return { userName, displayName: `演示${zh}`, role, roleName: { zh, en }, ...secrets }
}

/**
 * An account for each of the nine roles, and a second keeper: whoever sends a transfer does not also receive it (R9), so
 * the west warehouse has its own.
 */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  account('CLERK', 'clerk', '开单员', 'Clerk'),
  account('SALESPERSON', 'salesperson', '业务员', 'Salesperson'),
  account('SALES_MANAGER', 'salesmanager', '销售经理', 'Sales manager'),
  account('KEEPER', 'keeper', '仓管员', 'Warehouse keeper'),
  account('KEEPER', WEST_KEEPER, '西仓仓管员', 'Keeper of the west warehouse'),
  account('DRIVER', 'driver', '驾驶员', 'Driver'),
  account('ACCOUNTANT', 'accountant', '会计', 'Accountant'),
  account('ADMIN_STAFF', 'adminstaff', '行政人员', 'Administrative staff'),
  account('MANAGER', 'manager', '经理', 'Manager'),
  account('ADMINISTRATOR', 'administrator', '系统管理员', 'System administrator'),
]

/**
 * Creates the demo company in a migrated, empty database: books, people, customers, goods, prices and opening
 * stock. Does nothing when a company is there already.
 */
export async function createDemoCompany(
  databaseUrl: string,
  pinKey: string,
  clock: Clock = systemClock,
): Promise<void> {
  const db = openDatabase(databaseUrl, { connections: 2 })
  try {
    if ((await db.accountSet.count()) > 0) return
    const company = await db.$transaction((tx) => seedDemoCompany(tx, pinKey, clock), { timeout: 60_000 })
    await seedDemoBuying(db, company, pinKey, clock)
  } finally {
    await db.$disconnect()
  }
}

type DemoCompany = {
  books: Books
  people: ReadonlyMap<string, string>
  products: ReadonlyMap<string, string>
}

/** All of it or nothing: the caller gives the transaction. */
async function seedDemoCompany(tx: Tx, pinKey: string, clock: Clock): Promise<DemoCompany> {
  const books = await seedBooks(tx, { clock, codePrefix: DEMO_PREFIX, companyName: '演示商贸' })
  const people = await seedPeople(
    tx,
    { clock, pinKey },
    DEMO_ACCOUNTS.map(({ userName, displayName, role, password, pin }) => ({
      userName,
      displayName,
      roles: [role],
      password,
      pin,
      accountSetIds: [books.mainSetId, books.supermarketSetId],
      warehouseIds:
        userName === WEST_KEEPER ? [books.westWarehouseId] : [books.eastWarehouseId, books.westWarehouseId],
    })),
  )
  const idOf = (userName: string): string => people.get(userName) ?? ''
  const staff = {
    salesManagerId: idOf('salesmanager'),
    accountantId: idOf('accountant'),
    salespersonId: idOf('salesperson'),
  }
  const { products } = await seedMasterData(tx, books, staff, clock)
  return { books, people, products }
}

/** Suppliers and papers of buying, by the commands that people use. A demo that was begun and not finished is begun anew. */
async function seedDemoBuying(
  db: Database,
  { books, people, products }: DemoCompany,
  pinKey: string,
  clock: Clock,
): Promise<void> {
  const scope = {
    accountSetIds: [books.mainSetId, books.supermarketSetId],
    warehouseIds: [books.eastWarehouseId, books.westWarehouseId],
  }
  const person = (userName: string): Person => {
    const account = DEMO_ACCOUNTS.find((one) => one.userName === userName)
    const userId = people.get(userName)
    if (account === undefined || userId === undefined) throw new Error(`seed: nobody is called ${userName}`)
    return demoPerson({ ...account, userId }, scope)
  }
  const reportFault: Desk['reportFault'] = ({ error }) => {
    throw error
  }
  const desk: Desk = { db, clock, pinKey, passkeyOrigin: null, reportFault }
  await seedBuying(desk, books, {
    people: {
      clerk: person('clerk'),
      salesperson: person('salesperson'),
      salesManager: person('salesmanager'),
      keeper: person('keeper'),
      driver: person('driver'),
      accountant: person('accountant'),
      manager: person('manager'),
    },
    pin: DEMO_PIN,
    productId: (code) => products.get(code) ?? '',
  })
}

/** Whether this database holds the demo company. */
export async function isDemoCompany(db: Reader): Promise<boolean> {
  const marked = await db.accountSet.count({ where: { code: { startsWith: DEMO_PREFIX } } })
  return marked > 0
}
