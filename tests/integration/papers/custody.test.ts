import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { runCommand } from '#lib/command/run-command.ts'
import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { acceptCopiesCommand } from '#lib/papers/commands/accept-copies.ts'
import { declineCopiesCommand } from '#lib/papers/commands/decline-copies.ts'
import { offerCopiesCommand } from '#lib/papers/commands/offer-copies.ts'
import { takeBackCopiesCommand } from '#lib/papers/commands/take-back-copies.ts'
import { COPY_KINDS, type CopyKind, type CopyPlace } from '#lib/papers/copy-kinds.ts'
import { offerCopies } from '#lib/papers/custody.ts'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { call } from '#tests/support/people.ts'

let company: TestCompany
let note: IssuedNote

beforeAll(async () => {
  company = await testCompany()
})
afterAll(() => company.drop())
beforeEach(async () => {
  company.desk.faults.splice(0)
  note = valueOf(
    await issue(company, await noteFor(company, 'K102', [{ product: 'YS003', quantity: '1瓶' }])),
  )
})

const keys = (kinds: readonly CopyKind[]) =>
  kinds.map((kind) => ({ accountSetId: note.accountSetId, paperId: note.paperId, kind }))

const offer = (actor: Person, kinds: readonly CopyKind[], toPlace: CopyPlace, to: Person | null) =>
  runCommand(
    company.desk,
    offerCopiesCommand,
    call(actor, { copies: keys(kinds), toPlace, toId: to?.userId ?? null, remark: '' }),
  )

const accept = (actor: Person, kinds: readonly CopyKind[]) =>
  runCommand(company.desk, acceptCopiesCommand, call(actor, { of: { copies: keys(kinds) }, remark: '' }))

const copyOf = (kind: CopyKind) =>
  company.db.documentCopy.findFirstOrThrow({ where: { paperId: note.paperId, kind } })

const refusalOf = (result: { status: string; refusal?: { code: string } }) =>
  result.refusal?.code ?? result.status

describe('custody of the copies', () => {
  it('B2 moves custody only when the receiver accepts, and keeps the whole way', async () => {
    const { clerk, driver } = company.staff
    valueOf(await offer(clerk, ['DRIVER'], 'DRIVER', driver))
    expect(await copyOf('DRIVER')).toMatchObject({
      place: 'DESK',
      keeperId: clerk.userId,
      offeredToId: driver.userId,
    })
    valueOf(await accept(driver, ['DRIVER']))
    expect(await copyOf('DRIVER')).toMatchObject({
      place: 'DRIVER',
      keeperId: driver.userId,
      offeredPlace: null,
      offeredAt: null,
      eventCount: 3,
    })
    const way = await company.db.custodyEvent.findMany({
      where: { paperId: note.paperId, copyKind: 'DRIVER' },
      orderBy: { sequence: 'asc' },
    })
    expect(way.map((event) => [event.act, event.fromId, event.toId])).toEqual([
      ['CREATED', null, clerk.userId],
      ['OFFERED', clerk.userId, driver.userId],
      ['ACCEPTED', clerk.userId, driver.userId],
    ])
  })

  it('B1 each of the four copies has exactly one keeper at every moment', async () => {
    const { clerk, driver } = company.staff
    valueOf(await offer(clerk, ['DRIVER', 'CUSTOMER'], 'DRIVER', driver))
    for (const step of [() => accept(driver, ['DRIVER']), () => accept(driver, ['CUSTOMER'])]) {
      valueOf(await step())
      const copies = await company.db.documentCopy.findMany({ where: { paperId: note.paperId } })
      expect(copies.map((copy) => copy.kind).toSorted()).toEqual([...COPY_KINDS].toSorted())
      expect(copies.every((copy) => copy.keeperId !== null)).toBe(true)
    }
  })

  it('B2 is accepted by scanning the copy: the address in its QR code or the bare token', async () => {
    const { clerk, driver } = company.staff
    valueOf(await offer(clerk, ['DRIVER', 'CUSTOMER'], 'DRIVER', driver))
    for (const [kind, prefix] of [
      ['DRIVER', 'https://desk.example.com/copy/'],
      ['CUSTOMER', ''],
    ] as const) {
      const { token } = await copyOf(kind)
      const scan = call(driver, { of: { scanned: `${prefix}${token}` }, remark: '' })
      expect(valueOf(await runCommand(company.desk, acceptCopiesCommand, scan)).copies).toEqual([
        { number: note.number, kind, place: 'DRIVER' },
      ])
    }
    const event = await company.db.custodyEvent.findFirstOrThrow({
      where: { paperId: note.paperId, copyKind: 'DRIVER', act: 'ACCEPTED' },
    })
    expect(event.method).toBe('SCAN')
  })

  it('B2 the one QR code of plies struck together takes what of the note is offered to the scanner', async () => {
    const { clerk, driver, otherClerk } = company.staff
    valueOf(await offer(clerk, ['DRIVER', 'CUSTOMER'], 'DRIVER', driver))
    const scanned = `https://desk.example.com/notes/${note.accountSetId}/${note.paperId}`
    const scan = (actor: Person) => call(actor, { of: { scanned }, remark: '' })
    expect(refusalOf(await runCommand(company.desk, acceptCopiesCommand, scan(otherClerk)))).toBe('notFound')
    const taken = valueOf(await runCommand(company.desk, acceptCopiesCommand, scan(driver)))
    expect(taken.copies.map((copy) => copy.kind)).toEqual(['CUSTOMER', 'DRIVER'])
    const nothing = await runCommand(
      company.desk,
      acceptCopiesCommand,
      call(driver, { of: { scanned: '6901234567892' }, remark: '' }),
    )
    expect(nothing.status).toBe('invalid')
  })

  it('B2 refuses whoever the copy was not offered to, and a copy offered to nobody', async () => {
    const { clerk, otherClerk, driver, keeper } = company.staff
    valueOf(await offer(clerk, ['DRIVER'], 'DRIVER', driver))
    expect(refusalOf(await accept(otherClerk, ['DRIVER']))).toBe('copies.offeredToAnother')
    expect(refusalOf(await accept(keeper, ['CUSTOMER']))).toBe('copies.notOffered')
    expect(refusalOf(await accept(clerk, ['CUSTOMER']))).toBe('copies.alreadyYours')
    expect(refusalOf(await offer(otherClerk, ['CUSTOMER'], 'DRIVER', driver))).toBe('copies.notYours')
    expect(refusalOf(await offer(clerk, ['DRIVER'], 'DRIVER', driver))).toBe('copies.alreadyOffered')
  })

  it('R11 the stub goes to neither driver nor customer, and PostgreSQL refuses it too', async () => {
    const { clerk, driver } = company.staff
    expect(refusalOf(await offer(clerk, ['STUB', 'DRIVER'], 'DRIVER', driver))).toBe('copies.stubStaysHome')
    expect((await copyOf('DRIVER')).offeredAt).toBeNull()
    const forced = company.db.documentCopy.updateMany({
      where: { paperId: note.paperId, kind: 'STUB' },
      data: { place: 'DRIVER', keeperId: driver.userId },
    })
    await expect(forced).rejects.toThrow(/r11_stub_stays_home/)
  })

  it('R65 any accountant takes what was offered to accounting, and nobody else', async () => {
    const { clerk, accountant, otherClerk } = company.staff
    valueOf(await offer(clerk, ['ACCOUNTING'], 'ACCOUNTING', null))
    expect(refusalOf(await accept(otherClerk, ['ACCOUNTING']))).toBe('copies.offeredToAnother')
    valueOf(await accept(accountant, ['ACCOUNTING']))
    expect(await copyOf('ACCOUNTING')).toMatchObject({ place: 'ACCOUNTING', keeperId: accountant.userId })
  })

  it('R11 the vault itself offers no stub to a driver: fewer copies move than were asked', async () => {
    const { clerk, driver } = company.staff
    const offers = (['STUB', 'CUSTOMER'] as const).map((kind) => {
      return { kind, toPlace: 'DRIVER', toId: driver.userId } as const
    })
    const step = { actorId: clerk.userId, now: company.desk.clock.now(), method: 'PRESS' } as const
    expect(await company.db.$transaction((tx) => offerCopies(tx, note, offers, step))).toBe(1)
    expect((await copyOf('STUB')).offeredPlace).toBeNull()
  })

  it('R46 sends the customer copy to accounting through its own gate only', async () => {
    const { clerk, accountant } = company.staff
    expect(refusalOf(await offer(clerk, ['CUSTOMER'], 'ACCOUNTING', accountant))).toBe(
      'copies.handToAccounting',
    )
  })

  it('R3 sends the set of a note at the desk whole to the keeper, not copy by copy', async () => {
    const { clerk, keeper } = company.staff
    expect(refusalOf(await offer(clerk, ['STUB'], 'WAREHOUSE', keeper))).toBe('copies.handTheSet')
  })

  it.each([
    ['a driver at the accounting place', 'ACCOUNTING', 'driver'],
    ['a clerk at the driver’s place', 'DRIVER', 'otherClerk'],
    ['nobody at the desk', 'DESK', null],
    ['somebody at the customer', 'CUSTOMER', 'driver'],
  ] as const)('refuses to hand over to %s', async (_name, place, who) => {
    const { clerk } = company.staff
    const result = await offer(clerk, ['ACCOUNTING'], place, who && company.staff[who])
    expect(refusalOf(result)).toMatch(/^copies\.(receiver|noReceiver)/)
  })

  it('lets the receiver decline with a reason and the giver take the offer back', async () => {
    const { clerk, driver } = company.staff
    const wish = { of: { copies: keys(['DRIVER']) }, remark: '' }
    valueOf(await offer(clerk, ['DRIVER'], 'DRIVER', driver))
    const bare = await runCommand(company.desk, declineCopiesCommand, call(driver, wish))
    expect(bare).toEqual({ status: 'invalid', fields: { remark: 'empty' } })
    const declined = { ...wish, remark: '联次破损' }
    valueOf(await runCommand(company.desk, declineCopiesCommand, call(driver, declined)))
    expect(await copyOf('DRIVER')).toMatchObject({ place: 'DESK', offeredAt: null })
    valueOf(await offer(clerk, ['DRIVER'], 'DRIVER', driver))
    expect(refusalOf(await runCommand(company.desk, takeBackCopiesCommand, call(driver, wish)))).toBe(
      'copies.notYours',
    )
    valueOf(await runCommand(company.desk, takeBackCopiesCommand, call(clerk, wish)))
    expect(refusalOf(await accept(driver, ['DRIVER']))).toBe('copies.notOffered')
  })
})

describe('what guards the copies', () => {
  it('A05 answers the same for a copy of another account set and for one that does not exist', async () => {
    const outsider: Person = { ...company.staff.driver, accountSetIds: [] }
    valueOf(await offer(company.staff.clerk, ['DRIVER'], 'DRIVER', outsider))
    expect(refusalOf(await accept(outsider, ['DRIVER']))).toBe('notFound')
    const copies = [{ ...keys(['DRIVER'])[0], paperId: crypto.randomUUID() }]
    const unknown = { of: { copies }, remark: '' }
    const result = await runCommand(company.desk, acceptCopiesCommand, call(company.staff.driver, unknown))
    expect(refusalOf(result)).toBe('notFound')
  })

  it('moves a copy once when two accept at the same moment', async () => {
    const { clerk, accountant } = company.staff
    valueOf(await offer(clerk, ['ACCOUNTING'], 'ACCOUNTING', null))
    const both = await Promise.all([accept(accountant, ['ACCOUNTING']), accept(accountant, ['ACCOUNTING'])])
    expect(both.map((result) => result.status).toSorted()).toEqual(['done', 'refused'])
    expect((await copyOf('ACCOUNTING')).eventCount).toBe(3)
  })

  it('A25 lets the application neither delete a copy nor rewrite its way', async () => {
    await expect(
      company.db.$executeRaw`DELETE FROM document_copy WHERE paper_id = ${note.paperId}::uuid`,
    ).rejects.toThrow(/permission denied/)
    await expect(
      company.db.$executeRaw`UPDATE custody_event SET act = 'LOST' WHERE paper_id = ${note.paperId}::uuid`,
    ).rejects.toThrow(/permission denied/)
  })

  it('keeps to its statements whatever the number of copies', async () => {
    company.forgetStatements()
    valueOf(
      await offer(company.staff.clerk, ['DRIVER', 'CUSTOMER', 'ACCOUNTING'], 'DRIVER', company.staff.driver),
    )
    expect(company.statements.length).toBeLessThanOrEqual(offerCopiesCommand.queryBudget)
    company.forgetStatements()
    valueOf(await accept(company.staff.driver, ['DRIVER', 'CUSTOMER', 'ACCOUNTING']))
    expect(company.statements.length).toBeLessThanOrEqual(acceptCopiesCommand.queryBudget)
    expect(company.desk.faults).toEqual([])
  })
})
