import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { systemClock, today } from '#lib/kernel/clock.ts'
import { type RoadCompany, valueOf } from '#tests/support/company.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { supermarketNoteAt } from '#tests/support/ordering.ts'
import { postedNote } from '#tests/support/receipts.ts'
import { blueCopiesHome, cleared } from '#tests/support/reconciling.ts'
import { run } from '#tests/support/road.ts'

/** One note of each kind of money and channel, picked, signed and verified, and what their customers owe from before. */
export type Cargo = Record<
  'cash' | 'monthly' | 'heldNote' | 'rolling' | 'prefecture' | 'supermarket',
  IssuedNote
> & {
  older: Record<'heldNote' | 'rolling', IssuedNote>
}

/**
 * A case of water is ￥43.20. Cash 2 cases; monthly 2 cases of spirits with their codes (￥5,616.00); held note 1 case with
 * ￥86.40 to collect first; rolling 2 cases, ￥22.80 over its ceiling of ￥150.00; prefecture 3 cases, paid ahead, with ￥30.00
 * of freight laid out; supermarket 1 case of spirits (￥2,808.00) in its own account set.
 */
export async function cargoOf(company: RoadCompany): Promise<Cargo> {
  const water = (quantity: string) => [{ product: 'LZ001', quantity }]
  await company.db.customer.updateMany({ where: { code: 'K104' }, data: { rollingCeilingFen: 15_000n } })
  const older = { heldNote: await postedNote(company, 'K103'), rolling: await postedNote(company, 'K104') }
  await blueCopiesHome(company, older.heldNote, older.rolling)
  await cleared(company, older.heldNote.accountSetId)
  await paidAhead(company, older.heldNote.accountSetId)
  const spirits = [{ product: 'YS003', quantity: '2箱' }]
  const freight = { freightAgent: '虚构托运部', freightPhone: '13800000900', advancedFreight: '30' }
  return {
    older,
    cash: await noteAt(company, 'VERIFIED', { customer: 'K101' }),
    monthly: await noteAt(company, 'VERIFIED', { customer: 'K105', lines: spirits }),
    heldNote: await noteAt(company, 'VERIFIED', { customer: 'K103', lines: water('1箱') }),
    rolling: await noteAt(company, 'VERIFIED', { customer: 'K104' }),
    prefecture: await noteAt(company, 'VERIFIED', {
      customer: 'K107',
      lines: water('3箱'),
      changes: freight,
    }),
    supermarket: await supermarketNoteAt(company, 'VERIFIED', 'S201', { product: 'YS003', quantity: '1箱' }),
  }
}

/** What the prefecture's customer has remitted before anything is written for it (R48). */
async function paidAhead(company: RoadCompany, accountSetId: number): Promise<void> {
  const money = { amount: '129.60', method: 'TRANSFER', receivedOn: today(systemClock), remark: '' }
  const input = { accountSetId, customerId: company.customerId('K107'), ...money }
  valueOf(await run(company, recordReceipt, company.staff.accountant, input))
}
