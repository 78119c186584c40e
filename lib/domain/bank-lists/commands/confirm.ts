import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { holdMatches, type MatchedLine } from '#lib/domain/bank-lists/repository.ts'
import { type ConfirmLinesInput, confirmLinesInput } from '#lib/domain/bank-lists/schema.ts'
import { moneyOfReceipt, moneyVoucher } from '#lib/domain/receipts/postings.ts'
import { newId } from '#lib/kernel/ids.ts'
import { formatFen } from '#lib/kernel/money.ts'
import { allocateMoney, enterMoney } from '#lib/ledger/allocations.ts'
import { allocationVouchers, enterVouchers } from '#lib/ledger/journal.ts'
import { type ReceiptDraft, writeReceipts } from '#lib/papers/receipts.ts'

type Matched = MatchedLine & { customerId: string; forPaperId: string | null }

/**
 * A person agreed whose money lines of the bank are: each becomes a receipt in the books, dated by the bank, and pays the
 * note it is meant for, then the oldest. A line becomes one living receipt, whatever happens at once. Constant statements.
 */
export const confirmLines = defineCommand({
  name: 'bankList.confirm',
  permission: 'bankList.match',
  input: confirmLinesInput,
  queryBudget: 14,
  load: async ({ tx, actor }, input): Promise<MatchedLine[] | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    const lineIds = new Set(input.matches.map(({ lineId }) => lineId))
    const found = await holdMatches(tx, input.accountSetId, input.matches)
    return new Set(found.map(({ lineId }) => lineId)).size === lineIds.size ? found : null
  },
  decide: (found, input): Decision<Matched[]> => {
    const matched = found.map((line): MatchedLine & { forPaperId: string } => {
      return {
        ...line,
        forPaperId: input.matches.find(({ lineId }) => lineId === line.lineId)?.forPaperId ?? '',
      }
    })
    const invalid = wrongMatches(found, input)
    if (Object.keys(invalid).length > 0) return { invalid }
    for (const { isOpen, isPeriodOpen, bookedOn, amountFen } of found) {
      if (!isOpen) return refuse('bankList.lineTaken', { date: bookedOn, amount: formatFen(amountFen) })
      if (!isPeriodOpen) return refuse('receipt.periodClosed', { date: bookedOn })
    }
    return act(
      matched.flatMap((line) => {
        const { customerId, forPaperId } = line
        return customerId === null
          ? []
          : [{ ...line, customerId, forPaperId: forPaperId === '' ? null : forPaperId }]
      }),
    )
  },
  save: async ({ tx, actor, now }, lines, { accountSetId }) => {
    const recorder = { recordedById: actor.userId, at: now }
    const drafts = lines.map((line) => ({ ...draftOf(accountSetId, line), paperId: newId(now), line }))
    const money = drafts.map((draft) =>
      moneyOfReceipt({ ...draft, bookedOn: draft.receivedOn, noteStatus: draft.line.noteStatus }),
    )
    await enterMoney(tx, accountSetId, money, now)
    const payers = drafts.flatMap(({ customerId, receivedOn, line }) =>
      line.paysBefore ? [] : [{ customerId, businessDate: receivedOn }],
    )
    const meant = drafts.flatMap(({ forPaperId }) => (forPaperId === null ? [] : [forPaperId]))
    const paid = await allocateMoney(tx, { accountSetId, meant, payers: earliest(payers) }, now)
    await enterVouchers(tx, recorder, [
      ...drafts.map((draft) => moneyVoucher({ ...draft, bookedOn: draft.receivedOn }, now)),
      ...allocationVouchers(paid, now),
    ])
    const numberFormat = lines[0]?.numberFormat ?? ''
    const written = await writeReceipts(tx, recorder, drafts, { numberFormat, status: 'RECORDED' })
    return {
      value: { receipts: written.map(({ paperId, number }) => ({ paperId, number })) },
      events: written.map(({ event }) => event),
    }
  },
})

function wrongMatches(found: readonly MatchedLine[], { matches }: ConfirmLinesInput): Record<string, string> {
  const invalid: Record<string, string> = {}
  const seen = new Set<string>()
  for (const [index, { lineId, forPaperId }] of matches.entries()) {
    const line = found.find((each) => each.lineId === lineId)
    if (seen.has(lineId)) invalid[`matches.${index}.lineId`] = 'lineTwice'
    else if (!line?.customerId) invalid[`matches.${index}.customerCode`] = 'unknownCustomer'
    else if (forPaperId !== '' && line.noteStatus === null)
      invalid[`matches.${index}.forPaperId`] = 'unknownNote'
    seen.add(lineId)
  }
  return invalid
}

function draftOf(accountSetId: number, line: Matched): ReceiptDraft {
  const { customerId, amountFen, bookedOn, payer, memo, reference, forPaperId, lineId } = line
  return {
    ...{ accountSetId, customerId, amountFen, payer, forPaperId, bankLineId: lineId },
    ...{ method: 'TRANSFER', receivedOn: bookedOn, takenById: null, purpose: null, reconciliationId: null },
    remark: [memo, reference]
      .filter((text) => text !== '')
      .join(' ')
      .slice(0, 200),
  }
}

/** Each customer once, on the first day of their money. */
function earliest(payers: readonly { customerId: string; businessDate: string }[]) {
  const first = new Map<string, string>()
  for (const { customerId, businessDate } of payers)
    if (businessDate < (first.get(customerId) ?? '9999')) first.set(customerId, businessDate)
  return [...first].map(([customerId, businessDate]) => ({ customerId, businessDate }))
}
