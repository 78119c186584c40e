import { groupThousands } from '#lib/kernel/decimal.ts'
import { type Align, PdfPen } from './pdf-pen.ts'
import { wrapText } from './text-fit.ts'

/** A voucher as it is printed; amounts in yuan, empty where the side has nothing. */
export type VoucherSheet = {
  accountSetName: string
  number: number | null
  businessDate: string
  summary: string
  amount: string
  recordedBy: string
  sides: readonly { code: string; name: string; debit: string; credit: string }[]
}

/** The words that stand on every voucher, in one language. */
export type VoucherLabels = {
  title: string
  number: (number: number) => string
  page: (page: number, pages: number) => string
  attached: string
  columns: readonly [summary: string, account: string, debit: string, credit: string]
  sum: string
  recordedBy: string
  /** Those who sign beside who posted: review, cashier. */
  signers: readonly string[]
}

export type VoucherPdfOptions = { language: string; createdAt: Date; font: Uint8Array }

/** A5 across, as vouchers are bound. */
const WIDTH = 210
const HEIGHT = 148
const LEFT = 15
const TOP = 12
const ROW = 9
const LINES = 7
/** Summary, account, debit, credit. */
const COLUMNS = [62, 62, 28, 28] as const
const ALIGN: readonly Align[] = ['left', 'left', 'right', 'right']

/** 记账凭证, each beginning a page of its own. The same vouchers and moment give the same bytes. */
export function renderVouchersPdf(
  vouchers: readonly VoucherSheet[],
  labels: VoucherLabels,
  options: VoucherPdfOptions,
): Promise<Uint8Array> {
  const [first] = vouchers
  const pen = new PdfPen({
    font: options.font,
    title: labels.title,
    author: first?.accountSetName ?? '',
    language: options.language,
    createdAt: options.createdAt,
  })
  for (const voucher of vouchers) {
    const pages = Math.max(1, Math.ceil(voucher.sides.length / LINES))
    for (let page = 1; page <= pages; page += 1) drawVoucher(pen, voucher, labels, { page, pages })
  }
  return pen.finish()
}

type Place = { page: number; pages: number }

function drawVoucher(
  pen: PdfPen,
  voucher: VoucherSheet,
  labels: VoucherLabels,
  { page, pages }: Place,
): void {
  const inner = COLUMNS.reduce((sum, width) => sum + width, 0)
  const line = (words: string, yMm: number, align: Align, fontPt = 10): void => {
    pen.text(words, { xMm: LEFT, yMm, widthMm: inner, rowMm: 7, fontPt, align })
  }
  pen.addPage(WIDTH, HEIGHT)
  line(labels.title, TOP, 'center', 16)
  line(voucher.accountSetName, TOP + 9, 'left')
  line(voucher.businessDate, TOP + 9, 'center')
  const number = voucher.number === null ? '' : labels.number(voucher.number)
  line(pages === 1 ? number : `${number} ${labels.page(page, pages)}`, TOP + 9, 'right')
  const sides = voucher.sides.slice((page - 1) * LINES, page * LINES)
  const isLast = page === pages
  const rows: (readonly string[])[] = [
    labels.columns,
    ...Array.from({ length: LINES }, (_, index) => {
      const side = sides[index]
      if (side === undefined) return ['', '', '', '']
      const account = `${side.code} ${side.name}`
      return [voucher.summary, account, grouped(side.debit), grouped(side.credit)]
    }),
    isLast
      ? [labels.sum, labels.attached, grouped(voucher.amount), grouped(voucher.amount)]
      : ['', '', '', ''],
  ]
  drawGrid(pen, rows, TOP + 17)
  const signed = [`${labels.recordedBy} ${voucher.recordedBy}`, ...labels.signers]
  signed.forEach((words, index) => {
    const xMm = LEFT + (inner / signed.length) * index
    const yMm = TOP + 17 + rows.length * ROW + 3
    pen.text(words, { xMm, yMm, widthMm: inner / signed.length, rowMm: 7, fontPt: 10 })
  })
}

function drawGrid(pen: PdfPen, rows: readonly (readonly string[])[], top: number): void {
  const right = COLUMNS.reduce((sum, width) => sum + width, LEFT)
  const bottom = top + rows.length * ROW
  rows.forEach((cells, index) => {
    const yMm = top + index * ROW
    pen.rule(LEFT, yMm, right, yMm)
    let xMm = LEFT
    COLUMNS.forEach((widthMm, column) => {
      const lines = wrapText(cells[column] ?? '', widthMm - 2, 9).slice(0, 2)
      const align = index === 0 ? 'center' : (ALIGN[column] ?? 'left')
      const rowMm = ROW / lines.length
      lines.forEach((words, at) => {
        const place = { xMm: xMm + 1, yMm: yMm + at * rowMm, widthMm: widthMm - 2, rowMm }
        pen.text(words, { ...place, fontPt: lines.length === 1 ? 9 : 8.5, align })
      })
      xMm += widthMm
    })
  })
  pen.rule(LEFT, bottom, right, bottom)
  let xMm = LEFT
  for (const widthMm of [0, ...COLUMNS]) {
    xMm += widthMm
    pen.rule(xMm, top, xMm, bottom)
  }
}

function grouped(yuan: string): string {
  return yuan === '' ? '' : groupThousands(yuan)
}
