import type { Tx } from '#lib/db/client.ts'
import { enterVouchers, freedVouchers, paidVouchers } from '#lib/ledger/journal.ts'
import {
  allocatePaymentsOldestFirst,
  type BillPaid,
  freeAllocations,
  reversePayables,
  type SupplierAct,
} from '#lib/ledger/payables.ts'

/**
 * Undoes what gave a supplier's advance: a payment, or a red bill. What was paid last is owed again as far as the advance
 * does not cover the amount, the paper's entries are mirrored, and what is left over pays the oldest bills anew, each with
 * its voucher. The caller holds the balance and mirrors the paper's own vouchers. Four statements. Answers what was freed.
 */
export async function takeAdvanceBack(
  tx: Tx,
  recorder: { recordedById: string; at: Date },
  act: SupplierAct,
  amountFen: bigint,
): Promise<BillPaid[]> {
  const freed = await freeAllocations(tx, { ...act, amountFen }, recorder.at)
  await reversePayables(tx, act, recorder.at)
  const paid = await allocatePaymentsOldestFirst(tx, [act], recorder.at)
  await enterVouchers(tx, recorder, [
    ...freedVouchers(freed, recorder.at),
    ...paidVouchers(paid, recorder.at),
  ])
  return freed
}
