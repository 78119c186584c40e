import type { Person } from '#lib/auth/actor.ts'
import { openTransfer } from '#lib/domain/transfers/commands/open.ts'
import { receiveTransfer } from '#lib/domain/transfers/commands/receive.ts'
import { sendTransfer } from '#lib/domain/transfers/commands/send.ts'
import { writeOffTransfer } from '#lib/domain/transfers/commands/write-off.ts'
import { type TestCompany, valueOf } from '#tests/support/company.ts'
import { readyGoods } from '#tests/support/goods-steps.ts'
import { lostCodesOf } from '#tests/support/lost-codes.ts'
import { TEST_PIN } from '#tests/support/people.ts'
import type { LineWish } from '#tests/support/note-life.ts'
import { keyOf, type NoteRef, run } from '#tests/support/road.ts'

/*
 * The steps of a transfer from the east to the west warehouse by the hands of the company's people.
 */

const LIQUOR: readonly LineWish[] = [{ product: 'YS003', quantity: '2箱3瓶' }]

/** A transfer as it is typed. */
export function wish(company: TestCompany, lines: readonly LineWish[] = LIQUOR, more: object = {}) {
  const { books, staff } = company
  return {
    accountSetId: books.mainSetId,
    warehouseId: books.eastWarehouseId,
    toWarehouseId: books.westWarehouseId,
    reason: '西仓补货',
    handlerId: staff.driver.userId,
    lines: lines.map(({ product, quantity }) => ({ productId: company.productId(product), quantity })),
    ...more,
  }
}

/** The clerk opens it. */
export function open(company: TestCompany, input: object, by?: Person) {
  return run(company, openTransfer, by ?? company.staff.clerk, input, { pin: TEST_PIN })
}

/** OPEN. */
export async function opened(...args: Parameters<typeof wish>): Promise<NoteRef> {
  return valueOf(await open(args[0], wish(...args)))
}

/** Counted, verified and signed: VERIFIED. */
export async function ready(...args: Parameters<typeof wish>): Promise<NoteRef> {
  const [company] = args
  const paper = await opened(...args)
  await readyGoods(company, paper, company.staff.driver)
  return paper
}

/** The paper with the version that its page would show. */
export async function seen(company: TestCompany, paper: NoteRef) {
  const row = await company.db.goodsPaper.findFirstOrThrow({ where: keyOf(paper) })
  return { ...keyOf(paper), seenVersion: row.version }
}

/** The keeper lets the goods go. */
export async function send(company: TestCompany, paper: NoteRef, by?: Person) {
  return run(company, sendTransfer, by ?? company.staff.keeper, await seen(company, paper))
}

/** SENT. */
export async function sent(...args: Parameters<typeof wish>): Promise<NoteRef> {
  const paper = await ready(...args)
  valueOf(await send(args[0], paper))
  return paper
}

/** What a keeper found of a line; the first unless said. */
export type Found = { lineNo?: number; good: string; damaged?: string; reason?: string }

/** The other keeper counts what arrived and signs. */
export async function receive(
  company: TestCompany,
  paper: NoteRef,
  found: readonly Found[],
  by?: Person,
  more: object = {},
) {
  const lines = found.map((line) => ({ lineNo: 1, damaged: '', reason: '', ...line }))
  const input = { ...(await seen(company, paper)), lines, ...more }
  return run(company, receiveTransfer, by ?? company.staff.otherKeeper, input, { pin: TEST_PIN })
}

/** A manager gives up waiting for the rest; as many codes are named as goods are missing, unless said otherwise. */
export async function writeOff(
  company: TestCompany,
  paper: NoteRef,
  by?: Person,
  reason = '途中丢失，承运人已赔',
  named?: readonly string[],
) {
  const lostCodes = named ?? (await lostCodesOf(company, paper))
  const input = { ...(await seen(company, paper)), reason, lostCodes }
  return run(company, writeOffTransfer, by ?? company.staff.manager, input)
}
