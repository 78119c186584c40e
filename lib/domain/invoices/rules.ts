import { type Gate, met, type Rule, unmet } from '#lib/kernel/gate.ts'
import { acceptedShare } from '#lib/kernel/accepted-share.ts'

/** A line of a note with what was sold of it and what of that is invoiced already. */
export type SoldLine = {
  paperId: string
  number: string
  status: string
  customerId: string
  lineNo: number
  productName: string
  specification: string
  unit: string
  taxRateBp: number
  /** As issued on the note. */
  qtyE3: bigint
  netFen: bigint
  taxFen: bigint
  acceptedE3: bigint
  /** What came back by returns that stand. */
  returnedE3: bigint
  returnedNetFen: bigint
  returnedTaxFen: bigint
  invoicedE3: bigint
  invoicedNetFen: bigint
  invoicedTaxFen: bigint
  /** Whether the rate was in force for some class of goods on the note's day. */
  isRateKnown: boolean
}

/** What of a line is still to be invoiced: posted less returned less invoiced; zero where nothing is left. */
export type Remaining = { qtyE3: bigint; netFen: bigint; taxFen: bigint }

/** The rest of a line in quantity and both amounts, so that the invoices of a line add up to it to the fen. */
export function remainingOf(line: SoldLine): Remaining {
  const posted = acceptedShare(line, line)
  const rest = {
    qtyE3: line.acceptedE3 - line.returnedE3 - line.invoicedE3,
    netFen: posted.netFen - line.returnedNetFen - line.invoicedNetFen,
    taxFen: posted.taxFen - line.returnedTaxFen - line.invoicedTaxFen,
  }
  const isLeft = rest.qtyE3 > 0n && rest.netFen >= 0n && rest.taxFen >= 0n && rest.netFen + rest.taxFen > 0n
  return isLeft ? rest : { qtyE3: 0n, netFen: 0n, taxFen: 0n }
}

/** What the gate of a request looks at. */
export type RequestFacts = {
  kind: string
  customerId: string
  buyerTaxNumber: string
  /** Lines asked for that no note of this account set has. */
  unknownLines: number
  lines: readonly SoldLine[]
}

type RequestRule = Rule<RequestFacts>

const sold: RequestRule = {
  id: 'R97',
  check: ({ lines, unknownLines, customerId }) => {
    if (unknownLines > 0) return unmet('unknownLines', {}, { count: unknownLines })
    const other = lines.find((line) => line.customerId !== customerId)
    if (other) return unmet('otherCustomer', {}, { number: other.number })
    const early = lines.find((line) => line.status !== 'POSTED')
    if (early) return unmet('notPosted', { role: 'ACCOUNTANT', act: 'note.post' }, { number: early.number })
    const done = lines.find((line) => remainingOf(line).qtyE3 === 0n)
    return done ? unmet('nothingLeft', {}, { number: done.number, line: done.lineNo }) : met()
  },
}

const rates: RequestRule = {
  id: 'R55',
  check: ({ lines }) => {
    const odd = lines.find((line) => !line.isRateKnown)
    return odd
      ? unmet(
          'rateUnknown',
          { role: 'ADMINISTRATOR', act: 'settings.taxRates' },
          { number: odd.number, line: odd.lineNo },
        )
      : met()
  },
}

const buyer: RequestRule = {
  id: 'R99',
  check: ({ kind, buyerTaxNumber }) =>
    kind === 'SPECIAL' && buyerTaxNumber === '' ? unmet('taxNumberMissing', { role: 'CLERK' }) : met(),
}

/** 申请开票: what must hold before an invoice is asked for. */
export const REQUEST_INVOICE_GATE: Gate<RequestFacts> = {
  step: 'requestInvoice',
  rules: [sold, rates, buyer],
}
