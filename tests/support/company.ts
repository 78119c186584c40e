import type { Person } from '#lib/auth/actor.ts'
import type { Role } from '#lib/auth/permissions.ts'
import { type Desk, runCommand } from '#lib/command/run-command.ts'
import { issueNote, type IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import type { NoteInput } from '#lib/domain/delivery-notes/schema.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { newId } from '#lib/kernel/ids.ts'
import { systemClock, today } from '#lib/kernel/clock.ts'
import type { ActionResult } from '#lib/kernel/result.ts'
import { type Books, seedBooks } from '#prisma/seed/builders/books.ts'
import { type MasterData, seedMasterData } from '#prisma/seed/builders/master-data.ts'
import {
  call,
  createPerson,
  TEST_PIN,
  type TestDesk,
  testDesk,
  type TestPerson,
} from '#tests/support/people.ts'
import { type TestDatabase, testDatabase } from '#tests/support/postgres.ts'

const STAFF = {
  clerk: 'CLERK',
  otherClerk: 'CLERK',
  salesperson: 'SALESPERSON',
  salesManager: 'SALES_MANAGER',
  keeper: 'KEEPER',
  otherKeeper: 'KEEPER',
  driver: 'DRIVER',
  accountant: 'ACCOUNTANT',
  manager: 'MANAGER',
  adminStaff: 'ADMIN_STAFF',
  administrator: 'ADMINISTRATOR',
} as const satisfies Record<string, Role>

export type Staff = Record<keyof typeof STAFF, Person>

/** A whole company: books, one person or two per role, goods, prices, stock. */
export type TestCompany = Company & {
  database: TestDatabase
  drop: () => Promise<void>
}

/** What it takes to walk a note down its road: people and what they sign with, a customer, goods, a warehouse. */
export type RoadCompany = {
  db: Database
  desk: Desk
  books: Pick<Books, 'eastWarehouseId'>
  staff: Pick<Staff, 'clerk' | 'otherClerk' | 'salesperson' | 'keeper' | 'driver' | 'accountant'>
  /** Everybody's signing PIN. */
  pin: string
  customerId: (code: string) => string
  productId: (code: string) => string
}

/** The company without the database it was given. */
export type Company = RoadCompany & {
  url: string
  desk: TestDesk
  books: Books
  goods: MasterData
  staff: Staff
  /** Credentials by the same names, for trials about sessions. */
  credentials: Record<keyof typeof STAFF, TestPerson>
  /** SQL sent since the last `forgetStatements`. */
  statements: string[]
  forgetStatements: () => void
}

/** Builds the company; a test file makes one and drops it at the end. */
export async function testCompany(options: { connections?: number } = {}): Promise<TestCompany> {
  const database = await testDatabase()
  const company = await companyOn(database.url, options)
  return {
    ...company,
    database,
    drop: async () => {
      await company.db.$disconnect()
      await database.drop()
    },
  }
}

/** The same on a database that is there already, empty and migrated. The caller ends it. */
export async function companyOn(url: string, options: { connections?: number } = {}): Promise<Company> {
  const statements: string[] = []
  const db = openDatabase(url, {
    connections: options.connections ?? 4,
    onStatement: (text) => statements.push(text),
  })
  const books = await seedBooks(db, { clock: systemClock })
  const credentials = await hire(db, books)
  const staff = personsOf(credentials)
  const goods = await seedMasterData(
    db,
    books,
    {
      salesManagerId: staff.salesManager.userId,
      accountantId: staff.accountant.userId,
      salespersonId: staff.salesperson.userId,
    },
    systemClock,
  )
  const pick = (map: ReadonlyMap<string, string>, code: string): string => {
    const id = map.get(code)
    if (id === undefined) throw new Error(`no ${code} in this company`)
    return id
  }
  return {
    url,
    db,
    desk: testDesk(db),
    books,
    goods,
    staff,
    pin: TEST_PIN,
    credentials,
    statements,
    forgetStatements: () => statements.splice(0),
    customerId: (code) => pick(goods.customers, code),
    productId: (code) => pick(goods.products, code),
  }
}

function personsOf(hired: Record<keyof typeof STAFF, TestPerson>): Staff {
  const persons = Object.entries(hired).map(([name, { person }]) => [name, person])
  return Object.fromEntries(persons) as Staff
}

async function hire(db: Database, books: Books): Promise<Record<keyof typeof STAFF, TestPerson>> {
  const hired: [string, TestPerson][] = []
  for (const [name, role] of Object.entries(STAFF)) {
    const accountSetIds = [books.mainSetId, books.supermarketSetId]
    const warehouseIds = role === 'KEEPER' ? [books.eastWarehouseId, books.westWarehouseId] : []
    hired.push([
      name,
      await createPerson(db, { roles: [role], accountSetIds, warehouseIds, displayName: name }),
    ])
  }
  return Object.fromEntries(hired) as Record<keyof typeof STAFF, TestPerson>
}

type LineWish = { product: string; quantity: string } & Partial<NoteInput['lines'][number]>

/** A complete input for a note of this company; lines name products by code. */
export async function noteFor(
  company: RoadCompany,
  customer: string,
  lines: readonly LineWish[],
  changes: Partial<NoteInput> = {},
): Promise<NoteInput> {
  const customerId = company.customerId(customer)
  const address = await company.db.customerAddress.findFirstOrThrow({ where: { customerId } })
  const businessDate = today(company.desk.clock)
  return {
    draftId: null,
    accountSetId: address.accountSetId,
    customerId,
    addressId: address.id,
    warehouseId: company.books.eastWarehouseId,
    handlerId: company.staff.salesperson.userId,
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
    lines: lines.map(({ product, ...line }) => ({
      productId: company.productId(product),
      unitPrice: '',
      discount: '',
      isGift: false,
      remark: '',
      barcode: '',
      ...line,
    })),
    orderId: null,
    applicationId: null,
    seenGross: '',
    replacesId: null,
    ...changes,
  }
}

/** Issues the note as the company's clerk. */
export function issue(
  company: RoadCompany,
  input: NoteInput,
  options: { key?: string; actor?: Person } = {},
): Promise<ActionResult<IssuedNote>> {
  const { actor = company.staff.clerk, key = newId(systemClock.now()) } = options
  return runCommand(company.desk, issueNote, call(actor, input, { pin: company.pin, key }))
}

/** The value of an answer that must be `done`; the whole answer is shown when it is not. */
export function valueOf<T>(result: ActionResult<T>): T {
  if (result.status === 'done') return result.value
  throw new Error(`expected done, got ${JSON.stringify(result, null, 1)}`)
}
