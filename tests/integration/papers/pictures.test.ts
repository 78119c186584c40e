import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { runCommand } from '#lib/command/run-command.ts'
import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { attachPicture } from '#lib/papers/commands/attach-picture.ts'
import { readKeptFile } from '#lib/papers/files.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { call } from '#tests/support/people.ts'
import { refusalOf, sign } from '#tests/support/road.ts'

let company: TestCompany
let note: IssuedNote

beforeAll(async () => {
  company = await testCompany()
  note = await noteAt(company, 'ISSUED')
})
afterAll(() => company.drop())

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...new Uint8Array(64)])
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...new Uint8Array(64)])
const WEBP = Buffer.concat([Buffer.from('RIFF0000WEBP'), Buffer.alloc(64)])

const attach = (bytes: Buffer, actor: Person = company.staff.clerk, wish?: object) =>
  runCommand(
    company.desk,
    attachPicture,
    call(actor, {
      of: wish ?? { accountSetId: note.accountSetId, paperId: note.paperId },
      purpose: 'SIGNED_COPY',
      picture: bytes.toString('base64'),
    }),
  )

describe('photographs of a note', () => {
  it.each([
    ['image/png', PNG],
    ['image/jpeg', JPEG],
    ['image/webp', WEBP],
  ])('keeps %s under the hash of its bytes', async (mediaType, bytes) => {
    const { hash } = valueOf(await attach(bytes))
    const file = await readKeptFile(company.db, company.staff.clerk, {
      accountSetId: note.accountSetId,
      hash,
    })
    expect(file?.mediaType).toBe(mediaType)
    expect(Buffer.from(file?.bytes ?? []).equals(bytes)).toBe(true)
    valueOf(await attach(bytes))
    expect(await company.db.paperAttachment.count({ where: { hash: Buffer.from(hash, 'hex') } })).toBe(1)
  })

  it('R101 files a customs declaration with the note, and nothing it has no name for', async () => {
    const as = (purpose: string) =>
      runCommand(
        company.desk,
        attachPicture,
        call(company.staff.clerk, {
          ...{ of: { accountSetId: note.accountSetId, paperId: note.paperId }, purpose },
          picture: PNG.toString('base64'),
        }),
      )
    valueOf(await as('CUSTOMS_DECLARATION'))
    const filed = { paperId: note.paperId, purpose: 'CUSTOMS_DECLARATION' }
    expect(await company.db.paperAttachment.count({ where: filed })).toBe(1)
    expect(await as('PASSPORT')).toMatchObject({ fields: { purpose: 'unknown' } })
  })

  it.each([
    ['an SVG with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a program', Buffer.from('MZ'.padEnd(90, 'x'))],
    ['a PDF', Buffer.from('%PDF-1.7'.padEnd(90, ' '))],
    ['a ZIP', Buffer.from('PK'.padEnd(90, 'x'))],
    ['nothing', Buffer.alloc(0)],
  ])('A31 refuses %s, whatever it calls itself', async (_name, bytes) => {
    expect(await attach(bytes)).toEqual({ status: 'invalid', fields: { picture: 'notAPicture' } })
  })

  it('A31 refuses more than 4 MB', async () => {
    const result = await attach(Buffer.concat([JPEG, Buffer.alloc(4 * 1024 * 1024)]))
    expect(result.status).toBe('invalid')
  })

  it('files a photograph by the QR code of a copy', async () => {
    const { token } = await company.db.documentCopy.findFirstOrThrow({
      where: { paperId: note.paperId, kind: 'CUSTOMER' },
    })
    company.forgetStatements()
    const filed = valueOf(
      await attach(WEBP, company.staff.clerk, { scanned: `https://desk.example.com/copy/${token}` }),
    )
    expect(company.statements.length).toBeLessThanOrEqual(attachPicture.queryBudget)
    expect(filed.number).toBe(note.number)
    const event = await company.db.paperEvent.findFirstOrThrow({
      where: { paperId: note.paperId, command: 'paper.attach' },
      orderBy: { sequence: 'desc' },
    })
    expect(event.payload).toMatchObject({ copy: 'CUSTOMER', purpose: 'SIGNED_COPY', mediaType: 'image/webp' })
  })

  it('A05 shows a picture only within scope: neither another account set nor another driver sees it', async () => {
    const { hash } = valueOf(await attach(PNG))
    const key = { accountSetId: note.accountSetId, hash }
    const { clerk, driver, keeper } = company.staff
    const outside = { ...clerk, accountSetIds: [company.books.supermarketSetId] }
    expect(await readKeptFile(company.db, outside, key)).toBeNull()
    expect(await readKeptFile(company.db, driver, key)).toBeNull()
    const west = { ...keeper, warehouseIds: [company.books.westWarehouseId] }
    expect(await readKeptFile(company.db, west, key)).toBeNull()
    expect(await readKeptFile(company.db, keeper, key)).not.toBeNull()
    expect(refusalOf(await attach(PNG, driver))).toBe('notFound')
    expect(refusalOf(await attach(PNG, outside))).toBe('notFound')
  })

  it('A05 a picture of nobody’s note is nobody’s: a bare hash finds nothing', async () => {
    const hash = Buffer.alloc(32, 7)
    const { accountSetId } = note
    const row = {
      accountSetId,
      hash,
      mediaType: 'image/png',
      bytes: PNG,
      createdById: company.staff.clerk.userId,
    }
    await company.db.attachment.create({ data: row })
    const key = { accountSetId, hash: hash.toString('hex') }
    expect(await readKeptFile(company.db, company.staff.manager, key)).toBeNull()
  })

  it('shows the stroke of a signature to who sees the note', async () => {
    const signed = await noteAt(company, 'PREPARED')
    const stroke = { kind: 'path', path: 'M1 2 L3 4', width: 30, height: 10 }
    valueOf(await sign(company, signed, company.staff.keeper, { more: { stroke } }))
    const row = await company.db.signature.findFirstOrThrow({
      where: { paperId: signed.paperId, slot: 'KEEPER' },
    })
    const hash = Buffer.from(row.strokeHash ?? []).toString('hex')
    const file = await readKeptFile(company.db, company.staff.manager, {
      accountSetId: signed.accountSetId,
      hash,
    })
    expect(JSON.parse(Buffer.from(file?.bytes ?? []).toString())).toEqual({
      path: 'M1 2 L3 4',
      width: 30,
      height: 10,
    })
  })
})
