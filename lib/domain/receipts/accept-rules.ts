import type { Refusal } from '#lib/kernel/result.ts'
import type { HeldReceipt } from '#lib/domain/receipts/accept-repository.ts'

type Judged = Pick<
  HeldReceipt,
  'number' | 'status' | 'recordedById' | 'takenById' | 'acceptedById' | 'isPeriodOpen' | 'isTodayOpen'
>

/** The day accepted money is entered on: the day it came, or today where that day's month is closed. */
export function bookedOn<Day extends string>(
  receipt: { receivedOn: Day; isPeriodOpen: boolean },
  today: Day,
): Day {
  return receipt.isPeriodOpen ? receipt.receivedOn : today
}

/** Why a receipt cannot be accepted by this person; null when it can (R58). */
export function acceptRefusal(receipt: Judged, actorId: string, today: string): Refusal | null {
  const { number } = receipt
  if (receipt.status !== 'PENDING') return { code: 'receipt.notPending', params: { number } }
  if (receipt.recordedById === actorId || receipt.takenById === actorId)
    return { code: 'receipt.cashierIsOther', params: { number } }
  if (!receipt.isPeriodOpen && !receipt.isTodayOpen)
    return { code: 'receipt.periodClosed', params: { date: today } }
  return null
}

/** Why a receipt cannot be undone by this person; null when it can (R96). Pending money is in no books. */
export function reverseRefusal(receipt: Judged, actorId: string, today: string): Refusal | null {
  const { number } = receipt
  if (receipt.status === 'REVERSED') return { code: 'receipt.alreadyReversed', params: { number } }
  if (receipt.recordedById === actorId || receipt.acceptedById === actorId)
    return { code: 'receipt.secondPerson', params: { number } }
  if (receipt.status === 'RECORDED' && !receipt.isTodayOpen)
    return { code: 'receipt.periodClosed', params: { date: today } }
  return null
}
