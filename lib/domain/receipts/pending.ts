export { type PendingReceiptDraft, recordPendingReceipts } from '#lib/papers/receipts.ts'
