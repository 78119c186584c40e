import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { holdBookPeriod } from '#lib/domain/books/repository.ts'
import { numberVouchersInput } from '#lib/domain/books/schema.ts'
import { giveVoucherNumbers } from '#lib/ledger/closing.ts'

/**
 * Gives the vouchers of a month their numbers, without a gap, by date and moment of recording (R63). Vouchers entered later
 * go on from there; a number never changes. Constant statements, whatever the number of vouchers.
 */
export const numberVouchers = defineCommand({
  name: 'voucher.number',
  permission: 'voucher.number',
  input: numberVouchersInput,
  queryBudget: 6,
  load: async ({ tx, actor }, input) => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    return { status: await holdBookPeriod(tx, input) }
  },
  decide: ({ status }, { period }) =>
    status === null ? refuse('period.notOpened', { period }) : act({ status }),
  save: async ({ tx, actor, now }, _plan, { accountSetId, period }) => {
    const given = await giveVoucherNumbers(tx, { accountSetId, period }, { userId: actor.userId, at: now })
    return {
      value: given,
      deskEvents: [{ accountSetId, subject: 'period', subjectId: period, payload: { ...given } }],
    }
  },
})
