import { afterAll, expect, test } from 'vitest'
import { runCommand } from '#lib/command/run-command.ts'
import { reverseReceipt } from '#lib/domain/goods-receipts/commands/reverse.ts'
import { consentToBill } from '#lib/domain/purchase-bills/commands/consent.ts'
import { reverseBill } from '#lib/domain/purchase-bills/commands/reverse.ts'
import { takeReceiptOver } from '#lib/domain/purchase-orders/commands/take-over.ts'
import { approvedOrder, bill, billInput, decide, pay, postBillAs, supplierIn } from '#tests/support/buying.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { call, TEST_PIN } from '#tests/support/people.ts'
import { type GoodsRef, open, post, posted, readied } from '#tests/support/receiving.ts'
import { keyOf } from '#tests/support/road.ts'
import { seeded } from '#tests/support/seeded.ts'
import { reverseSendBack, sentBack } from '#tests/support/sending-back.ts'

/*
 * Orders of one supplier are received, billed, sent back, taken back by red bills and undone at random, two at a time;
 * refusals are part of it. After each sequence everything is recomputed.
 */

const SEQUENCES = 5
const ACTS = 40
const company = await testCompany({ connections: 8 })
const { db, desk, staff } = company
const done = new Map<string, number>()
afterAll(() => company.drop())

type Act = { name: string; run: () => Promise<unknown> }
type Row = { paperId: string; accountSetId: number; kind: string; status: string; purpose: string | null }

const LINES = [
  { product: 'LZ001', quantity: '7', unitPrice: '9.99' },
  { product: 'XG001', quantity: '11', unitPrice: '3.33' },
]

function actsOf(supplierId: string, papers: readonly Row[], random: () => number): Act[] {
  const whole = (most: number) => `${1 + Math.floor(random() * most)}`
  const some = (kind: string, ...statuses: string[]): Row | undefined => {
    const found = papers.filter((paper) => paper.kind === kind && statuses.includes(paper.status))
    return found[Math.floor(random() * found.length)]
  }
  const act = (name: string, paper: Row | undefined, run: (paper: Row) => Promise<unknown>): Act[] =>
    paper === undefined ? [] : [{ name, run: () => run(paper) }]
  const order = some('PURCHASE_ORDER', 'PARTLY_RECEIVED', 'RECEIVED')
  const receipt = some('GOODS_RECEIPT', 'POSTED')
  const posting = some('PURCHASE_BILL', 'OPEN')
  const billed = (name: 'bill' | 'redBill') =>
    act(name, order, async (paper) => {
      const sign = name === 'bill' ? 1 : -1
      const progress = await db.goodsProgress.findMany({ where: keyOf(paper), orderBy: { lineNo: 'asc' } })
      const lines = progress.flatMap(({ lineNo, receivedE3, returnedE3, billedE3 }) => {
        const most = (sign * Number(receivedE3 - returnedE3 - billedE3)) / 1000
        const price = random() < 0.3 ? { unitPrice: '9.5' } : {}
        const quantity = random() < 0.6 ? most : Math.floor(random() * (most + 2))
        return quantity > 0 ? [{ line: lineNo, quantity: `${quantity}`, ...price }] : []
      })
      const purpose = name === 'bill' ? {} : { purpose: 'RED' }
      const wish = lines.length > 0 ? lines : [{ line: 1, quantity: '1' }]
      valueOf(await bill(company, billInput(paper, wish, { reason: '行情', ...purpose })))
    })
  const undo = { reason: '试验撤回' }
  const sendsBack = act('sendBack', receipt, (paper) =>
    sentBack(company, [{ receipt: paper, quantity: whole(4) }]),
  )
  const undos = [
    ...act('undoReturn', some('SUPPLIER_RETURN', 'POSTED'), async (paper) =>
      valueOf(await reverseSendBack(company, paper)),
    ),
    ...act('undoBill', some('PURCHASE_BILL', 'POSTED'), async (paper) =>
      valueOf(await runCommand(desk, reverseBill, call(staff.accountant, { ...keyOf(paper), ...undo }))),
    ),
    ...act('undoReceipt', receipt, async (paper) =>
      valueOf(await runCommand(desk, reverseReceipt, call(staff.accountant, { ...keyOf(paper), ...undo }))),
    ),
  ]
  const posts = act(posting?.purpose === 'RED' ? 'postRed' : 'postBill', posting, async (paper) => {
    const word = { ...keyOf(paper), seenVersion: 0, remark: '同意' }
    const agreed = await runCommand(desk, consentToBill, call(staff.manager, word))
    valueOf(await postBillAs(company, paper, { seenVersion: agreed.status === 'done' ? 1 : 0 }))
  })
  return [
    ...(papers.length > 8 ? [] : [{ name: 'order', run: () => approvedOrder(company, supplierId, LINES) }]),
    ...(random() < 0.8
      ? []
      : [{ name: 'pay', run: async () => valueOf(await pay(company, supplierId, whole(50))) }]),
    ...act('receive', some('PURCHASE_ORDER', 'APPROVED', 'PARTLY_RECEIVED'), ({ paperId }) =>
      posted(company, paperId, random() < 0.5 ? [] : [{ lineNo: 1, good: whole(3) }]),
    ),
    ...(papers.length > 16 ? [] : [{ name: 'receiveFree', run: () => receivedFree(supplierId, whole(9)) }]),
    ...act('takeOver', receipt, async (paper) => {
      const late = valueOf(
        await runCommand(desk, takeReceiptOver, call(staff.clerk, keyOf(paper), { pin: TEST_PIN })),
      )
      valueOf(await decide(company, late, random() < 0.9 ? 'APPROVED' : 'REJECTED', { remark: '补单' }))
    }),
    ...billed('bill'),
    ...billed('redBill'),
    ...billed('redBill'),
    ...posts,
    ...posts,
    ...posts,
    ...sendsBack,
    ...sendsBack,
    ...(random() < 0.4 ? undos : []),
  ]
}

async function receivedFree(supplierId: string, quantity: string): Promise<GoodsRef> {
  const lines = [{ productId: company.productId('LZ001'), quantity, unitPrice: '9.99' }]
  const receipt = valueOf(await open(company, { supplierId, reason: '电话急订', lines }))
  await readied(company, receipt)
  valueOf(await post(company, receipt))
  return receipt
}

/** Runs it; a refusal is an answer, a fault is not. */
async function tried({ name, run }: Act): Promise<void> {
  try {
    await run()
    done.set(name, (done.get(name) ?? 0) + 1)
  } catch (error) {
    if (!(error instanceof Error) || !/"status": "(refused|invalid|stale)"/.test(error.message)) throw error
  }
}

test.each(Array.from({ length: SEQUENCES }, (_, index) => index + 1))(
  'I1 to I5 R87 hold after the random sequence %i of buying, sending back, red bills and reversals',
  async (seed) => {
    const random = seeded(seed * 7919)
    const supplierId = await supplierIn(company, `S${seed}`)
    await approvedOrder(company, supplierId, LINES)
    for (let count = 0; count < ACTS; count += 1) {
      const papers = await db.goodsPaper.findMany({
        where: { supplierId },
        select: { paperId: true, accountSetId: true, kind: true, status: true, purpose: true },
        orderBy: { paperId: 'asc' },
      })
      const acts = actsOf(supplierId, papers, random)
      const chosen = [0, 1].flatMap(() => acts[Math.floor(random() * acts.length)] ?? [])
      await Promise.all(chosen.map(tried))
    }
    expect(desk.faults).toEqual([])
    await expectWhole(db)
  },
  300_000,
)

test('every act of buying was done in them, red bills among them', () => {
  const acts = ['receive', 'receiveFree', 'takeOver', 'bill', 'redBill', 'postBill', 'postRed', 'sendBack']
  expect([...acts, 'undoReturn', 'undoBill', 'undoReceipt'].filter((name) => !done.has(name))).toEqual([])
})
