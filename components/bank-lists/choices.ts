import type { BankLineRow } from '#lib/domain/bank-lists/queries.ts'

/** Whose money a person says a line is: one of the proposals, or a customer's code typed over it. */
export type Choice = { isTicked: boolean; customerId: string; code: string }

/** A line begins with its likeliest proposal, not ticked. */
export function firstChoice({ proposals }: BankLineRow): Choice {
  return { isTicked: false, customerId: proposals[0]?.customerId ?? '', code: '' }
}

/** Whether it says whose money it is. */
export function isComplete({ customerId, code }: Choice): boolean {
  return customerId !== '' || code.trim() !== ''
}

/** What is sent of a line; money goes to the note that comes to its amount where the proposal names one. */
export function matchOf(row: BankLineRow, { customerId, code }: Choice) {
  const proposal = row.proposals.find((each) => each.customerId === customerId)
  return {
    lineId: row.lineId,
    customerId,
    customerCode: customerId === '' ? code : '',
    forPaperId: proposal?.note?.paperId ?? '',
  }
}
