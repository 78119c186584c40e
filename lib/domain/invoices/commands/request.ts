import { act, type Decision, defineCommand } from '#lib/command/define-command.ts'
import type { InvoiceContentLine } from '#lib/domain/invoices/content.ts'
import { holdNotePapers, readInvoiceCustomer } from '#lib/domain/invoices/repository.ts'
import { remainingOf, REQUEST_INVOICE_GATE, type SoldLine } from '#lib/domain/invoices/rules.ts'
import { requestInvoiceInput } from '#lib/domain/invoices/schema.ts'
import { readSoldLines } from '#lib/domain/invoices/sold-queries.ts'
import { writeInvoice } from '#lib/domain/invoices/commands/write-invoice.ts'
import { evaluate } from '#lib/kernel/gate.ts'

type Loaded = { numberFormat: string; lines: SoldLine[] }

/**
 * 申请开票: asks for an invoice on lines of posted notes of one customer, each with what of it is not invoiced yet (R97, R99).
 * The rate of each line is the one frozen on the note. Constant statements, whatever the number of lines.
 */
export const requestInvoice = defineCommand({
  name: 'invoice.request',
  permission: 'invoice.request',
  input: requestInvoiceInput,
  queryBudget: 9,
  load: async ({ tx, actor }, input): Promise<Loaded | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    const customer = await readInvoiceCustomer(tx, input.accountSetId, input.customerId)
    if (customer === null) return null
    await holdNotePapers(tx, input.accountSetId, [...new Set(input.lines.map(({ paperId }) => paperId))])
    const lines = await readSoldLines(tx, input.accountSetId, input.lines)
    return { numberFormat: customer.numberFormat, lines }
  },
  decide: ({ numberFormat, lines }, input): Decision<Loaded> => {
    const asked = new Set(input.lines.map(({ paperId, lineNo }) => `${paperId} ${lineNo}`))
    if (asked.size !== input.lines.length) return { invalid: { lines: 'duplicate' } }
    const { kind, customerId } = input
    const checklist = evaluate(REQUEST_INVOICE_GATE, {
      ...{ kind, customerId, lines, unknownLines: asked.size - lines.length },
      buyerTaxNumber: input.buyerTaxNumber ?? '',
    })
    return checklist.isOpen
      ? act({ numberFormat, lines })
      : { refuse: { code: 'gate.requestInvoice', params: {}, checklist } }
  },
  save: async (context, { numberFormat, lines }, input) => {
    const { lines: _asked, buyerTaxNumber, ...head } = input
    const draft = {
      ...head,
      buyerTaxNumber: buyerTaxNumber ?? '',
      sourcePaperId: null,
      lines: lines.map(contentLine),
    }
    const written = await writeInvoice(context, draft, numberFormat)
    const { accountSetId, paperId, number } = written
    const payload = { number, kind: input.kind, buyer: input.buyerName, lines: lines.length }
    return { value: written, events: [{ accountSetId, paperId, payload }] }
  },
})

function contentLine(line: SoldLine, index: number): InvoiceContentLine {
  const rest = remainingOf(line)
  return {
    lineNo: index + 1,
    notePaperId: line.paperId,
    noteLineNo: line.lineNo,
    productName: line.productName,
    specification: line.specification,
    unit: line.unit,
    qtyE3: `${rest.qtyE3}`,
    netFen: `${rest.netFen}`,
    taxFen: `${rest.taxFen}`,
    taxRateBp: line.taxRateBp,
  }
}
