import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { signNote } from '#lib/domain/delivery-notes/commands/sign.ts'
import { codesHash } from '#lib/papers/codes-hash.ts'
import { verifySignature } from '#lib/papers/signing.ts'
import type { SignatureSlot, SignedStatement } from '#lib/papers/signature-hash.ts'
import { openDatabase } from '#lib/db/client.ts'
import { createPerson, TEST_PIN } from '#tests/support/people.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { type NoteRef, prepared, refusalOf, sign } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(() => company.drop())
beforeEach(() => company.desk.faults.splice(0))

async function signatureOf(paper: NoteRef, slot: SignatureSlot) {
  const where = {
    accountSetId_paperId_slot: { accountSetId: paper.accountSetId, paperId: paper.paperId, slot },
  }
  const row = await company.db.signature.findUniqueOrThrow({ where })
  const statement: SignedStatement = {
    accountSetId: row.accountSetId,
    paperId: row.paperId,
    slot,
    signerId: row.signerId,
    signerName: row.signerName,
    contentHash: Buffer.from(row.contentHash).toString('hex'),
    codesHash: row.codesHash && Buffer.from(row.codesHash).toString('hex'),
    method: row.method,
    signedAt: row.signedAt.toISOString(),
    strokeHash: row.strokeHash && Buffer.from(row.strokeHash).toString('hex'),
  }
  return { statement, hash: Buffer.from(row.hash).toString('hex') }
}

async function hashesOf(paper: NoteRef) {
  const row = await company.db.paper.findFirstOrThrow({ where: { id: paper.paperId } })
  return {
    contentHash: Buffer.from(row.contentHash).toString('hex'),
    codesHash: row.codesHash && Buffer.from(row.codesHash).toString('hex'),
  }
}

describe('signing a note', () => {
  it('R8 each signs the slot that is theirs, and the keeper fixes the codes', async () => {
    const { keeper, salesperson, salesManager } = company.staff
    const note = await noteAt(company, 'PREPARED')
    expect(refusalOf(await sign(company, note, salesperson))).toBe('signing.keeperFirst')
    company.forgetStatements()
    expect(valueOf(await sign(company, note, keeper)).slot).toBe('KEEPER')
    expect(company.statements.length).toBeLessThanOrEqual(signNote.queryBudget)
    expect(valueOf(await sign(company, note, salesperson)).slot).toBe('HANDLER')
    expect(valueOf(await sign(company, note, salesManager)).slot).toBe('SUPERVISOR')
    const current = await hashesOf(note)
    expect(current.codesHash).toBe(codesHash([]).toString('hex'))
    for (const slot of ['PREPARER', 'KEEPER', 'HANDLER', 'SUPERVISOR'] as const)
      expect(verifySignature(await signatureOf(note, slot), current)).toBe('WHOLE')
    expect(company.desk.faults).toEqual([])
  })

  it.each([
    ['an administrator', 'administrator', 'permission.missing'],
    ['a clerk who is not the handler', 'otherClerk', 'signing.noSlot'],
    ['another keeper', 'otherKeeper', 'signing.noSlot'],
    ['the preparer, who signed at issue', 'clerk', 'signing.noSlot'],
    ['a driver', 'driver', 'permission.missing'],
  ] as const)('R9 A21 refuses %s', async (_name, who, code) => {
    const note = await noteAt(company, 'PREPARED')
    expect(refusalOf(await sign(company, note, company.staff[who]))).toBe(code)
    expect(await company.db.signature.count({ where: { paperId: note.paperId } })).toBe(1)
  })

  it.each(['signerId', 'signer', 'userId', 'slot', 'signerName', 'displayName', 'onBehalfOf'])(
    'A21 no input can name a signer: %s is refused',
    async (field) => {
      const note = await noteAt(company, 'PREPARED')
      const forged = { more: { [field]: company.staff.keeper.userId } }
      const result = await sign(company, note, company.staff.salesperson, forged)
      expect(result.status).toBe('invalid')
      expect(await company.db.signature.count({ where: { paperId: note.paperId } })).toBe(1)
    },
  )

  it('A21 needs the signer’s own fresh proof: another’s PIN on the same session is refused', async () => {
    const note = await noteAt(company, 'PREPARED')
    const { keeper } = company.staff
    const { person: colleague } = await createPerson(company.db, {
      roles: ['KEEPER'],
      accountSetIds: keeper.accountSetIds,
      warehouseIds: keeper.warehouseIds,
      pin: '915264',
    })
    expect(refusalOf(await sign(company, note, keeper, { pin: '915264' }))).toBe('signing.wrongPin')
    expect(refusalOf(await sign(company, note, colleague, { pin: '915264' }))).toBe('signing.noSlot')
    valueOf(await sign(company, note, keeper, { pin: TEST_PIN }))
  })

  it('R8 refuses a slot that is taken and leaves the first signature as it is', async () => {
    const note = await noteAt(company, 'PREPARED')
    valueOf(await sign(company, note, company.staff.keeper))
    const before = await signatureOf(note, 'KEEPER')
    expect(refusalOf(await sign(company, note, company.staff.keeper))).toBe('signing.slotTaken')
    expect(await signatureOf(note, 'KEEPER')).toEqual(before)
  })

  it('R9 two presses at the same moment leave one signature', async () => {
    const note = await noteAt(company, 'PREPARED')
    const both = await Promise.all([1, 2].map(() => sign(company, note, company.staff.keeper)))
    expect(both.map(refusalOf).toSorted()).toEqual(['done', 'signing.slotTaken'])
  })

  it('R9 refuses one person in two slots unless the account set allows it', async () => {
    const { keeper, clerk } = company.staff
    const both: Person = { ...keeper, roles: ['KEEPER', 'SALES_MANAGER'] }
    const note = await noteAt(company, 'PREPARED')
    valueOf(await sign(company, note, both))
    expect(refusalOf(await sign(company, note, both))).toBe('signing.oneSlotPerPerson')
    const relaxed = { where: { id: company.books.mainSetId }, data: { requiresDistinctSigners: false } }
    await company.db.accountSet.update(relaxed)
    expect(valueOf(await sign(company, note, both)).slot).toBe('SUPERVISOR')
    const own = await noteAt(company, 'PREPARED', { changes: { handlerId: clerk.userId } })
    valueOf(await sign(company, own, keeper))
    expect(valueOf(await sign(company, own, clerk)).slot).toBe('HANDLER')
    await company.db.accountSet.update({ ...relaxed, data: { requiresDistinctSigners: true } })
  })

  it('R8 is signed only while the goods stand ready', async () => {
    const note = await noteAt(company, 'PICKING')
    expect(refusalOf(await sign(company, note, company.staff.keeper))).toBe('signing.notNow')
  })

  it('R7 the keeper cannot sign while codes are due', async () => {
    const note = await noteAt(company, 'PICKING', { lines: [{ product: 'SF004', quantity: '2箱' }] })
    await prepared(company, note)
    expect(refusalOf(await sign(company, note, company.staff.keeper))).toBe('signing.codesMissing')
  })

  it('A22 a signature moved to another note or slot no longer agrees', async () => {
    const one = await noteAt(company, 'PREPARED')
    const other = await noteAt(company, 'PREPARED')
    valueOf(await sign(company, one, company.staff.keeper))
    valueOf(await sign(company, other, company.staff.keeper))
    const { statement, hash } = await signatureOf(one, 'KEEPER')
    const current = await hashesOf(other)
    expect(verifySignature({ statement: { ...statement, paperId: other.paperId }, hash }, current)).toBe(
      'ALTERED',
    )
    expect(verifySignature({ statement: { ...statement, slot: 'HANDLER' }, hash }, current)).toBe('ALTERED')
    expect(verifySignature({ statement, hash }, current)).toBe('OTHER_CONTENT')
  })

  it('A23 codes added or changed after the keeper signed are found', async () => {
    const note = await noteAt(company, 'PREPARED')
    valueOf(await sign(company, note, company.staff.keeper))
    const signature = await signatureOf(note, 'KEEPER')
    const current = await hashesOf(note)
    const added = codesHash([{ lineNo: 1, kind: 'CASE', code: 'X-1' }]).toString('hex')
    expect(verifySignature(signature, { ...current, codesHash: added })).toBe('OTHER_CODES')
  })

  it('A23 PostgreSQL refuses to change what was signed, even for the owner', async () => {
    const note = await noteAt(company, 'PREPARED')
    const owner = openDatabase(company.database.ownerUrl, { connections: 1 })
    const { paperId } = note
    await expect(
      owner.$executeRaw`UPDATE delivery_note SET gross_fen = gross_fen - 100 WHERE paper_id = ${paperId}::uuid`,
    ).rejects.toThrow(/frozen columns/)
    await expect(
      owner.$executeRaw`UPDATE delivery_note_line SET qty_e3 = 1 WHERE paper_id = ${paperId}::uuid`,
    ).rejects.toThrow(/only added to/)
    await expect(
      owner.$executeRaw`UPDATE signature SET signer_id = ${company.staff.clerk.userId}::uuid WHERE paper_id = ${paperId}::uuid`,
    ).rejects.toThrow(/only added to/)
    await owner.$disconnect()
  })

  it('keeps a handwritten stroke by its hash, and refuses what is none', async () => {
    const note = await noteAt(company, 'PREPARED')
    const { keeper } = company.staff
    for (const path of ['M0 0 <script>', 'url(#x)', '']) {
      const stroke = { kind: 'path', path, width: 300, height: 100 }
      expect((await sign(company, note, keeper, { more: { stroke } })).status).toBe('invalid')
    }
    const forged = { kind: 'png', base64: Buffer.from('<svg onload=alert(1)>').toString('base64') }
    expect((await sign(company, note, keeper, { more: { stroke: forged } })).status).toBe('invalid')
    const stroke = { kind: 'path', path: 'M10 10 L 20.5,-3 C1 2 3 4 5 6', width: 300, height: 100 }
    valueOf(await sign(company, note, keeper, { more: { stroke } }))
    const { statement } = await signatureOf(note, 'KEEPER')
    const kept = await company.db.attachment.findFirstOrThrow({ where: { accountSetId: note.accountSetId } })
    expect(Buffer.from(kept.hash).toString('hex')).toBe(statement.strokeHash)
  })

  it('A05 answers notFound for a note of another account set', async () => {
    const note = await noteAt(company, 'PREPARED')
    const outside = { ...company.staff.keeper, accountSetIds: [company.books.supermarketSetId] }
    expect(refusalOf(await sign(company, note, outside))).toBe('notFound')
  })
})
