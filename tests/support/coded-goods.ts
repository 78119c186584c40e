import { BALANCE_CHECKS } from '#lib/domain/audit-trail/balance-checks.ts'
import { captureCodes } from '#lib/domain/delivery-notes/commands/capture-codes.ts'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { newId } from '#lib/kernel/ids.ts'
import { systemClock, today } from '#lib/kernel/clock.ts'
import { captureGoodsCodes } from '#lib/papers/goods/commands/capture.ts'
import type { GoodsContentLine } from '#lib/papers/goods/content.ts'
import type { GoodsKind, GoodsStatus } from '#lib/papers/goods/kinds.ts'
import { type GoodsDraft, type OpenedGoods, openGoodsPaper } from '#lib/papers/goods/open.ts'
import { type TestCompany, valueOf } from '#tests/support/company.ts'
import { noteAt } from '#tests/support/note-life.ts'
import {
  acceptCopies,
  customerCopyToAccounting,
  deliver,
  dispatch,
  driverNamed,
  keyOf,
  prepared,
  run,
  signedBy,
  verified,
  withDriver,
} from '#tests/support/road.ts'
import type { Person } from '#lib/auth/actor.ts'

export type GoodsWish = Partial<Omit<GoodsDraft, 'lines' | 'kind'>> & {
  lines?: readonly Partial<Omit<GoodsContentLine, 'lineNo'>>[]
}

/** A supplier of the company's main books. */
export async function newSupplier(company: TestCompany, name = '示例酒厂'): Promise<string> {
  const id = newId(systemClock.now())
  const accountSetId = company.books.mainSetId
  const words = { name, nameKey: `${name}${id}`, initials: 'SLJC', searchKey: name }
  await company.db.supplier.create({ data: { accountSetId, id, code: `G${id.slice(-8)}`, ...words } })
  return id
}

/** A goods paper as its room would open it: by default twelve bottles in two cases of YS003, into or out of the east warehouse. */
export async function openedGoods(
  company: TestCompany,
  kind: GoodsKind,
  wish: GoodsWish = {},
): Promise<OpenedGoods> {
  const { books, staff } = company
  const needsSupplier = kind === 'GOODS_RECEIPT' || kind === 'SUPPLIER_RETURN'
  const supplierId = needsSupplier ? (wish.supplierId ?? (await newSupplier(company))) : null
  const lines = (wish.lines ?? [{}]).map((line) => ({ ...caseLine(company), ...line }))
  const toWarehouseId = kind === 'TRANSFER' ? books.westWarehouseId : null
  const draft: GoodsDraft = {
    kind,
    accountSetId: books.mainSetId,
    businessDate: today(company.desk.clock),
    warehouseId: books.eastWarehouseId,
    warehouseName: '东仓',
    toWarehouseId,
    toWarehouseName: toWarehouseId === null ? null : '西仓',
    customerId: kind === 'CUSTOMER_RETURN' ? company.customerId('K102') : null,
    partyName: needsSupplier ? '示例酒厂' : '示例酒行',
    partyContact: '',
    sourcePaperId: null,
    purpose: kind === 'STOCK_OUT' ? 'GIFT' : null,
    reason: '试验',
    externalNumber: '',
    expectedOn: null,
    priceMode: 'TAX_INCLUSIVE',
    preparerId: staff.clerk.userId,
    preparerName: staff.clerk.displayName,
    handlerId: staff.salesperson.userId,
    handlerName: staff.salesperson.displayName,
    ...wish,
    supplierId,
    lines,
  }
  const signer = { userId: staff.clerk.userId, displayName: staff.clerk.displayName, method: 'PIN' } as const
  const now = systemClock.now()
  const by = { signer, now, numberFormat: '{kind}{period}-{sequence}', address: null, userAgent: null }
  return company.db.$transaction((tx) => openGoodsPaper(tx, draft, by))
}

function caseLine(company: TestCompany): Omit<GoodsContentLine, 'lineNo'> {
  return {
    productId: company.productId('YS003'),
    productCode: 'YS003',
    productName: '试验酒',
    specification: '',
    baseUnit: '瓶',
    caseUnit: '箱',
    caseFactorE3: '6000',
    qtyE3: '15000',
    unitPriceE4: '0',
    amountFen: '0',
    taxRateBp: 0,
    netFen: '0',
    taxFen: '0',
    codesDue: 5,
    sourcePaperId: null,
    sourceLineNo: null,
    disposition: null,
    remark: '',
  }
}

type PaperRef = { accountSetId: number; paperId: string }

/** Moves a goods paper along its life without its goods: what codes hang on is its status. */
export async function walked(company: TestCompany, paper: PaperRef, ...steps: GoodsStatus[]): Promise<void> {
  for (const status of steps)
    await company.db.goodsPaper.update({
      where: { accountSetId_paperId: keyOf(paper) },
      data: { status, version: { increment: 1 } },
    })
}

/** The rest of the way to POSTED. */
export const toPosted: readonly GoodsStatus[] = ['COUNTED', 'VERIFIED', 'POSTED']

/** Codes as a scanner sends them. */
export const scansOf = (...codes: string[]) => codes.map((typed) => ({ typed, lineNo: null, kind: null }))

/** The first two as cases, the rest as bottles: what two cases and three bottles carry. */
export const asDelivered = (codes: readonly string[]) =>
  codes.map((typed, index) => ({ typed, lineNo: null, kind: index < 2 ? null : ('BOTTLE' as const) }))

/** A keeper scans codes on a goods paper. */
export function scanned(
  company: TestCompany,
  paper: PaperRef,
  codes: readonly (string | { typed: string; kind: string | null })[],
  by?: Person,
) {
  const scans = codes.map((code) => {
    return { lineNo: null, kind: null, ...(typeof code === 'string' ? { typed: code } : code) }
  })
  return run(company, captureGoodsCodes, by ?? company.staff.keeper, { ...keyOf(paper), scans })
}

/** What each scan came to. */
export async function outcomesOf(answer: ReturnType<typeof scanned>): Promise<string[]> {
  return valueOf(await answer).answers.map((each) => each.outcome)
}

/** Codes that came in by a posted receipt of the east warehouse. */
export async function received(
  company: TestCompany,
  codes: Parameters<typeof scanned>[2],
  wish: GoodsWish = {},
) {
  const receipt = await openedGoods(company, 'GOODS_RECEIPT', wish)
  valueOf(await scanned(company, receipt, codes))
  await walked(company, receipt, ...toPosted)
  return receipt
}

/** A note whose codes are all captured goes out, is delivered and posted. */
export async function finished(company: TestCompany, note: IssuedNote): Promise<IssuedNote> {
  const { keeper, salesperson, clerk, accountant } = company.staff
  await prepared(company, note)
  await signedBy(company, note, keeper, salesperson)
  await verified(company, note)
  await driverNamed(company, note)
  valueOf(await dispatch(company, note))
  await withDriver(company, note)
  await acceptCopies(company, note, clerk, ['STUB'])
  valueOf(await deliver(company, note))
  await acceptCopies(company, note, accountant, ['ACCOUNTING'])
  await customerCopyToAccounting(company, note)
  const input = { accountSetId: note.accountSetId, paperIds: [note.paperId], postingDate: '' }
  valueOf(await run(company, postNotes, company.staff.accountant, input))
  return note
}

/** A note that the keeper picks, for two cases and three bottles of YS003. */
export const pickedNote = (company: TestCompany) =>
  noteAt(company, 'PICKING', { lines: [{ product: 'YS003', quantity: '2箱3瓶' }] })

/** Scans codes on a note. */
export const onNote = (company: TestCompany, note: PaperRef, codes: readonly string[]) =>
  run(company, captureCodes, company.staff.keeper, { ...keyOf(note), scans: scansOf(...codes) })

/** Where a code stands: the paper's number and the warehouse, or null when it is free. */
export async function standingOf(company: TestCompany, code: string) {
  const held = await company.db.codeHolding.findFirst({ where: { code } })
  if (!held) return null
  const paper = await company.db.paper.findFirstOrThrow({ where: { id: held.paperId } })
  return { number: paper.number, warehouseId: held.warehouseId, hop: held.hop }
}

/** Every code stands where its newest capture says. */
export async function codesAgree(company: TestCompany): Promise<unknown[]> {
  const check = BALANCE_CHECKS.find((each) => each.name === 'codes are bound once')
  if (!check) throw new Error('there is no check of codes')
  return check.run(company.db)
}
