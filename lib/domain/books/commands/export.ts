import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { readExportFacts } from '#lib/domain/books/queries-export.ts'
import { exportBooksInput } from '#lib/domain/books/schema.ts'

/** The longest span that leaves in one file, in months. */
const MOST_MONTHS = 24

/**
 * Notes in the evidence who takes what of the books out of the house (R67). Vouchers leave with their numbers: refused
 * while one of the months has a voucher without.
 */
export const exportBooks = defineCommand({
  name: 'books.export',
  permission: 'books.export',
  input: exportBooksInput,
  queryBudget: 5,
  load: ({ tx, actor }, input) =>
    actor.accountSetIds.includes(input.accountSetId) ? readExportFacts(tx, input) : Promise.resolve(null),
  decide: ({ vouchers, unnumbered }, { file, from, to }) => {
    if (to < from) return { invalid: { to: 'beforeFrom' } }
    if (monthsBetween(from, to) > MOST_MONTHS) return { invalid: { to: 'spanTooLong' } }
    if (file === 'vouchers' && unnumbered > 0) return refuse('books.unnumbered', { count: unnumbered })
    return act({ vouchers })
  },
  save: (_context, { vouchers }, { accountSetId, file, format, from, to }) => {
    const payload = { format, from, to, vouchers }
    return Promise.resolve({
      value: { accountSetId },
      deskEvents: [{ accountSetId, subject: 'export', subjectId: file, payload }],
    })
  },
})

function monthsBetween(from: string, to: string): number {
  const monthOf = (period: string): number => Number(period.slice(0, 4)) * 12 + Number(period.slice(4))
  return monthOf(to) - monthOf(from) + 1
}
