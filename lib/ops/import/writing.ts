import { approveApplication } from '#lib/domain/billing-applications/commands/approve.ts'
import { submitApplication } from '#lib/domain/billing-applications/commands/submit.ts'
import { issueNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import type { noteInput } from '#lib/domain/delivery-notes/schema.ts'
import { checkOrder } from '#lib/domain/sales-orders/commands/check.ts'
import { recordOrder } from '#lib/domain/sales-orders/commands/record.ts'
import { setCustomerPrice } from '#lib/domain/prices/commands/set-customer-price.ts'
import { type PriceOffer, priceLadder } from '#lib/db/price-ladder.ts'
import { formatFenPlain, formatUnitPricePlain } from '#lib/kernel/money.ts'
import { asQtyE3, formatQuantity } from '#lib/kernel/quantity.ts'
import type { Catalogue, Goods } from '#lib/ops/import/catalogue.ts'
import type { DayStage } from '#lib/ops/import/day-stage.ts'
import { type IowaInvoice, totalsOf } from '#lib/ops/import/iowa-file.ts'
import { pricedLine } from '#lib/ops/import/iowa-goods.ts'
import { perform } from '#lib/ops/import/perform.ts'
import { prepay } from '#lib/ops/import/paying.ts'
import type { Shop, Shops } from '#lib/ops/import/shops.ts'
import type { z } from 'zod'

/*
 * The clerk writes an invoice of the file as order and delivery note, at the file's prices.
 */

type NoteForm = z.input<typeof noteInput>
type LineForm = NoteForm['lines'][number]
type PricedLine = { goods: Goods; lineId: string; unitPriceE4: bigint; form: LineForm }

/** Goods and shops of a day, with how often prices had to be set and consent to be asked. */
export type Ground = {
  catalogue: Catalogue
  shops: Shops
  /** Customers with a bill past its day. */
  overdue: ReadonlySet<string>
  asked: { prices: number; consents: number }
}

/**
 * Issues the note of an invoice and answers its id. The sales manager first gives the customer the invoiced price
 * where the desk would offer another one; what still differs, or is sold over an unpaid bill, is applied for and agreed to
 * (R110, R116, R117, R137). A supermarket's order is checked first (R53), a remittance comes first (R48).
 */
export async function writeNote(stage: DayStage, ground: Ground, invoice: IowaInvoice): Promise<string> {
  const lines = invoice.lines.map((line): PricedLine => {
    const goods = ground.catalogue.get(line.item.number)
    if (goods === undefined) throw new Error(`${line.item.number} is not on file`)
    const { unitPriceE4, discountFen } = pricedLine(line.bottles, line.saleFen)
    const isGift = line.saleFen === 0n
    const form = {
      productId: goods.id,
      quantity: formatQuantity(asQtyE3(BigInt(line.bottles) * 1000n), goods.units),
      unitPrice: isGift ? '' : formatUnitPricePlain(unitPriceE4),
      discount: discountFen === 0n ? '' : formatFenPlain(discountFen),
      isGift,
      remark: '',
      barcode: scannedBarcode(goods, line.bottles),
    }
    return { goods, lineId: line.id, unitPriceE4, form }
  })
  const shop = shopOf(ground, invoice)
  const plain = noteForm(stage, shop, invoice, lines)
  const isOffered = await agreePrices(stage, ground, plain, lines)
  const { channel, settlementMethod } = shop.terms
  const form =
    channel === 'SUPERMARKET' ? { ...plain, orderId: await checkedOrder(stage, invoice, plain) } : plain
  const needsConsent =
    !isOffered || ground.overdue.has(shop.id) || lines.some((line) => line.form.discount !== '')
  const agreed = needsConsent ? await askConsent(stage, ground, invoice, form) : {}
  if (settlementMethod === 'REMITTANCE')
    await prepay(stage, shop.id, invoice.number, totalsOf([invoice]).saleFen)
  const act = stage.signing('issue', 'clerk', invoice.number)
  const { paperId } = await perform(issueNote, act, { ...form, ...agreed })
  return paperId
}

/** The order as it came in, which the salesperson has checked; answers its id. */
async function checkedOrder(stage: DayStage, { number }: IowaInvoice, form: NoteForm): Promise<string> {
  const { accountSetId, customerId, businessDate, expectedOn, intakeChannel, isUrgent } = form
  const { orderId } = await perform(recordOrder, stage.act('record', 'clerk', number), {
    ...{ accountSetId, customerId, businessDate, expectedOn, intakeChannel, isUrgent },
    ...{ specialInstructions: form.specialInstructions, seenGross: form.seenGross, confirmedHow: 'WEB' },
    lines: form.lines.map(({ barcode: _, ...line }) => line),
  })
  const check = { accountSetId, orderId, seenVersion: 0 }
  await perform(checkOrder, stage.act('check', 'salesperson', number), check)
  return orderId
}

function shopOf({ shops }: Ground, { store }: IowaInvoice): Shop {
  const shop = shops.get(store.number)
  if (shop === undefined) throw new Error(`${store.number} is not on file`)
  return shop
}

/** What a scanner at the counter reads: the case where only whole cases are asked for, else the bottle. */
function scannedBarcode(goods: Goods, bottles: number): string {
  const caseFactorE3 = goods.units.at(-1)?.factorE3 ?? 1000n
  const isWhole = caseFactorE3 > 1000n && (BigInt(bottles) * 1000n) % caseFactorE3 === 0n
  return isWhole && goods.caseGtin !== '' ? goods.caseGtin : goods.bottleGtin
}

function noteForm(stage: DayStage, shop: Shop, invoice: IowaInvoice, lines: readonly PricedLine[]): NoteForm {
  return {
    draftId: null,
    accountSetId: stage.scene.accountSetId,
    customerId: shop.id,
    addressId: shop.addressId,
    warehouseId: stage.scene.warehouseId,
    handlerId: stage.crew.salesperson.person.userId,
    businessDate: stage.date,
    expectedOn: stage.date,
    intakeChannel: 'WEB',
    isUrgent: false,
    specialInstructions: stage.scene.source.markOf(invoice.number),
    freightAgent: shop.freightAgent,
    freightPhone: shop.freightPhone,
    advancedFreight: '',
    noteDiscount: '',
    roundingOff: '',
    lines: lines.map((line) => line.form),
    orderId: null,
    applicationId: null,
    seenGross: formatFenPlain(totalsOf([invoice]).saleFen),
    replacesId: null,
  }
}

/**
 * Sets the customer's own price where no rung of the ladder has the invoiced one and the file's prices are kept so.
 * Answers false when somebody has to agree: also when an item has two prices on the invoice, which no list can hold.
 */
async function agreePrices(
  stage: DayStage,
  { asked }: Ground,
  { accountSetId, customerId }: NoteForm,
  lines: readonly PricedLine[],
): Promise<boolean> {
  const productIds = lines.map(({ goods }) => goods.id)
  const scope = { accountSetId, customerId, businessDate: stage.date, productIds }
  const offers = await priceLadder(stage.scene.db, scope)
  const sold = lines.filter(({ form }) => !form.isGift)
  const strange = sold.filter(({ goods, unitPriceE4 }) => !hasRung(offers.get(goods.id), unitPriceE4))
  if (stage.scene.source.offListBy === 'APPLICATION') return strange.length === 0
  const isSteady = ({ goods, unitPriceE4 }: PricedLine): boolean =>
    sold.every((line) => line.goods.id !== goods.id || line.unitPriceE4 === unitPriceE4)
  const settable = new Map(strange.filter(isSteady).map((line) => [line.goods.id, line]))
  for (const [productId, { lineId, form }] of settable) {
    const { unitPrice } = form
    const price = { accountSetId, customerId, productId, validFrom: stage.date, unitPrice }
    await perform(setCustomerPrice, stage.act('price', 'salesManager', lineId), price)
    asked.prices += 1
  }
  return strange.every(isSteady)
}

function hasRung(offer: PriceOffer | undefined, unitPriceE4: bigint): boolean {
  return (
    offer !== undefined &&
    [offer.customerPriceE4, offer.lastPriceE4, offer.listPriceE4].some((rung) => rung === unitPriceE4)
  )
}

/** The clerk applies for what the issue gate would refuse, and the sales manager agrees. */
async function askConsent(
  stage: DayStage,
  { asked }: Ground,
  { number }: IowaInvoice,
  note: NoteForm,
): Promise<{ applicationId: string }> {
  const remark = stage.scene.source.markOf(number)
  const { accountSetId, applicationId } = await perform(
    submitApplication,
    stage.act('apply', 'clerk', number),
    {
      note,
      remark,
    },
  )
  await perform(approveApplication, stage.act('agree', 'salesManager', number), {
    accountSetId,
    applicationId,
    seenVersion: 0,
    remark,
  })
  asked.consents += 1
  return { applicationId }
}
