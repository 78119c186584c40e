import type { ReceiptCustomer } from '#lib/domain/receipts/repository.ts'
import type { ReceiptInput } from '#lib/domain/receipts/schema.ts'
import { parseYuan } from '#lib/kernel/money.ts'
import type { ReceiptDraft } from '#lib/papers/receipts.ts'

/** The note and the person that the input names; null where it names none. */
export function namedIn({ forPaperId, takenById }: ReceiptInput): {
  forPaperId: string | null
  takenById: string | null
} {
  return {
    forPaperId: forPaperId === '' ? null : forPaperId,
    takenById: takenById === '' ? null : takenById,
  }
}

/** What was typed of money that came in: an amount above zero, no day to come, a note and a person that are there (R94). */
export function readReceipt(
  input: ReceiptInput,
  customer: Pick<ReceiptCustomer, 'noteStatus' | 'isTakerKnown'>,
  today: string,
): { amountFen: bigint } | { invalid: Record<string, string> } {
  const amount = parseYuan(input.amount)
  if (!amount.ok) return { invalid: { amount: amount.code } }
  if (amount.value <= 0n) return { invalid: { amount: amount.value === 0n ? 'zero' : 'negative' } }
  if (input.receivedOn > today) return { invalid: { receivedOn: 'dateInFuture' } }
  if (input.forPaperId !== '' && customer.noteStatus === null)
    return { invalid: { forPaperId: 'unknownNote' } }
  if (input.forPaperId !== '' && input.purpose !== 'PAYMENT')
    return { invalid: { purpose: 'noteAndPurpose' } }
  return customer.isTakerKnown ? { amountFen: amount.value } : { invalid: { takenById: 'unknownTaker' } }
}

/** The receipt as it will be written. */
export function draftOf(input: ReceiptInput, amountFen: bigint): ReceiptDraft {
  const { accountSetId, customerId, method, receivedOn, remark, payer, purpose } = input
  return {
    ...{ accountSetId, customerId, amountFen, method, receivedOn, remark, payer, ...namedIn(input) },
    purpose: purpose === 'PAYMENT' ? null : purpose,
    reconciliationId: null,
  }
}
