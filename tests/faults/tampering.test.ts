import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { headStands, sealHead } from '#lib/domain/audit-trail/chain-checks.ts'
import type { Disagreement } from '#lib/domain/audit-trail/finding.ts'
import { sealEvents } from '#lib/domain/audit-trail/seal-events.ts'
import { verifyDesk } from '#lib/domain/audit-trail/verify-desk.ts'
import { postReceipt } from '#lib/domain/goods-receipts/commands/post.ts'
import { removeCode } from '#lib/domain/delivery-notes/commands/remove-code.ts'
import { reportDamagedCode } from '#lib/domain/delivery-notes/commands/report-damaged-code.ts'
import { reportDiversion } from '#lib/domain/diversions/commands/report.ts'
import { reversePayment } from '#lib/domain/payments/commands/reverse.ts'
import { setProductActive } from '#lib/domain/products/commands/set-active.ts'
import { submitApplication } from '#lib/domain/billing-applications/commands/submit.ts'
import { decideVoid } from '#lib/domain/delivery-notes/commands/decide-void.ts'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import { requestVoid } from '#lib/domain/delivery-notes/commands/request-void.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { databaseComplaint } from '#lib/db/constraint-errors.ts'
import { type Database, openDatabase, type Tx } from '#lib/db/client.ts'
import { systemClock, today } from '#lib/kernel/clock.ts'
import { attachPicture } from '#lib/papers/commands/attach-picture.ts'
import { ruleIncident } from '#lib/papers/commands/rule-incident.ts'
import { writeIncident } from '#lib/papers/commands/write-incident.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { scanned } from '#tests/support/coded-goods.ts'
import { approvedOrder, bill, billInput, pay, postBillAs, supplierIn } from '#tests/support/buying.ts'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { countOf, onHand, post, readyToPost } from '#tests/support/counting.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { open, posted as received, readied } from '#tests/support/receiving.ts'
import { coded, keyOf, run } from '#tests/support/road.ts'

let company: TestCompany
/** Who may do anything: the database's own superuser, triggers and keys switched off. */
let administrator: Database

beforeAll(async () => {
  company = await testCompany()
  administrator = openDatabase(company.database.superuserUrl, { connections: 1 })
  const { clerk, salesManager, accountant, manager, keeper } = company.staff
  const posted = await noteAt(company, 'READY_TO_POST', { lines: [{ product: 'YS003', quantity: '1箱2瓶' }] })
  valueOf(
    await run(company, postNotes, accountant, {
      accountSetId: posted.accountSetId,
      paperIds: [posted.paperId],
      postingDate: '',
    }),
  )
  const receipt = {
    accountSetId: posted.accountSetId,
    customerId: company.customerId('K102'),
    amount: '88.80',
    method: 'CASH',
    receivedOn: today(systemClock),
    remark: '',
  }
  valueOf(await run(company, recordReceipt, accountant, receipt))
  const wrong = valueOf(
    await issue(company, await noteFor(company, 'K102', [{ product: 'LZ001', quantity: '2箱' }])),
  )
  const lost = { ...keyOf(wrong), copy: 'CUSTOMER', kind: 'LOST', statement: '遗失' }
  const { incidentId } = valueOf(await run(company, writeIncident, keeper, lost))
  valueOf(
    await run(company, ruleIncident, manager, {
      accountSetId: wrong.accountSetId,
      incidentId,
      ruling: 'ACCEPTED',
      remark: '',
    }),
  )
  valueOf(await run(company, requestVoid, clerk, { ...keyOf(wrong), reason: '写错' }))
  valueOf(await run(company, decideVoid, salesManager, { ...keyOf(wrong), decision: 'APPROVED', remark: '' }))
  const picture = { of: keyOf(posted), purpose: 'SIGNED_COPY', picture: PICTURE }
  valueOf(await run(company, attachPicture, clerk, picture))
  const picked = await noteAt(company, 'PICKING', { lines: [{ product: 'YS003', quantity: '2箱' }] })
  const [code] = await coded(company, picked)
  valueOf(await run(company, removeCode, keeper, { ...keyOf(picked), code }))
  const damaged = { ...keyOf(picked), lineNo: 1, kind: 'CASE', code: '', reason: '标签浸水' }
  valueOf(await run(company, reportDamagedCode, keeper, damaged))
  const cheap = await noteFor(company, 'K102', [{ product: 'LZ002', quantity: '1瓶', unitPrice: '0.5' }])
  valueOf(await run(company, submitApplication, clerk, { note: cheap, remark: '' }))
  const retired = { id: company.productId('TC001'), version: 0, isActive: true }
  valueOf(await run(company, setProductActive, company.staff.adminStaff, retired))
  const print = { copyKind: 'STUB', sequence: 1, form: 'A4', medium: 'PAPER', printedById: clerk.userId }
  await company.db.printEvent.create({ data: { ...keyOf(posted), ...print } })
  await issue(company, await noteFor(company, 'K102', [{ product: 'YS003', quantity: '99999箱' }]))
  await bought(posted)
  await lostACase()
  await expectWhole(company.db)
}, 120_000)
afterAll(async () => {
  await administrator.$disconnect()
  await company.drop()
})

/** What buying leaves behind: an order, a receipt with a batch, a bill, a payment that is undone, a diversion case. */
async function bought(note: { accountSetId: number; paperId: string }): Promise<void> {
  const { salesperson, manager } = company.staff
  const supplierId = await supplierIn(company, 'GT01')
  const wanted = [{ product: 'XG001', quantity: '10箱', unitPrice: '60/箱' }]
  const ordered = await approvedOrder(company, supplierId, wanted)
  await received(company, ordered.paperId, [{ lineNo: 1, batchNo: 'B1', producedOn: '2026-11-01' }])
  const billed = valueOf(await bill(company, billInput(ordered, [{ line: 1, quantity: '10箱' }])))
  valueOf(await postBillAs(company, billed))
  const paid = valueOf(await pay(company, supplierId, '50'))
  const { accountSetId } = note
  const undone = { accountSetId, paperId: paid.paperId, reason: '付错' }
  valueOf(await run(company, reversePayment, manager, undone))
  const { code } = await company.db.codeCapture.findFirstOrThrow({ where: keyOf(note) })
  const found = { accountSetId, code, foundOn: today(systemClock), foundCustomerId: null, foundAt: '邻县' }
  valueOf(await run(company, reportDiversion, salesperson, { ...found, remark: '', picture: null }))
}

/** A case that a count no longer finds: received with its codes, counted away and posted. */
async function lostACase(): Promise<void> {
  const supplierId = await supplierIn(company, 'GT02')
  const line = { productId: company.productId('YS003'), quantity: '2箱', unitPrice: '600/箱' }
  const receipt = valueOf(await open(company, { supplierId, reason: '厂家送样', lines: [line] }))
  await readied(company, receipt)
  valueOf(await run(company, postReceipt, company.staff.salesManager, keyOf(receipt)))
  const there = await company.db.codeHolding.findMany({ where: keyOf(receipt), orderBy: { code: 'asc' } })
  const count = await countOf(company, 'YS003')
  valueOf(await scanned(company, count, [there[0]?.code ?? '']))
  await readyToPost(company, count, String((await onHand(company, 'YS003')) - 6))
  valueOf(await post(company, count))
}

/** The smallest picture there is. */
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='

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
        UNION SELECT unnest(ARRAY['paper_event', 'seal', 'attachment', 'stock_balance', 'customer_balance', 'receivable_item', 'paper_counter', 'code_holding',
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
    'receipt',
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
