import type { SignerProof } from '#lib/auth/actor.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { type BilledLine, matchBill, readBilledLines } from '#lib/domain/purchase-bills/match.ts'
import { type OrderToBill, readOrderToBill } from '#lib/domain/purchase-bills/queries.ts'
import { RECORD_BILL_GATE } from '#lib/domain/purchase-bills/rules.ts'
import { recordInput, type RecordBillInput } from '#lib/domain/purchase-bills/schema.ts'
import { type BusinessDate, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'
import { RED } from '#lib/papers/goods/kinds.ts'
import { holdGoodsPaper } from '#lib/papers/goods/load.ts'
import { type GoodsDraft, openGoodsPaper } from '#lib/papers/goods/open.ts'

type Loaded = { order: OrderToBill; businessDate: BusinessDate | null; period: PeriodStatus }
type Plan = { order: OrderToBill; lines: BilledLine[]; businessDate: BusinessDate; signer: SignerProof }

/**
 * 采购开单: records a supplier's invoice against its purchase order (R87) with the invoice's own number (R94): no more
 * than came and was not billed; a price that differs from the order's needs a reason here and a manager's consent
 * before it is posted (R98). A red one takes back what was billed and has gone back to the supplier, by the number of
 * the supplier's credit note. Refused with the whole checklist; `invalid` names the field.
 */
export const recordBill = defineCommand({
  name: 'purchaseBill.record',
  permission: 'purchaseBill.record',
  input: recordInput,
  queryBudget: 11,
  signs: true,
  load: async ({ tx, actor, today }, input): Promise<Loaded | null> => {
    const { accountSetId, sourcePaperId } = input
    if (!actor.accountSetIds.includes(accountSetId)) return null
    const key = { accountSetId, paperId: sourcePaperId }
    await holdGoodsPaper(tx, key)
    const asked = { invoiceNumber: input.externalNumber, except: null }
    const order = await readOrderToBill(tx, actor.accountSetIds, key, asked)
    if (!order) return null
    const read = parseBusinessDate(input.businessDate === '' ? today : input.businessDate)
    const businessDate = read.ok ? read.value : null
    return { order, businessDate, period: await holdPeriod(tx, accountSetId, businessDate ?? today) }
  },
  decide: ({ order, businessDate, period }, input, { today, signer }) => {
    if (businessDate === null) return { invalid: { businessDate: 'notADate' } }
    const isRed = input.purpose === RED
    const read = readBilledLines(input.lines, order.lines, { priceMode: order.priceMode, isRed })
    if (!read.ok) return { invalid: read.fields }
    const checklist = evaluate(RECORD_BILL_GATE, {
      order,
      invoiceNumber: input.externalNumber,
      takenBy: order.takenBy,
      businessDate,
      today,
      isPeriodOpen: period === 'OPEN',
      reason: input.reason,
      lines: matchBill(order.lines, read.lines, { countsWaiting: true }),
    })
    if (!checklist.isOpen)
      return { refuse: { code: 'gate.recordBill', params: { number: order.number }, checklist } }
    return signer ? act<Plan>({ order, lines: read.lines, businessDate, signer }) : refuse('signing.noProof')
  },
  save: async ({ tx, actor, now }, plan, input) => {
    const { order, signer } = plan
    const by = {
      signer,
      now,
      numberFormat: order.numberFormat,
      address: actor.address,
      userAgent: actor.userAgent,
    }
    const opened = await openGoodsPaper(tx, draftOf(plan, input), by)
    const { accountSetId, paperId, number, content } = opened
    const payload = {
      number,
      order: order.number,
      purpose: input.purpose ?? '',
      invoice: input.externalNumber,
      grossFen: content.grossFen,
      lineCount: content.lines.length,
    }
    return { value: { accountSetId, paperId, number }, events: [{ accountSetId, paperId, payload }] }
  },
})

function draftOf({ order, lines, businessDate, signer }: Plan, input: RecordBillInput): GoodsDraft {
  return {
    kind: 'PURCHASE_BILL',
    accountSetId: order.accountSetId,
    businessDate,
    warehouseId: order.warehouseId,
    warehouseName: order.warehouseName,
    toWarehouseId: null,
    toWarehouseName: null,
    supplierId: order.supplierId,
    customerId: null,
    partyName: order.supplierName,
    partyContact: order.supplierContact,
    sourcePaperId: order.paperId,
    purpose: input.purpose ?? null,
    reason: input.reason,
    externalNumber: input.externalNumber,
    expectedOn: null,
    priceMode: order.priceMode,
    preparerId: signer.userId,
    preparerName: signer.displayName,
    handlerId: null,
    handlerName: null,
    lines: lines.map((line) => draftLine(order, line)),
  }
}

function draftLine(order: OrderToBill, line: BilledLine): GoodsDraft['lines'][number] {
  const ordered = order.lines.find(({ lineNo }) => lineNo === line.orderLineNo)
  if (!ordered) throw new Error('purchase bill: a line answers no line of its order')
  const { productId, productCode, productName, specification, baseUnit, caseUnit, caseFactorE3 } = ordered
  return {
    ...{ productId, productCode, productName, specification, baseUnit, caseUnit },
    caseFactorE3: caseFactorE3 === null ? null : `${caseFactorE3}`,
    qtyE3: `${line.qtyE3}`,
    unitPriceE4: `${line.unitPriceE4}`,
    amountFen: `${line.amountFen}`,
    taxRateBp: line.taxRateBp,
    netFen: `${line.netFen}`,
    taxFen: `${line.taxFen}`,
    codesDue: 0,
    sourcePaperId: order.paperId,
    sourceLineNo: ordered.lineNo,
    disposition: null,
    remark: line.remark,
  }
}
