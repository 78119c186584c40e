import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { RequestPerson } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { applicationDetail } from '#lib/domain/billing-applications/queries.ts'
import { customerForNote } from '#lib/domain/customers/queries.ts'
import { ownDraft } from '#lib/domain/delivery-notes/draft-queries.ts'
import { noteProducts, voidedNote } from '#lib/domain/delivery-notes/issue-queries.ts'
import { orderDetail } from '#lib/domain/sales-orders/queries.ts'
import { today } from '#lib/kernel/clock.ts'
import { isId } from '#lib/kernel/ids.ts'
import type { NoteStart } from '#components/notes-new/use-note.ts'

/** What the address of the page asks for: `?draft=`, `?order=`, `?application=` or `?replaces=` with an id. */
export type Asked = { [name: string]: string | string[] | undefined }

type Link = { id: string; number: string }

/** A note to fill the page with; lines name products by id. Form and names are those of a draft. */
type Filling = {
  customerId: string
  header: object
  lines: readonly (object & { productId: string; quantity: string })[]
  warehouseId: string
  order?: Link
  application?: Link
  replaces?: Link
  draftId?: string | null
}

/** What the page begins with; an id that leads nowhere begins an empty note. */
export async function noteStart(actor: RequestPerson, asked: Asked, warehouseId: string): Promise<NoteStart> {
  const { db, clock } = theDesk()
  const day = today(clock)
  const nothing: NoteStart = { draftId: null, version: 0, body: null, today: day }
  const draftId = idOf(asked['draft'])
  if (draftId !== null) {
    const draft = await ownDraft(db, actor, draftId)
    // A draft that the desk does not know may be in the browser still.
    return draft === null ? { ...nothing, draftId } : { ...nothing, ...draft }
  }
  const filling = await fillingOf(actor, asked, { warehouseId, businessDate: day })
  if (filling === null) return nothing
  const body = await bodyOf(actor, filling, day)
  const kept = filling.draftId == null ? null : await ownDraft(db, actor, filling.draftId)
  return { ...nothing, draftId: kept?.draftId ?? null, version: kept?.version ?? 0, body }
}

function idOf(value: string | string[] | undefined): string | null {
  return typeof value === 'string' && isId(value) ? value : null
}

async function fillingOf(
  actor: RequestPerson,
  asked: Asked,
  fresh: { warehouseId: string; businessDate: BusinessDate },
): Promise<Filling | null> {
  const orderId = idOf(asked['order'])
  if (orderId !== null) return fillFromOrder(actor, orderId, fresh)
  const applicationId = idOf(asked['application'])
  if (applicationId !== null) return fillFromApplication(actor, applicationId)
  const replacesId = idOf(asked['replaces'])
  return replacesId === null ? null : fillFromVoided(actor, replacesId, fresh.businessDate)
}

/** The open lines of an order, each with what the order says, so that differences show (R61). */
async function fillFromOrder(
  actor: RequestPerson,
  orderId: string,
  fresh: { warehouseId: string; businessDate: BusinessDate },
): Promise<Filling | null> {
  const order = await orderDetail(theDesk().db, actor, orderId)
  if (order === null) return null
  const { customerId, intakeChannel, isUrgent, specialInstructions } = order
  const expectedOn = order.expectedOn > fresh.businessDate ? order.expectedOn : fresh.businessDate
  return {
    customerId,
    warehouseId: fresh.warehouseId,
    header: { ...fresh, expectedOn, intakeChannel, isUrgent, specialInstructions },
    order: { id: orderId, number: order.number },
    lines: order.lines
      .filter((line) => line.openQty !== '0')
      .map(({ productId, openQuantity, unitPrice, discount, isGift, remark }) => ({
        ...{ productId, isGift, remark, quantity: openQuantity, unitPrice: isGift ? '' : unitPrice },
        discount: discount === '0.00' ? '' : discount,
        ordered: { quantity: openQuantity, unitPrice },
      })),
  }
}

/** Exactly what was applied for, on the draft it was applied from. */
async function fillFromApplication(actor: RequestPerson, applicationId: string): Promise<Filling | null> {
  const found = await applicationDetail(theDesk().db, actor, applicationId)
  if (found === null) return null
  const { lines, customerId, warehouseId, ...header } = found.content.note
  return {
    ...{ customerId, warehouseId, lines, header: { ...header, warehouseId }, draftId: found.draftId },
    order: { id: found.orderId, number: found.orderNumber },
    application: { id: applicationId, number: found.number },
  }
}

/** A void note's content on a new note that names it (R13). */
async function fillFromVoided(
  actor: RequestPerson,
  paperId: string,
  businessDate: BusinessDate,
): Promise<Filling | null> {
  const voided = await voidedNote(theDesk().db, actor.accountSetIds, paperId)
  if (voided === null) return null
  const { number, customerId, lines, ...header } = voided
  return {
    ...{ customerId, lines, warehouseId: voided.warehouseId, replaces: { id: paperId, number } },
    header: { ...header, businessDate, expectedOn: businessDate },
  }
}

async function bodyOf(
  actor: RequestPerson,
  filling: Filling,
  businessDate: BusinessDate,
): Promise<object | null> {
  const { db } = theDesk()
  const { customerId, warehouseId, lines, header } = filling
  const customer = await customerForNote(db, actor.accountSetIds, customerId)
  if (customer === null) return null
  const ids = [...new Set(lines.map((line) => line.productId))]
  const scope = { accountSetId: customer.accountSetId, customerId, warehouseId, businessDate, person: actor }
  const products = new Map(
    (await noteProducts(db, scope, ids)).map((product) => [product.productId, product]),
  )
  const address = customer.addresses[0]
  const usual = {
    addressId: address?.id ?? '',
    freightAgent: address?.freightAgent ?? '',
    freightPhone: address?.freightPhone ?? '',
    handlerId: customer.salespersonId ?? '',
  }
  return {
    customer,
    customerText: customer.name,
    header: { ...usual, ...header },
    lines: lines.map((line) => {
      const product = products.get(line.productId) ?? null
      const productText = product === null ? '' : `${product.name} ${product.specification}`.trim()
      return { ...line, product, productText }
    }),
    order: filling.order ?? null,
    application: filling.application ?? null,
    replaces: filling.replaces ?? null,
  }
}
