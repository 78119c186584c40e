import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { openTransfer } from '#lib/domain/transfers/commands/open.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { acceptCopiesCommand } from '#lib/papers/commands/accept-copies.ts'
import { offerCopiesCommand } from '#lib/papers/commands/offer-copies.ts'
import type { CopyKind, CopyPlace } from '#lib/papers/copy-kinds.ts'
import { readGoodsPage } from '#lib/papers/goods/detail-queries.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { createPerson, TEST_PIN } from '#tests/support/people.ts'
import { keyOf, type NoteRef, refusalOf, run } from '#tests/support/road.ts'

let company: TestCompany
let transfer: NoteRef

beforeAll(async () => {
  company = await testCompany()
  const { books, staff } = company
  const input = {
    ...{ accountSetId: books.mainSetId, warehouseId: books.eastWarehouseId },
    ...{ toWarehouseId: books.westWarehouseId, reason: '补货', handlerId: staff.driver.userId },
    lines: [{ productId: company.productId('LZ001'), quantity: '2箱' }],
  }
  transfer = valueOf(await run(company, openTransfer, staff.clerk, input, { pin: TEST_PIN }))
})
afterAll(() => company.drop())

async function pageOf(person: Person) {
  const view = await readGoodsPage(company.db, person, keyOf(transfer), ['TRANSFER'], {
    now: systemClock.now(),
  })
  if (!view) throw new Error('the transfer is within scope')
  return view.page
}

const named = (kinds: readonly CopyKind[]) => kinds.map((kind) => ({ ...keyOf(transfer), kind }))

function offer(from: Person, kinds: readonly CopyKind[], toPlace: CopyPlace, to: Person) {
  const input = { copies: named(kinds), toPlace, toId: to.userId, remark: '' }
  return run(company, offerCopiesCommand, from, input)
}

function accept(person: Person, kinds: readonly CopyKind[]) {
  return run(company, acceptCopiesCommand, person, { of: { copies: named(kinds) }, remark: '' })
}

describe('the copies of a goods paper', () => {
  it('B2 go from the preparer to whoever accepts them, and the page says who can do what', async () => {
    const { clerk, driver, manager } = company.staff
    company.forgetStatements()
    const before = await pageOf(clerk)
    expect(company.statements.length).toBeLessThanOrEqual(3)
    expect(before.copyMay).toEqual({
      acceptKinds: [],
      takeBackKinds: [],
      offerKinds: ['STUB', 'DRIVER', 'ACCOUNTING'],
    })
    expect(before.receivers.map(({ id }) => id)).toContain(driver.userId)
    valueOf(await offer(clerk, ['DRIVER'], 'DRIVER', driver))
    expect((await pageOf(clerk)).copyMay.takeBackKinds).toEqual(['DRIVER'])
    expect((await pageOf(driver)).copyMay.acceptKinds).toEqual(['DRIVER'])
    expect((await pageOf(manager)).copyMay).toEqual({ acceptKinds: [], takeBackKinds: [], offerKinds: [] })
    valueOf(await accept(driver, ['DRIVER']))
    const after = await pageOf(driver)
    expect(after.copyMay.offerKinds).toEqual(['DRIVER'])
    expect(after.copies.find(({ kind }) => kind === 'DRIVER')).toMatchObject({
      place: 'DRIVER',
      keeperName: driver.displayName,
    })
    expect(after.events.map(({ command }) => command)).toEqual([
      'transfer.open',
      'copies.offer',
      'copies.accept',
    ])
  })

  it('R9 of a transfer go to a keeper of either store, and to no other keeper', async () => {
    const { accounting, west, nowhere } = await keepers()
    const { clerk } = company.staff
    expect((await pageOf(clerk)).receivers.map(({ id }) => id)).toContain(west.userId)
    expect((await pageOf(clerk)).receivers.map(({ id }) => id)).not.toContain(nowhere.userId)
    expect(refusalOf(await offer(clerk, accounting, 'WAREHOUSE', nowhere))).toBe('copies.receiverNotThere')
    valueOf(await offer(clerk, accounting, 'WAREHOUSE', west))
    valueOf(await accept(west, accounting))
  })
})

/** A keeper of the receiving store alone, and one of no store. */
async function keepers() {
  const { books, db } = company
  const keeper = async (warehouseIds: string[]) => {
    const hired = await createPerson(db, {
      roles: ['KEEPER'],
      accountSetIds: [books.mainSetId],
      warehouseIds,
    })
    return hired.person
  }
  const accounting: CopyKind[] = ['ACCOUNTING']
  return { accounting, west: await keeper([books.westWarehouseId]), nowhere: await keeper([]) }
}
