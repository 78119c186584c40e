import type { PaperEventDraft } from '#lib/command/define-command.ts'
import type { Tx } from '#lib/db/client.ts'
import { takeSequenceRanges } from '#lib/db/numbering.ts'
import { type BusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { newId } from '#lib/kernel/ids.ts'
import { paperNumber } from '#lib/kernel/paper-number.ts'
import { asText } from '#lib/ledger/as-text.ts'
import { chainStart } from '#lib/papers/paper.ts'
import { type ReceiptContent, receiptContentHash } from '#lib/papers/receipt-content.ts'

/** The ways money comes in. */
export type ReceiptMethod = 'CASH' | 'TRANSFER' | 'WECHAT' | 'ALIPAY' | 'CHEQUE'

/** PENDING: the cashier has not accepted it; RECORDED: it is in the books; REVERSED: it was undone. */
export type ReceiptStanding = 'PENDING' | 'RECORDED' | 'REVERSED'

/** A receipt before it has its number. Nulls are not said on the paper. */
export type ReceiptDraft = {
  accountSetId: number
  customerId: string
  /** Above zero. */
  amountFen: bigint
  method: ReceiptMethod
  receivedOn: BusinessDate
  remark: string
  /** Who paid; empty where that is the customer. */
  payer: string
  /** Who took the money, where that is not who records it. */
  takenById: string | null
  /** The note it is meant for. */
  forPaperId: string | null
  purpose: 'PREPAYMENT' | 'DEPOSIT' | null
  /** The driver reconciliation it comes from. */
  reconciliationId: string | null
  /** The line of the bank's list it stands for. */
  bankLineId?: string | null
}

export type WrittenReceipt = { paperId: string; number: string; event: PaperEventDraft }

/**
 * Numbers receipts of one account set and writes papers and receipts; no money is entered. Two statements, whatever the
 * number of receipts. The numbers are the last locks: whoever also enters money does so before. Answers in the order of
 * the drafts.
 */
export async function writeReceipts(
  tx: Tx,
  recorder: { recordedById: string; at: Date },
  drafts: readonly (ReceiptDraft & { paperId?: string })[],
  of: { numberFormat: string; status: ReceiptStanding },
): Promise<WrittenReceipt[]> {
  const [first] = drafts
  if (!first) return []
  const { accountSetId } = first
  const counts = new Map<string, number>()
  for (const { receivedOn } of drafts)
    counts.set(periodOf(receivedOn), (counts.get(periodOf(receivedOn)) ?? 0) + 1)
  const next = new Map<string, number>()
  for (const [period, last] of await takeSequenceRanges(tx, accountSetId, 'RECEIPT', counts))
    next.set(period, last - (counts.get(period) ?? 0))
  const receipts = drafts.map((draft): NewReceipt & { content: ReceiptContent } => {
    const period = periodOf(draft.receivedOn)
    const sequence = (next.get(period) ?? 0) + 1
    next.set(period, sequence)
    const paperId = draft.paperId ?? newId(recorder.at)
    const number = paperNumber(of.numberFormat, 'RECEIPT', period, sequence)
    const content = contentOf(draft, paperId, number)
    const contentHash = receiptContentHash(content)
    const chainHash = chainStart({ accountSetId, paperId, kind: 'RECEIPT', number, contentHash })
    const payer = draft.payer === '' ? null : draft.payer
    return {
      ...draft,
      paperId,
      number,
      period,
      sequence,
      content,
      contentHash,
      chainHash,
      status: of.status,
      payer,
      bankLineId: draft.bankLineId ?? null,
    }
  })
  await insertReceipts(tx, recorder, receipts)
  return receipts.map(({ paperId, number, amountFen, method, customerId, takenById, reconciliationId }) => ({
    paperId,
    number,
    event: {
      accountSetId,
      paperId,
      payload: { number, amountFen: `${amountFen}`, method, customerId, takenById, reconciliationId },
    },
  }))
}

function contentOf(draft: ReceiptDraft, paperId: string, number: string): ReceiptContent {
  return {
    accountSetId: draft.accountSetId,
    paperId,
    number,
    customerId: draft.customerId,
    amountFen: `${draft.amountFen}`,
    method: draft.method,
    receivedOn: draft.receivedOn,
    remark: draft.remark,
    ...(draft.payer === '' ? {} : { payer: draft.payer }),
    ...(draft.takenById === null ? {} : { takenById: draft.takenById }),
    ...(draft.forPaperId === null ? {} : { forPaperId: draft.forPaperId }),
    ...(draft.purpose === null ? {} : { purpose: draft.purpose }),
    ...(draft.reconciliationId === null ? {} : { reconciliationId: draft.reconciliationId }),
    ...(draft.bankLineId ? { bankLineId: draft.bankLineId } : {}),
  }
}

/** Money somebody took on the road; it enters the books when the cashier accepts it. */
export type PendingReceiptDraft = Omit<ReceiptDraft, 'takenById'> & { takenById: string }

/**
 * Records receipts that wait for the cashier: numbers, papers and receipts, no money and no voucher yet. All of one account
 * set, whose customers the caller has read within the actor's scope. Three statements, whatever the number of receipts; the
 * numbers are the last locks it takes. Answers in the order of the drafts; the caller adds each `event` to its own.
 */
export async function recordPendingReceipts(
  tx: Tx,
  recorder: { recordedById: string; at: Date },
  drafts: readonly PendingReceiptDraft[],
): Promise<WrittenReceipt[]> {
  const [first] = drafts
  if (!first) return []
  if (drafts.some(({ accountSetId }) => accountSetId !== first.accountSetId))
    throw new Error('receipts: of several account sets')
  const customerIds = [...new Set(drafts.map(({ customerId }) => customerId))]
  const found = await readNumbering(tx, first.accountSetId, customerIds)
  if (found?.customers !== customerIds.length) throw new Error('receipts: of unknown customers')
  return writeReceipts(tx, recorder, drafts, { numberFormat: found.numberFormat, status: 'PENDING' })
}

/** How the account set writes numbers, and which of the customers it has. One statement. */
async function readNumbering(
  tx: Tx,
  accountSetId: number,
  customerIds: readonly string[],
): Promise<{ numberFormat: string; customers: number } | null> {
  const rows = await tx.$queryRaw<{ numberFormat: string; customers: number }[]>`
    SELECT s.number_format AS "numberFormat", (SELECT count(*)::int FROM customer c WHERE c.account_set_id = s.id
      AND c.id = ANY(${[...customerIds]}::uuid[])) AS customers
    FROM account_set s WHERE s.id = ${accountSetId}`
  return rows[0] ?? null
}

type NewReceipt = {
  accountSetId: number
  paperId: string
  number: string
  period: string
  sequence: number
  contentHash: Buffer
  chainHash: Buffer
  customerId: string
  amountFen: bigint
  method: string
  receivedOn: string
  remark: string
  status: ReceiptStanding
  payer: string | null
  takenById: string | null
  forPaperId: string | null
  purpose: string | null
  reconciliationId: string | null
  bankLineId: string | null
}

/** Writes papers and receipts in one statement. What a receipt says is never changed (R96). */
async function insertReceipts(
  tx: Tx,
  recorder: { recordedById: string; at: Date },
  receipts: readonly NewReceipt[],
): Promise<void> {
  const rows = receipts.map(({ contentHash, chainHash, ...receipt }) => ({
    ...receipt,
    hash: contentHash.toString('hex'),
    chain: chainHash.toString('hex'),
    bookedOn: receipt.status === 'PENDING' ? null : receipt.receivedOn,
  }))
  await tx.$executeRaw`
    WITH draft AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows, asText)}::jsonb) AS d("accountSetId" int, "paperId" uuid, number text,
        period text, sequence int, hash text, chain text, "customerId" uuid, "amountFen" bigint, method text, "receivedOn" date,
        remark text, status text, payer text, "takenById" uuid, "forPaperId" uuid, purpose text, "reconciliationId" uuid, "bankLineId" uuid, "bookedOn" date)
    ), paper AS (
      INSERT INTO paper (account_set_id, id, kind, number, period, sequence, business_date, content_hash, created_by_id, created_at, chain_hash)
      SELECT "accountSetId", "paperId", 'RECEIPT', number, period, sequence, "receivedOn", decode(hash, 'hex'),
        ${recorder.recordedById}::uuid, ${recorder.at}, decode(chain, 'hex') FROM draft
    )
    INSERT INTO receipt (account_set_id, paper_id, customer_id, amount_fen, method, received_on, remark, recorded_by_id, recorded_at,
      status, payer, taken_by_id, for_paper_id, purpose, reconciliation_id, bank_line_id,
      booked_on)
    SELECT "accountSetId", "paperId", "customerId", "amountFen", method, "receivedOn", remark, ${recorder.recordedById}::uuid,
      ${recorder.at}, status, payer, "takenById", "forPaperId", purpose, "reconciliationId", "bankLineId", "bookedOn" FROM draft`
}
