import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSupplierReturn } from '#lib/domain/supplier-returns/commands/open.ts'
import type { ActionResult } from '#lib/kernel/result.ts'
import { approvedOrder, supplierIn } from '#tests/support/buying.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { TEST_PIN } from '#tests/support/people.ts'
import { posted } from '#tests/support/receiving.ts'
import { openReturn, soldNote } from '#tests/support/returning.ts'
import { keyOf, type NoteRef, run, unmetOf } from '#tests/support/road.ts'

/*
 * Two returns of the same goods in the same moment. The row lock on the paper they come from is what makes the later one
 * wait and then read what is left: without it the later one reads the old rest, and PostgreSQL's own check has to stop it
 * with a fault instead of a sentence.
 */

let company: TestCompany
let supplierId: string

beforeAll(async () => {
  company = await testCompany({ connections: 8 })
  supplierId = await supplierIn(company, 'GC07')
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

/** How many sessions of this database wait for a lock. */
async function waiting(): Promise<number> {
  const rows = await company.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  return rows[0]?.count ?? 0
}

/** Holds the paper, lets `act` begin, sees it wait, notes all of line 1 as spoken for, and lets go. */
async function whileAllIsTaken<T>(paper: NoteRef, tookE3: bigint, act: () => Promise<T>): Promise<T> {
  let answer: Promise<T> | undefined
  await company.db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM paper WHERE account_set_id = ${paper.accountSetId} AND id = ${paper.paperId}::uuid FOR UPDATE`
      answer = act()
      for (let look = 0; look < 100 && (await waiting()) === 0; look += 1)
        await new Promise((resolve) => setTimeout(resolve, 20))
      await tx.$executeRaw`
        INSERT INTO goods_progress AS q (account_set_id, paper_id, line_no, returned_e3)
        VALUES (${paper.accountSetId}, ${paper.paperId}::uuid, 1, ${tookE3})
        ON CONFLICT (account_set_id, paper_id, line_no) DO UPDATE SET returned_e3 = ${tookE3}`
    },
    { timeout: 20_000 },
  )
  if (answer === undefined) throw new Error('nothing was tried')
  return answer
}

/** What a trial took by hand is given back, so that the desk is whole again. */
async function giveBack(paper: NoteRef): Promise<void> {
  await company.db.goodsProgress.updateMany({ where: keyOf(paper), data: { returnedE3: 0n } })
}

it('A26 a customer’s return waits for the note that another return holds, and reads what that one left', async () => {
  const note = await soldNote(company)
  const { acceptedE3 } = await company.db.deliveryOutcomeLine.findFirstOrThrow({
    where: { ...keyOf(note), lineNo: 1 },
  })
  const late: ActionResult<unknown> = await whileAllIsTaken(note, acceptedE3, () =>
    openReturn(company, [{ note, quantity: '1瓶' }]),
  )
  expect(unmetOf(late)).toEqual(['R133 overReturned'])
  await giveBack(note)
  valueOf(await openReturn(company, [{ note, quantity: '1瓶' }]))
})

it('A26 four customer’s returns at once: one takes the rest, the others are told the rule', async () => {
  const note = await soldNote(company)
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => openReturn(company, [{ note, quantity: '30瓶' }])),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['done', 'refused', 'refused', 'refused'])
  const told = answers.flatMap((answer) => (answer.status === 'refused' ? unmetOf(answer) : []))
  expect(told).toEqual(['R133 overReturned', 'R133 overReturned', 'R133 overReturned'])
})

it('A26 a supplier’s return waits for the receipt that another return holds, and reads what that one left', async () => {
  const order = await approvedOrder(company, supplierId, [
    { product: 'LZ001', quantity: '3箱', unitPrice: '60/箱' },
  ])
  const receipt = await posted(company, order.paperId)
  const came = await company.db.stockEntry.findFirstOrThrow({ where: keyOf(receipt) })
  const back = () =>
    run(
      company,
      openSupplierReturn,
      company.staff.clerk,
      {
        ...{ accountSetId: receipt.accountSetId, supplierId, warehouseId: company.books.eastWarehouseId },
        ...{ handlerId: company.staff.salesperson.userId, reason: '质量问题' },
        lines: [
          {
            ...{ productId: company.productId('LZ001'), quantity: '1瓶' },
            ...{ sourcePaperId: receipt.paperId, sourceLineNo: 1 },
          },
        ],
      },
      { pin: TEST_PIN },
    )
  const late = await whileAllIsTaken(receipt, came.qtyE3, back)
  expect(unmetOf(late)).toEqual(['R85 overReturned'])
  await giveBack(receipt)
  valueOf(await back())
})
