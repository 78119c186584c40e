import type { Session } from '#lib/domain/driver-reconciliations/loading.ts'
import { amendedFen, type DueNote, type Tender } from '#lib/domain/driver-reconciliations/sheet.ts'
import type { PendingReceiptDraft } from '#lib/papers/receipts.ts'
import { RECEIPT_METHODS } from '#lib/domain/receipts/schema.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { TenderKey } from '#lib/ledger/tenders.ts'

/** A tender and the receipt it becomes, by its place among the drafts; null when it becomes none. */
export type Binding = TenderKey & { draft: number | null }

/**
 * What the stops of a session become: each payment for goods one receipt that waits for the cashier, in full, whatever the
 * driver's cash came to. Freight laid out is no customer's money, and what stands on account was not paid.
 */
export function receiptsOf(
  session: Pick<Session, 'accountSetId' | 'paperId' | 'driverId'>,
  notes: readonly DueNote[],
  receivedOn: BusinessDate,
): { drafts: PendingReceiptDraft[]; bindings: Binding[] } {
  const drafts: PendingReceiptDraft[] = []
  const bindings = notes.flatMap((note) => {
    let offFen = amendedFen(note)
    return note.tenders.map((said): Binding => {
      const isOwnCash = said.method === 'CASH' && said.what === 'GOODS' && said.paysPaperId === note.paperId
      const lessFen = !isOwnCash ? 0n : said.amountFen < offFen ? said.amountFen : offFen
      offFen -= lessFen
      const tender = { ...said, amountFen: said.amountFen - lessFen }
      const key = { accountSetId: session.accountSetId, paperId: note.paperId, sequence: tender.sequence }
      const draft = draftOf(session, note, tender, receivedOn)
      return { ...key, draft: draft === null ? null : drafts.push(draft) - 1 }
    })
  })
  return { drafts, bindings }
}

function draftOf(
  { accountSetId, paperId, driverId }: Pick<Session, 'accountSetId' | 'paperId' | 'driverId'>,
  { customerId }: DueNote,
  tender: Tender,
  receivedOn: BusinessDate,
): PendingReceiptDraft | null {
  const method = RECEIPT_METHODS.find((each) => each === tender.method)
  if (method === undefined || tender.what !== 'GOODS' || tender.amountFen === 0n) return null
  return {
    ...{ accountSetId, customerId, amountFen: tender.amountFen, method, receivedOn },
    ...{ remark: '', payer: '', takenById: driverId, forPaperId: tender.paysPaperId },
    ...{ purpose: null, reconciliationId: paperId },
  }
}
