import type { DecisionContext } from '#lib/command/define-command.ts'
import type { WorkedNote } from '#lib/domain/delivery-notes/amounts.ts'
import {
  type NoteContent,
  noteContentHash,
  type NoteContentLine,
  type OrderContent,
  orderContentHash,
} from '#lib/domain/delivery-notes/content.ts'
import { billedLines, type IssueLoaded } from '#lib/domain/delivery-notes/issue-loading.ts'
import type { IssueProductRow } from '#lib/domain/delivery-notes/issue-repository.ts'
import type { NoteInput } from '#lib/domain/delivery-notes/schema.ts'
import type { SignerProof } from '#lib/auth/actor.ts'
import { newId } from '#lib/kernel/ids.ts'
import { paperNumber } from '#lib/kernel/paper-number.ts'

/** What `decide` found: everything but the numbers, which are taken last. */
export type IssuePlan = {
  input: NoteInput
  loaded: IssueLoaded
  note: WorkedNote
  products: readonly IssueProductRow[]
  advancedFreightFen: bigint
  signer: SignerProof
  noteId: string
  orderId: string
  isNewOrder: boolean
  /** For each line of the note the line of the order it bills. */
  orderLineNos: readonly number[]
}

/** The two papers with their numbers: what gets frozen and hashed. */
export type IssuedPapers = {
  note: NoteContent
  noteHash: Buffer
  order: OrderContent | null
  orderHash: Buffer | null
}

/** Ids for the papers to come. */
export function planIssue(
  base: Omit<IssuePlan, 'noteId' | 'orderId' | 'isNewOrder' | 'orderLineNos'>,
  context: DecisionContext,
): IssuePlan {
  const known = base.input.orderId ?? base.loaded.application?.orderId ?? null
  const { order } = base.loaded
  const billed = order ? billedLines(order, base.input, base.note) : []
  return {
    ...base,
    noteId: newId(context.now),
    orderId: known ?? newId(context.now),
    isNewOrder: known === null,
    orderLineNos: base.note.lines.map((_, index) => billed[index] ?? index + 1),
  }
}

/** Puts the numbers on and hashes what will never change again. */
export function numberPapers(
  plan: IssuePlan,
  period: string,
  sequences: ReadonlyMap<string, number>,
): IssuedPapers {
  const format = plan.loaded.header.accountSet.numberFormat
  const note = noteContent(
    plan,
    paperNumber(format, 'DELIVERY_NOTE', period, sequences.get('DELIVERY_NOTE') ?? 0),
  )
  const order = plan.isNewOrder
    ? orderContent(plan, note, paperNumber(format, 'SALES_ORDER', period, sequences.get('SALES_ORDER') ?? 0))
    : null
  return { note, noteHash: noteContentHash(note), order, orderHash: order && orderContentHash(order) }
}

function noteContent(plan: IssuePlan, number: string): NoteContent {
  const { input, note, loaded } = plan
  const { customer, address, handler, warehouse } = loaded.header
  return {
    accountSetId: input.accountSetId,
    paperId: plan.noteId,
    number,
    orderId: plan.orderId,
    applicationId: input.applicationId,
    businessDate: input.businessDate,
    expectedOn: input.expectedOn || input.businessDate,
    customerId: input.customerId,
    addressId: input.addressId,
    customerName: customer.name,
    contactName: address?.contactName ?? '',
    phone: address?.phone ?? '',
    deliveryAddress: address?.address ?? '',
    channel: customer.channel,
    settlementMethod: customer.settlementMethod,
    priceMode: customer.priceMode,
    freightAgent: input.freightAgent || address?.freightAgent || null,
    freightPhone: input.freightPhone || address?.freightPhone || null,
    advancedFreightFen: String(plan.advancedFreightFen),
    warehouseId: input.warehouseId,
    warehouseName: warehouse?.name ?? '',
    preparerId: plan.signer.userId,
    preparerName: plan.signer.displayName,
    handlerId: input.handlerId,
    handlerName: handler?.displayName ?? '',
    isUrgent: input.isUrgent,
    specialInstructions: input.specialInstructions,
    goodsFen: String(note.goodsFen),
    discountFen: String(note.discountFen),
    roundingOffFen: String(note.roundingOffFen),
    netFen: String(note.netFen),
    taxFen: String(note.taxFen),
    grossFen: String(note.grossFen),
    lines: plan.products.map((product, index) => contentLine(plan, product, index)),
  }
}

function contentLine(plan: IssuePlan, product: IssueProductRow, index: number): NoteContentLine {
  const worked = plan.note.lines[index]
  const typed = plan.input.lines[index]
  if (!worked || !typed) throw new Error('a line was lost between load and save')
  const largest = product.units.at(-1)
  const hasCase = largest !== undefined && largest.factorE3 > 1000n
  return {
    lineNo: index + 1,
    productId: product.id,
    productCode: product.code,
    productName: product.name,
    specification: product.specification,
    baseUnit: product.baseUnit,
    caseUnit: hasCase ? largest.unit : null,
    caseFactorE3: hasCase ? String(largest.factorE3) : null,
    qtyE3: String(worked.qtyE3),
    unitPriceE4: String(worked.unitPriceE4),
    priceSource: worked.priceSource,
    discountFen: String(worked.discountFen),
    noteDiscountFen: String(worked.noteDiscountFen),
    amountFen: String(worked.amountFen),
    taxRateBp: worked.taxRateBp,
    netFen: String(worked.netFen),
    taxFen: String(worked.taxFen),
    isGift: typed.isGift,
    remark: typed.remark,
    codesDue:
      (product.codesPerCase ? worked.cases : 0) +
      (product.codesPerBottle ? Number(worked.looseE3 / 1000n) : 0),
  }
}

function orderContent(plan: IssuePlan, note: NoteContent, number: string): OrderContent {
  return {
    accountSetId: note.accountSetId,
    paperId: plan.orderId,
    number,
    businessDate: note.businessDate,
    customerId: note.customerId,
    intakeChannel: plan.input.intakeChannel,
    expectedOn: note.expectedOn,
    isUrgent: note.isUrgent,
    specialInstructions: note.specialInstructions,
    grossFen: note.grossFen,
    lines: note.lines.map((line) => ({
      lineNo: line.lineNo,
      productId: line.productId,
      qtyE3: line.qtyE3,
      unitPriceE4: line.unitPriceE4,
      discountFen: line.discountFen,
      amountFen: line.amountFen,
      isGift: line.isGift,
      remark: line.remark,
    })),
  }
}
