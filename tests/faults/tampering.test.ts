import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { headStands, sealHead } from '#lib/domain/audit-trail/chain-checks.ts'
import type { Disagreement } from '#lib/domain/audit-trail/finding.ts'
import { sealEvents } from '#lib/domain/audit-trail/seal-events.ts'
import { verifyDesk } from '#lib/domain/audit-trail/verify-desk.ts'
import { databaseComplaint } from '#lib/db/constraint-errors.ts'
import { type Database, openDatabase, type Tx } from '#lib/db/client.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { testCompany, type TestCompany } from '#tests/support/company.ts'
import { leaveADay } from '#tests/support/left-day.ts'
import { expectWhole } from '#tests/support/invariants.ts'

let company: TestCompany
/** Who may do anything: the database's own superuser, triggers and keys switched off. */
let administrator: Database

beforeAll(async () => {
  company = await testCompany()
  administrator = openDatabase(company.database.superuserUrl, { connections: 1 })
  await leaveADay(company)
  await expectWhole(company.db)
}, 120_000)
afterAll(async () => {
  await administrator.$disconnect()
  await company.drop()
})

class Undone extends Error {}

/** A CHECK stands even against the administrator. */
const REFUSED_BY_DATABASE: Disagreement = { check: 'CHECK', subject: '', sequence: null, detail: 'refused' }

/** Does the deed as the administrator with every guard off, verifies, and undoes it. */
async function afterDeed(
  deed: (tx: Tx) => Promise<number>,
): Promise<{ changed: number; found: Disagreement[] }> {
  let answer: { changed: number; found: Disagreement[] } = { changed: 0, found: [] }
  await administrator
    .$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`
      const changed = await deed(tx)
      answer = { changed, found: (await verifyDesk(tx)).disagreements }
      throw new Undone()
    })
    .catch((error: unknown) => {
      if (databaseComplaint(error)?.sqlState === '23514')
        answer = { changed: 1, found: [REFUSED_BY_DATABASE] }
      else if (!(error instanceof Undone)) throw error
    })
  return answer
}

type Column = { table: string; column: string; type: string }

/** One column of every kind of row that is evidence and has rows here. */
async function columnsToTouch(): Promise<Column[]> {
  return company.db.$queryRaw<Column[]>`
    SELECT DISTINCT ON (c.table_name) c.table_name AS table, c.column_name AS column, c.data_type AS type
    FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.data_type IN ('text', 'bigint', 'integer', 'jsonb', 'bytea', 'timestamp with time zone')
      AND c.table_name IN (SELECT table_name FROM information_schema.columns WHERE column_name = 'row_hash'
        UNION SELECT unnest(ARRAY['paper_event', 'seal', 'attachment', 'stock_balance', 'customer_balance', 'receivable_item', 'receipt_money', 'paper_counter', 'code_holding',
          'supplier_balance', 'payable_item', 'goods_progress', 'batch']))
      AND c.column_name IN ('statement', 'remark', 'reason', 'signer_name', 'qty_e3', 'amount_fen', 'token', 'bytes', 'payload', 'code', 'cause',
        'number', 'customer_name', 'special_instructions', 'on_hand_e3', 'prepaid_fen', 'open_fen', 'last', 'merkle_root', 'kind', 'form', 'act',
        'purpose', 'payable_fen', 'received_e3', 'batch_no', 'accepted_e3', 'picked_e3', 'command', 'product_name', 'status')
    ORDER BY c.table_name, c.column_name DESC`
}

function touched({ type }: Column, column: Prisma.Sql): Prisma.Sql {
  if (type === 'bigint' || type === 'integer') return Prisma.sql`${column} + 1`
  if (type === 'jsonb') return Prisma.sql`${column} || '{"touched": 1}'::jsonb`
  if (type === 'bytea') return Prisma.sql`set_byte(${column}, 0, get_byte(${column}, 0) # 1)`
  return Prisma.sql`overlay(coalesce(${column}, '') || ' ' placing '~' from 1 for 1)`
}

describe('F20 one byte changed as the database’s owner', () => {
  it('is found in every kind of row that the day has left', async () => {
    const columns = await columnsToTouch()
    const silent: string[] = []
    const untouched: string[] = []
    for (const each of columns) {
      const table = Prisma.raw(`"${each.table}"`)
      const column = Prisma.raw(`"${each.column}"`)
      const { changed, found } = await afterDeed(
        (tx) =>
          tx.$executeRaw`UPDATE ${table} SET ${column} = ${touched(each, column)} WHERE ctid = (SELECT min(ctid) FROM ${table})`,
      )
      if (changed === 0) untouched.push(each.table)
      else if (found.length === 0) silent.push(`${each.table}.${each.column}`)
    }
    expect(silent).toEqual([])
    expect(columns.length).toBeGreaterThan(25)
    expect(untouched).toEqual([])
  }, 120_000)

  it('names the event when an event is deleted, swapped or forged', async () => {
    const deleted = await afterDeed((tx) => tx.$executeRaw`DELETE FROM paper_event WHERE sequence = 2`)
    expect(deleted.found.find((each) => each.check.startsWith('I5 chains'))?.sequence).toBe(2)
    const swapped = await afterDeed(
      (tx) => tx.$executeRaw`
      UPDATE paper_event e SET payload = o.payload FROM paper_event o WHERE o.paper_id = e.paper_id AND o.sequence = 5 - e.sequence AND e.sequence IN (2, 3)`,
    )
    expect(swapped.found.find((each) => each.check.startsWith('I5 chains'))?.sequence).toBe(2)
    const forged = await afterDeed(
      (tx) => tx.$executeRaw`
      INSERT INTO paper_event (account_set_id, paper_id, sequence, command, actor, payload, at, request_id, previous_hash, hash)
      SELECT account_set_id, id, event_count + 1, 'note.deliver', '{}', '{}', now(), 'x', chain_hash, sha256('x') FROM paper LIMIT 1`,
    )
    expect(forged.found.some((each) => each.check.startsWith('I5 chains'))).toBe(true)
  })

  it.each([
    [
      'a stock entry deleted',
      Prisma.sql`DELETE FROM stock_entry WHERE id = (SELECT max(id) FROM stock_entry)`,
      'I2',
    ],
    [
      'a receivable entry deleted',
      Prisma.sql`DELETE FROM receivable_entry WHERE id = (SELECT max(id) FROM receivable_entry)`,
      'I3',
    ],
    [
      'a copy deleted',
      Prisma.sql`DELETE FROM document_copy WHERE ctid = (SELECT min(ctid) FROM document_copy)`,
      'I4',
    ],
    ['a signature deleted', Prisma.sql`DELETE FROM signature WHERE slot = 'KEEPER'`, 'I4'],
    [
      'a note taken away',
      Prisma.sql`DELETE FROM paper WHERE id = (SELECT max(id::text)::uuid FROM paper WHERE kind = 'DELIVERY_NOTE')`,
      'I1',
    ],
  ])('%s is found', async (_name, statement, invariant) => {
    const { found } = await afterDeed((tx) => tx.$executeRaw(statement))
    expect(found.map((each) => each.check.slice(0, 2))).toContain(invariant)
  })

  it('A22 a signature copied onto another note does not agree', async () => {
    const { found } = await afterDeed(
      (tx) => tx.$executeRaw`
      INSERT INTO signature SELECT s.account_set_id, o.id, s.slot, s.signer_id, s.signer_name, s.content_hash, s.codes_hash, s.method, s.signed_at,
        s.address, s.user_agent, s.stroke_hash, s.hash, s.row_hash
      FROM signature s, (SELECT id FROM paper WHERE voided_at IS NOT NULL) o WHERE s.slot = 'KEEPER' ORDER BY s.paper_id LIMIT 1`,
    )
    expect(found.map((each) => each.check)).toContain('signatures agree with what was signed')
  })
})

it('F21 a chain of seals cut at its end does not hold the head that was printed', async () => {
  const { mainSetId } = company.books
  await sealEvents(company.db, systemClock)
  const printed = await sealHead(company.db, mainSetId)
  if (!printed) throw new Error('nothing was sealed')
  expect(await headStands(company.db, mainSetId, printed)).toBe(true)
  await administrator
    .$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`
      await tx.$executeRaw`DELETE FROM seal WHERE account_set_id = ${mainSetId} AND sequence = ${printed.sequence}`
      expect(await headStands(tx, mainSetId, printed)).toBe(false)
      throw new Undone()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error
    })
})

describe('F22, A25 the application itself', () => {
  const tables = [
    'paper',
    'document_copy',
    'stock_entry',
    'receivable_entry',
    'payable_entry',
    'journal_entry',
    'signature',
    'custody_event',
    'paper_event',
    'seal',
    'goods_paper',
    'goods_paper_line',
    'goods_count',
    'goods_progress',
    'payment',
    'diversion_case',
    'delivery_note',
    'delivery_note_line',
    'code_capture',
    'receipt',
    'delivery_tender',
  ]
  it.each(tables)('may not delete from %s', async (table) => {
    await expect(company.db.$executeRaw`DELETE FROM ${Prisma.raw(table)}`).rejects.toThrow(
      /permission denied/,
    )
  })

  it.each([
    'stock_entry',
    'receivable_entry',
    'payable_entry',
    'journal_entry',
    'signature',
    'custody_event',
    'paper_event',
    'seal',
    'goods_paper_line',
    'goods_count',
    'payment',
    'delivery_note_line',
    'code_capture',
    'receipt_reversal',
    'reconciliation_count',
    'reconciliation_agreement',
    'driver_difference',
    'driver_repayment',
  ])('may not change %s, and neither may the owner while the triggers stand', async (table) => {
    const statement = Prisma.sql`UPDATE ${Prisma.raw(table)} SET account_set_id = account_set_id`
    await expect(company.db.$executeRaw(statement)).rejects.toThrow(/permission denied/)
    const owner = openDatabase(company.database.ownerUrl, { connections: 1 })
    await expect(owner.$executeRaw(statement)).rejects.toThrow(/only added to/)
    await owner.$disconnect()
  })

  it('R66, R89 may not change what an issued note says, nor skip a step (A47)', async () => {
    await expect(
      company.db.$executeRaw`UPDATE delivery_note SET gross_fen = gross_fen + 1, net_fen = net_fen + 1`,
    ).rejects.toThrow(/frozen/)
    await expect(company.db.$executeRaw`UPDATE paper SET number = number || 'x'`).rejects.toThrow(/frozen/)
    await expect(
      company.db.$executeRaw`UPDATE delivery_note SET status = 'ISSUED' WHERE status = 'POSTED'`,
    ).rejects.toThrow(/cannot go from/)
    await expect(company.db.$executeRaw`UPDATE goods_paper SET reason = reason || 'x'`).rejects.toThrow(
      /frozen/,
    )
    await expect(
      company.db.$executeRaw`UPDATE goods_paper SET status = 'OPEN' WHERE status = 'POSTED'`,
    ).rejects.toThrow(/cannot go from/)
  })
})
