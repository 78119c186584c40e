import { contentHash } from '#lib/kernel/canonical.ts'

/** A line as it is invoiced; below zero on a red invoice. Amounts in fen and quantities in 1/1000, as text. */
export type InvoiceContentLine = {
  lineNo: number
  notePaperId: string
  noteLineNo: number
  productName: string
  specification: string
  unit: string
  qtyE3: string
  netFen: string
  taxFen: string
  taxRateBp: number
}

/** What an invoice says; its hash stands on the paper row. */
export type InvoiceContent = {
  accountSetId: number
  paperId: string
  number: string
  customerId: string
  kind: string
  sourcePaperId: string | null
  buyerName: string
  buyerTaxNumber: string
  buyerAddress: string
  buyerBank: string
  remark: string
  lines: readonly InvoiceContentLine[]
}

export function invoiceContentHash(content: InvoiceContent): Buffer {
  return contentHash({ ...content, lines: content.lines.map((line) => ({ ...line })) })
}
