import { newId } from '#lib/kernel/ids.ts'
import type { AllocationDraft, MoneyDraft } from '#lib/ledger/allocations.ts'
import type { VoucherDraft } from '#lib/ledger/journal.ts'

/** A note that ended claims nothing: money meant for it is free. */
const ENDED = ['VOIDED', 'REVERSED']

/** The money a receipt brings, and what it is put aside for. */
export function moneyOfReceipt(receipt: {
  customerId: string
  paperId: string
  amountFen: bigint
  bookedOn: string
  purpose: string | null
  forPaperId: string | null
  noteStatus: string | null
}): MoneyDraft {
  const { customerId, paperId, amountFen, bookedOn, purpose, forPaperId, noteStatus } = receipt
  const isMeant = forPaperId !== null && noteStatus !== null && !ENDED.includes(noteStatus)
  const waits = purpose === 'DEPOSIT' ? 'DEPOSIT' : isMeant ? 'NOTE' : null
  return {
    customerId,
    paperId,
    amountFen,
    businessDate: bookedOn,
    waits,
    forPaperId: isMeant ? forPaperId : null,
  }
}

/** Money comes in and is owed to the customer until it pays something. */
export function moneyVoucher(
  of: { accountSetId: number; paperId: string; method: string; amountFen: bigint; bookedOn: string },
  now: Date,
): VoucherDraft {
  const { accountSetId, paperId, amountFen, bookedOn, method } = of
  const debit = method === 'CASH' ? 'CASH' : 'BANK'
  return {
    ...{ accountSetId, id: newId(now), paperId, kind: 'RECEIPT', businessDate: bookedOn },
    lines: [{ debit, credit: 'PREPAID', amountFen }],
  }
}

/** One voucher for each item a person let money pay or let off: an entry and its voucher are undone together. */
export function decidedVouchers(
  accountSetId: number,
  drafts: readonly AllocationDraft[],
  now: Date,
): VoucherDraft[] {
  return drafts.map(({ paperId, amountFen, onDate, account }) => ({
    ...{ accountSetId, id: newId(now), paperId, businessDate: onDate },
    kind: account === 'ALLOWANCE' ? 'ALLOWANCE' : 'ALLOCATION',
    lines: [{ debit: account, credit: 'RECEIVABLE', amountFen }],
  }))
}
