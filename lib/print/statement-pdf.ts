import { formatInstant } from '../i18n/format.ts'
import { groupThousands } from '../kernel/decimal.ts'
import { formatFenPlain } from '../kernel/money.ts'
import { contentBox, formGeometry } from './forms.ts'
import { type Align, PdfPen } from './pdf-pen.ts'
import { wrapText } from './text-fit.ts'

/** What a statement says, as much of it as stands on paper. Fen as text. */
export type StatementSheet = {
  accountSetName: string
  number: string
  customerCode: string
  customerName: string
  from: string
  to: string
  madeOn: string
  openingFen: string
  closingFen: string
  lines: readonly {
    number: string
    what: string
    isReversal: boolean
    businessDate: string
    deltaFen: string
    balanceFen: string
    isDisputed: boolean
  }[]
  open: readonly {
    number: string
    businessDate: string
    dueDate: string
    openFen: string
    isDisputed: boolean
  }[]
  ageing: { cells: readonly string[] }
}

/** Every word on the sheet. */
export type StatementSheetWords = {
  title: string
  days: string
  opening: string
  closing: string
  reversal: string
  isDisputed: string
  openNotes: string
  ageing: string
  column: Readonly<Record<'date' | 'paper' | 'what' | 'owed' | 'paid' | 'balance' | 'due' | 'open', string>>
  what: Readonly<Record<string, string>>
  buckets: readonly string[]
  confirmLine: string
  houseSeal: string
  customerSeal: string
  hash: string
  copyOf: (number: string) => string
  pageOf: (page: number, pages: number) => string
}

export type StatementPdfOptions = {
  contentHash: string
  madeBy: string
  madeAt: string
  createdAt: Date
  language: string
  pictures: readonly { number: string; mediaType: string; bytes: Uint8Array }[]
  font: Uint8Array
}

type Cell = { text: string; align?: Align }
type Band = { cells: readonly Cell[]; widthsMm: readonly number[]; isRuled: boolean }

const FONT = 9
const ROW = 5.6
const GEOMETRY = formGeometry.A4
const BOX = contentBox(GEOMETRY)
const ACCOUNT_WIDTHS = [24, 42, 44, 24, 24, 28].map((width) => (width * BOX.widthMm) / 186)
const OPEN_WIDTHS = [60, 42, 42, 42].map((width) => (width * BOX.widthMm) / 186)

/** Draws a statement on A4: the account, what is open by age, both seals, and the signed copies behind it, two a page. */
export async function renderStatementPdf(
  sheet: StatementSheet,
  words: StatementSheetWords,
  options: StatementPdfOptions,
): Promise<Uint8Array> {
  const pen = new PdfPen({
    ...{ font: options.font, language: options.language },
    title: `${sheet.number} ${sheet.customerName}`,
    author: sheet.accountSetName,
    // The statement's own moment: the same statement gives the same bytes.
    createdAt: options.createdAt,
  })
  const bands = [...accountBands(sheet, words), ...openBands(sheet, words)]
  const headMm = 24
  const closingMm = 40
  const roomMm = BOX.heightMm - headMm - ROW
  const perPage = Math.floor(roomMm / ROW)
  const pages: Band[][] = []
  for (let at = 0; at < bands.length; at += perPage) pages.push(bands.slice(at, at + perPage))
  const lastMm = (pages.at(-1)?.length ?? 0) * ROW
  if (lastMm + closingMm > roomMm) pages.push([])
  const drawn = options.pictures.filter(({ mediaType }) => /^image\/(png|jpeg)$/.test(mediaType))
  const total = pages.length + Math.ceil(drawn.length / 2)
  pages.forEach((page, index) => {
    drawHead(pen, sheet, words)
    const endMm = drawBands(pen, page, BOX.yMm + headMm)
    if (index === pages.length - 1) drawClosing(pen, words, options, endMm + 4)
    drawFoot(pen, words.pageOf(index + 1, total))
  })
  for (let at = 0; at < drawn.length; at += 2) {
    pen.addPage(GEOMETRY.widthMm, GEOMETRY.heightMm)
    drawn.slice(at, at + 2).forEach((picture, place) => {
      const heightMm = BOX.heightMm / 2 - 10
      const yMm = BOX.yMm + place * (heightMm + 8)
      line(pen, words.copyOf(picture.number), yMm)
      pen.picture(picture.bytes, picture.mediaType, {
        ...{ xMm: BOX.xMm, yMm: yMm + ROW, widthMm: BOX.widthMm, heightMm: heightMm - ROW },
      })
    })
    drawFoot(pen, words.pageOf(pages.length + at / 2 + 1, total))
  }
  return pen.finish()
}

function accountBands(sheet: StatementSheet, words: StatementSheetWords): Band[] {
  const { column } = words
  const band = (cells: readonly string[]): Band => ({
    cells: cells.map((text, at) => ({ text, align: at > 2 ? 'right' : 'left' })),
    widthsMm: ACCOUNT_WIDTHS,
    isRuled: true,
  })
  return [
    band([column.date, column.paper, column.what, column.owed, column.paid, column.balance]),
    band([sheet.from, '', words.opening, '', '', yuan(sheet.openingFen)]),
    ...sheet.lines.map((each) => {
      const isMore = !each.deltaFen.startsWith('-')
      const about = `${words.what[each.what] ?? each.what}${each.isReversal ? words.reversal : ''}`
      return band([
        each.businessDate,
        each.number,
        each.isDisputed ? `${about} ${words.isDisputed}` : about,
        isMore ? yuan(each.deltaFen) : '',
        isMore ? '' : yuan(each.deltaFen.slice(1)),
        yuan(each.balanceFen),
      ])
    }),
    band([sheet.to, '', words.closing, '', '', yuan(sheet.closingFen)]),
  ]
}

function openBands(sheet: StatementSheet, words: StatementSheetWords): Band[] {
  if (sheet.open.length === 0) return []
  const { column } = words
  const band = (cells: readonly string[], isRuled = true): Band => ({
    cells: cells.map((text, at) => ({ text, align: at === 3 ? 'right' : 'left' })),
    widthsMm: OPEN_WIDTHS,
    isRuled,
  })
  const ages = sheet.ageing.cells.flatMap((fen, at) =>
    fen === '0' ? [] : [`${words.buckets[at] ?? ''} ${yuan(fen)}`],
  )
  const whole: Band = { cells: [{ text: '' }], widthsMm: [BOX.widthMm], isRuled: false }
  return [
    whole,
    { ...whole, cells: [{ text: `${words.ageing}  ${ages.join('  ')}` }] },
    band([column.paper, column.date, column.due, column.open]),
    ...sheet.open.map((note) =>
      band([
        note.isDisputed ? `${note.number} ${words.isDisputed}` : note.number,
        note.businessDate,
        note.dueDate,
        yuan(note.openFen),
      ]),
    ),
  ]
}

function drawHead(pen: PdfPen, sheet: StatementSheet, words: StatementSheetWords): void {
  pen.addPage(GEOMETRY.widthMm, GEOMETRY.heightMm)
  const title = `${sheet.accountSetName} ${words.title}`
  pen.text(title, { ...box(BOX.yMm, 9), align: 'center', fontPt: GEOMETRY.titlePt })
  pen.text(`${sheet.customerName}（${sheet.customerCode}）`, box(BOX.yMm + 10, ROW))
  pen.text(sheet.number, { ...box(BOX.yMm + 10, ROW), align: 'right' })
  pen.text(words.days, box(BOX.yMm + 10 + ROW, ROW))
  pen.text(sheet.madeOn, { ...box(BOX.yMm + 10 + ROW, ROW), align: 'right' })
}

/** Draws rows from a height on; answers where they end. */
function drawBands(pen: PdfPen, bands: readonly Band[], fromMm: number): number {
  let topMm = fromMm
  for (const { cells, widthsMm, isRuled } of bands) {
    let leftMm = BOX.xMm
    cells.forEach(({ text, align = 'left' }, at) => {
      const widthMm = widthsMm[at] ?? 0
      const [shown = ''] = wrapText(text, widthMm - 2, FONT)
      pen.text(shown, { xMm: leftMm + 1, yMm: topMm, widthMm: widthMm - 2, rowMm: ROW, align, fontPt: FONT })
      if (isRuled) pen.frame(leftMm, topMm, widthMm, ROW)
      leftMm += widthMm
    })
    topMm += ROW
  }
  return topMm
}

function drawClosing(
  pen: PdfPen,
  words: StatementSheetWords,
  { contentHash, madeBy, madeAt }: StatementPdfOptions,
  fromMm: number,
): void {
  line(pen, words.confirmLine, fromMm)
  line(pen, `${madeBy} ${formatInstant(madeAt)}  ${words.hash} ${contentHash.slice(0, 16)}`, fromMm + ROW)
  const half = BOX.widthMm / 2
  const seals = { yMm: fromMm + 3 * ROW, rowMm: ROW, fontPt: FONT, widthMm: half }
  pen.text(words.houseSeal, { ...seals, xMm: BOX.xMm })
  pen.text(words.customerSeal, { ...seals, xMm: BOX.xMm + half })
}

function drawFoot(pen: PdfPen, words: string): void {
  pen.text(words, { ...box(BOX.yMm + BOX.heightMm - ROW, ROW), align: 'center' })
}

function line(pen: PdfPen, words: string, yMm: number): void {
  pen.text(words, box(yMm, ROW))
}

function box(yMm: number, rowMm: number) {
  return { xMm: BOX.xMm, yMm, widthMm: BOX.widthMm, rowMm, fontPt: FONT }
}

function yuan(fen: string): string {
  return groupThousands(formatFenPlain(BigInt(fen)))
}
