import type { Person } from '#lib/auth/actor.ts'
import {
  type FieldCodes,
  optionalYuan,
  type WorkedNote,
  workNote,
} from '#lib/domain/delivery-notes/amounts.ts'
import { agreedLinesHash } from '#lib/domain/delivery-notes/content.ts'
import type {
  Channel,
  IssueFacts,
  IssueLineFacts,
  SettlementMethod,
} from '#lib/domain/delivery-notes/issue-facts.ts'
import {
  type IssueApplicationRow,
  type IssueHeaderRow,
  type IssueOrderRow,
  type IssueProductRow,
  readIssue,
  readIssueApplication,
  readIssueOrder,
} from '#lib/domain/delivery-notes/issue-repository.ts'
import type { NoteInput } from '#lib/domain/delivery-notes/schema.ts'
import type { Reader } from '#lib/db/client.ts'
import { toGtin14 } from '#lib/kernel/barcode.ts'
import { type Fen, parseYuan, type PriceMode, zeroFen } from '#lib/kernel/money.ts'
import { isPhone } from '#lib/kernel/text.ts'
import { type Counting, readCounting } from '#lib/papers/goods/counting-queries.ts'

/** What the issue command and the checklist on the note page both read. */
export type IssueLoaded = {
  header: IssueHeaderRow
  products: ReadonlyMap<string, IssueProductRow>
  /** Whose figures the person must not be told, since they count them. */
  counting: Counting
  order: IssueOrderRow | null
  application: IssueApplicationRow | null
}

/**
 * Reads everything the issue gate needs; null when the customer, order or application is not within the
 * person's account sets. With `lock`, holds papers, then stock in product order, then the customer's balance.
 */
export async function loadIssue(
  reader: Reader,
  person: Person,
  input: NoteInput,
  today: string,
  hold: { lock: boolean },
): Promise<IssueLoaded | null> {
  const { accountSetId, orderId, applicationId } = input
  if (!person.accountSetIds.includes(accountSetId)) return null
  const application =
    applicationId === null ? null : await readIssueApplication(reader, { accountSetId, applicationId }, hold)
  const billedOrderId = orderId ?? application?.orderId ?? null
  const order =
    billedOrderId === null
      ? null
      : await readIssueOrder(reader, { accountSetId, orderId: billedOrderId }, hold)
  if ((applicationId !== null && !application) || (billedOrderId !== null && !order)) return null
  const productIds = [...new Set(input.lines.map((line) => line.productId))].sort()
  const { header, products } = await readIssue(reader, { ...input, today }, productIds, hold)
  const counting = await readCounting(reader, person)
  return header ? { header, products, counting, order, application } : null
}

/** The note's figures worked out by the desk, or which fields are wrong. */
export function workLoaded(
  loaded: IssueLoaded,
  input: NoteInput,
):
  | { ok: true; note: WorkedNote; products: IssueProductRow[]; advancedFreightFen: Fen }
  | { ok: false; codes: FieldCodes } {
  const products: IssueProductRow[] = []
  const codes: FieldCodes = {}
  input.lines.forEach((line, index) => {
    const product = loaded.products.get(line.productId)
    if (product) products.push(product)
    else codes[`lines.${index}.productId`] = 'unknownProduct'
  })
  if (loaded.header.address === null) codes['addressId'] = 'unknownAddress'
  const freight = optionalYuan(input.advancedFreight)
  if (!freight.ok) codes['advancedFreight'] = freight.code
  if (Object.keys(codes).length > 0) return { ok: false, codes }
  const worked = workNote(input, products, priceModeOf(loaded.header))
  if (!worked.ok) return worked
  return { ok: true, note: worked.note, products, advancedFreightFen: freight.ok ? freight.value : zeroFen }
}

/** A customer's price mode; the database knows only these two. */
export function priceModeOf(header: IssueHeaderRow): PriceMode {
  return header.customer.priceMode === 'TAX_EXCLUSIVE' ? 'TAX_EXCLUSIVE' : 'TAX_INCLUSIVE'
}

/** The facts of the issue gate. Pure: the same for the screen and for the command. */
export function issueFacts(
  loaded: IssueLoaded,
  input: NoteInput,
  person: Person,
  today: string,
  note: WorkedNote,
): IssueFacts {
  const { header } = loaded
  const { customer, address, policy, money, accountSet } = header
  const seen = input.seenGross === '' ? null : parseYuan(input.seenGross)
  return {
    today,
    businessDate: input.businessDate,
    isPeriodOpen: header.isPeriodOpen,
    clerk: { id: person.userId, isSuspended: person.isBillingSuspended },
    handler: header.handler ? { id: input.handlerId, isActive: header.handler.isActive } : null,
    requiresDistinctSigners: accountSet.requiresDistinctSigners,
    warehouse: header.warehouse,
    customer: {
      name: customer.name,
      isActive: customer.isActive,
      channel: channelOf(customer.channel),
      settlementMethod: settlementOf(customer.settlementMethod),
      priceMode: customer.priceMode,
      contactName: address?.contactName ?? '',
      phone: address?.phone ?? '',
      address: address?.address ?? '',
      isPhoneRight: isPhone(address?.phone ?? ''),
      licenceValidUntil: customer.licenceValidUntil,
    },
    policy,
    accountSet,
    freightAgent: input.freightAgent || (address?.freightAgent ?? ''),
    freightPhone: input.freightPhone || (address?.freightPhone ?? ''),
    expectedOn: input.expectedOn || input.businessDate,
    money: {
      ...money,
      creditLimitFen: customer.creditLimitFen,
      creditDays: customer.creditDays,
      prepaidClaimedFen: money.committedFen + money.depositFen,
    },
    order: orderFacts(loaded, input, note),
    application: loaded.application
      ? {
          status: loaded.application.status,
          number: loaded.application.number,
          isSameContent: loaded.application.linesHash === linesHashOf(input, note),
          releaseFen: loaded.application.releaseFen,
          releaseUntil: loaded.application.releaseUntil,
        }
      : null,
    replaced: header.replaced,
    twinNumber: twinOf(header, input, note),
    seenGrossFen: seen === null ? null : seen.ok ? seen.value : -1n,
    note,
    lines: lineFacts(loaded, input, note),
  }
}

function lineFacts(loaded: IssueLoaded, input: NoteInput, note: WorkedNote): IssueLineFacts[] {
  const askedE3 = new Map<string, bigint>()
  input.lines.forEach((line, index) => {
    askedE3.set(line.productId, (askedE3.get(line.productId) ?? 0n) + (note.lines[index]?.qtyE3 ?? 0n))
  })
  return input.lines.flatMap((line, index) => {
    const worked = note.lines[index]
    const product = loaded.products.get(line.productId)
    if (!worked || !product) return []
    return {
      lineNo: index + 1,
      productName: product.name,
      isActive: product.isActive,
      isGift: line.isGift,
      priceSource: worked.priceSource,
      unitPriceE4: worked.unitPriceE4,
      floorPriceE4: product.offer.floorPriceE4,
      taxRateBp: product.taxRateBp,
      qtyE3: worked.qtyE3,
      amountFen: worked.amountFen,
      discountFen: worked.discountFen,
      units: product.units,
      availableE3: product.availableE3,
      isCounted: loaded.counting.hides(line.productId, input.warehouseId),
      askedE3: askedE3.get(line.productId) ?? 0n,
      isBarcodeRight: isBarcodeRight(line.barcode, product.gtins),
    }
  })
}

function isBarcodeRight(scanned: string, gtins: readonly string[]): boolean | null {
  if (scanned.trim() === '') return null
  const gtin = toGtin14(scanned)
  return gtin.ok && gtins.some((known) => known.padStart(14, '0') === gtin.value)
}

/**
 * The order line that each line of the note bills: the first one of the same product, price and gift mark with
 * enough left, each at most once (R61). Null where the order has none.
 */
export function billedLines(order: IssueOrderRow, input: NoteInput, note: WorkedNote): (number | null)[] {
  const taken = new Set<number>()
  return input.lines.map((line, index) => {
    const worked = note.lines[index]
    const ordered = order.lines.find(
      (each) =>
        worked !== undefined &&
        !taken.has(each.lineNo) &&
        each.productId === line.productId &&
        each.isGift === line.isGift &&
        each.unitPriceE4 === String(worked.unitPriceE4) &&
        worked.qtyE3 <= BigInt(each.openE3),
    )
    if (ordered) taken.add(ordered.lineNo)
    return ordered?.lineNo ?? null
  })
}

function orderFacts(loaded: IssueLoaded, input: NoteInput, note: WorkedNote): IssueFacts['order'] {
  const { order } = loaded
  if (!order) return { kind: 'NEW', isOpen: true, isConfirmed: true, isSalesChecked: false, differences: [] }
  const differences = billedLines(order, input, note).flatMap((lineNo, index) =>
    lineNo === null ? [index + 1] : [],
  )
  return {
    kind: 'EXISTING',
    isOpen:
      order.customerId === input.customerId &&
      (order.status === 'CONFIRMED' || order.status === 'PARTLY_BILLED'),
    isConfirmed: order.isConfirmed,
    isSalesChecked: order.isSalesChecked,
    differences,
  }
}

/** The hash of what a billing application would fix for this note. */
export function linesHashOf(input: NoteInput, note: WorkedNote): string {
  return agreedLinesHash({
    customerId: input.customerId,
    noteDiscountFen: String(note.discountFen),
    lines: input.lines.map((line, index) => ({
      productId: line.productId,
      isGift: line.isGift,
      qtyE3: String(note.lines[index]?.qtyE3 ?? 0n),
      unitPriceE4: String(note.lines[index]?.unitPriceE4 ?? 0n),
      discountFen: String(note.lines[index]?.discountFen ?? 0n),
    })),
  })
}

function twinOf(header: IssueHeaderRow, input: NoteInput, note: WorkedNote): string | null {
  const lines = input.lines
    .map((line, index) => ({ id: line.productId, qtyE3: note.lines[index]?.qtyE3 ?? 0n }))
    .sort((a, b) => (a.id === b.id ? Number(a.qtyE3 - b.qtyE3) : a.id < b.id ? -1 : 1))
    .map((line) => `${line.id}=${line.qtyE3}`)
    .join(',')
  return header.twins.find((twin) => twin.lines === lines)?.number ?? null
}

function channelOf(text: string): Channel {
  return text as Channel
}

function settlementOf(text: string): SettlementMethod {
  return text as SettlementMethod
}
