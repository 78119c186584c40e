import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { type HeldInvoice, holdInvoice } from '#lib/domain/invoices/repository.ts'
import { requestRedInput } from '#lib/domain/invoices/schema.ts'
import { writeInvoice } from '#lib/domain/invoices/commands/write-invoice.ts'

/**
 * 申请红字发票: takes lines of an issued invoice back, each whole and once; the lines can be invoiced again when the red
 * invoice is issued. The issued invoice never changes.
 */
export const requestRed = defineCommand({
  name: 'invoice.requestRed',
  permission: 'invoice.request',
  input: requestRedInput,
  queryBudget: 8,
  load: async ({ tx, actor }, input): Promise<HeldInvoice | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    return holdInvoice(tx, { accountSetId: input.accountSetId, paperId: input.sourcePaperId })
  },
  decide: (source, { lineNos }): Decision<HeldInvoice> => {
    const { number } = source
    if (source.sourcePaperId !== null) return refuse('invoice.alreadyRed', { number })
    if (source.status !== 'ISSUED') return refuse('invoice.notIssued', { number })
    if (new Set(lineNos).size !== lineNos.length) return { invalid: { lineNos: 'duplicate' } }
    const lines = source.lines.filter(({ lineNo }) => lineNos.includes(lineNo))
    if (lines.length !== lineNos.length) return { invalid: { lineNos: 'unknown' } }
    const taken = lines.find(({ redE3 }) => redE3 !== '0')
    return taken ? refuse('invoice.lineTakenBack', { number, line: taken.lineNo }) : act({ ...source, lines })
  },
  save: async (context, source, { accountSetId, sourcePaperId, remark }) => {
    const { customerId, kind, buyerName, buyerTaxNumber, buyerAddress, buyerBank } = source
    const lines = source.lines.map(({ redE3: _red, ...line }, index) => ({
      ...line,
      lineNo: index + 1,
      qtyE3: `${-BigInt(line.qtyE3)}`,
      netFen: `${-BigInt(line.netFen)}`,
      taxFen: `${-BigInt(line.taxFen)}`,
    }))
    const buyer = { customerId, kind, buyerName, buyerTaxNumber, buyerAddress, buyerBank }
    const draft = { accountSetId, ...buyer, sourcePaperId, remark, lines }
    const written = await writeInvoice(context, draft, source.numberFormat)
    const { paperId, number } = written
    return {
      value: written,
      events: [
        { accountSetId, paperId, payload: { number, source: source.number, remark, lines: lines.length } },
      ],
    }
  },
})
