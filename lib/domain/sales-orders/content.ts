import type { WorkedNote } from '#lib/domain/delivery-notes/amounts.ts'
import type { OrderContent } from '#lib/domain/delivery-notes/content.ts'

type Asked = {
  accountSetId: number
  businessDate: string
  customerId: string
  intakeChannel: string
  expectedOn: string
  isUrgent: boolean
  specialInstructions: string
  lines: readonly { productId: string; isGift: boolean; remark: string }[]
}

/** What an order says, frozen: figures as decimal strings of fen, 1/10000 yuan and 1/1000 base units. */
export function orderContentOf(
  asked: Asked,
  identity: { paperId: string; number: string },
  note: WorkedNote,
): OrderContent {
  return {
    accountSetId: asked.accountSetId,
    paperId: identity.paperId,
    number: identity.number,
    businessDate: asked.businessDate,
    customerId: asked.customerId,
    intakeChannel: asked.intakeChannel,
    expectedOn: asked.expectedOn || asked.businessDate,
    isUrgent: asked.isUrgent,
    specialInstructions: asked.specialInstructions,
    grossFen: String(note.grossFen),
    lines: asked.lines.flatMap((line, index) => {
      const worked = note.lines[index]
      if (!worked) return []
      return {
        lineNo: index + 1,
        productId: line.productId,
        qtyE3: String(worked.qtyE3),
        unitPriceE4: String(worked.unitPriceE4),
        discountFen: String(worked.discountFen),
        amountFen: String(worked.amountFen),
        isGift: line.isGift,
        remark: line.remark,
      }
    }),
  }
}
