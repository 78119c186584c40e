import { Buffer } from 'node:buffer'
import PDFDocument from 'pdfkit'
import type { QrCode } from './qr-code.ts'
import type { SheetStroke } from './note-sheet.ts'
import { voidStamp, stampColour } from './void-stamp.ts'

const pointsPerMm = 72 / 25.4
const mmPerPoint = 25.4 / 72
/** How far under the middle of a line its letters stand, in em. */
const baselineEm = 0.4
const ruleMm = 0.2

export type Align = 'left' | 'center' | 'right'

export type PdfPaper = {
  /** Embedded as the subset of what is written. */
  font: Uint8Array
  title: string
  author: string
  language: string
  /** Written into the document; the same moment and content give the same bytes. */
  createdAt: Date
}

export type TextBox = {
  xMm: number
  yMm: number
  widthMm: number
  rowMm: number
  fontPt: number
  align?: Align
}

function pt(mm: number): number {
  return mm * pointsPerMm
}

/** A PDF document to draw on, in millimetres from the top left corner of the page. `finish` answers its bytes. */
export class PdfPen {
  readonly #document: PDFKit.PDFDocument
  readonly #finished: Promise<Uint8Array>

  constructor(paper: PdfPaper) {
    const document = new PDFDocument({
      autoFirstPage: false,
      // No font yet: the default would embed a second one.
      font: '',
      lang: paper.language,
      displayTitle: true,
      info: {
        Title: paper.title,
        Author: paper.author,
        Creator: 'Silian',
        CreationDate: paper.createdAt,
        ModDate: paper.createdAt,
      },
    })
    const chunks: Uint8Array[] = []
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    this.#finished = new Promise<Uint8Array>((resolve, reject) => {
      document.on('end', () => resolve(Buffer.concat(chunks)))
      document.on('error', reject)
    })
    document.font(Buffer.from(paper.font))
    this.#document = document
  }

  addPage(widthMm: number, heightMm: number): void {
    this.#document.addPage({ size: [pt(widthMm), pt(heightMm)], margin: 0 })
  }

  /** Closes the document. Nothing can be drawn after it. */
  finish(): Promise<Uint8Array> {
    this.#document.end()
    return this.#finished
  }

  /** One line of text in a row `rowMm` high. */
  text(words: string, box: TextBox): void {
    if (words === '') return
    const document = this.#document.fontSize(box.fontPt)
    const spare = pt(box.widthMm) - document.widthOfString(words)
    const shift = box.align === 'right' ? spare : box.align === 'center' ? spare / 2 : 0
    const baseline = pt(box.yMm + box.rowMm / 2) + baselineEm * box.fontPt
    document.text(words, pt(box.xMm) + shift, baseline, { lineBreak: false, baseline: 'alphabetic' })
  }

  rule(x1: number, y1: number, x2: number, y2: number): void {
    this.#document.moveTo(pt(x1), pt(y1)).lineTo(pt(x2), pt(y2)).lineWidth(pt(ruleMm)).stroke('#000')
  }

  frame(xMm: number, yMm: number, widthMm: number, heightMm: number, colour = '#000', lineMm = ruleMm): void {
    this.#document.rect(pt(xMm), pt(yMm), pt(widthMm), pt(heightMm)).lineWidth(pt(lineMm)).stroke(colour)
  }

  qrCode(qr: QrCode, xMm: number, yMm: number, sideMm: number): void {
    this.#scaled(xMm, yMm, pt(sideMm) / qr.size)
    this.#document.path(qr.path).fill('#000', 'even-odd').restore()
  }

  /** A PNG or JPEG as large as its box allows, in the middle of it. False for every other picture, which is left out. */
  picture(
    bytes: Uint8Array,
    mediaType: string,
    box: { xMm: number; yMm: number; widthMm: number; heightMm: number },
  ): boolean {
    if (mediaType !== 'image/png' && mediaType !== 'image/jpeg') return false
    const fit: [number, number] = [pt(box.widthMm), pt(box.heightMm)]
    this.#document.image(Buffer.from(bytes), pt(box.xMm), pt(box.yMm), {
      fit,
      align: 'center',
      valign: 'center',
    })
    return true
  }

  /** A handwritten stroke at the right of its box. A picture that is neither PNG nor JPEG is left out. */
  stroke(drawn: SheetStroke, xMm: number, yMm: number, widthMm: number, heightMm: number): void {
    if (drawn.kind === 'image') {
      const bytes = /^data:image\/(?:png|jpeg);base64,(.+)$/.exec(drawn.dataUrl)?.[1]
      if (bytes === undefined) return
      this.#document.image(Buffer.from(bytes, 'base64'), pt(xMm), pt(yMm), {
        fit: [pt(widthMm), pt(heightMm)],
        align: 'right',
        valign: 'center',
      })
      return
    }
    const scale = Math.min(widthMm / drawn.width, heightMm / drawn.height)
    const left = xMm + widthMm - drawn.width * scale
    const top = yMm + (heightMm - drawn.height * scale) / 2
    this.#scaled(left, top, pt(scale))
    const lineWidth = drawn.height / 40
    this.#document.path(drawn.path).lineWidth(lineWidth).lineCap('round').stroke('#000').restore()
  }

  /** The 作废 stamp with its middle at the given point (R13). */
  stamp(word: string, moment: string, centreXMm: number, centreYMm: number): void {
    const shape = voidStamp(word, moment)
    const xMm = centreXMm - shape.widthMm / 2
    const yMm = centreYMm - shape.heightMm / 2
    const inset = shape.frameMm / 2
    const insideMm = { width: shape.widthMm - shape.frameMm, height: shape.heightMm - shape.frameMm }
    const document = this.#document
    document.save().rotate(shape.angle, { origin: [pt(centreXMm), pt(centreYMm)] })
    document
      .roundedRect(pt(xMm + inset), pt(yMm + inset), pt(insideMm.width), pt(insideMm.height), pt(1.5))
      .lineWidth(pt(shape.frameMm))
      .stroke(stampColour)
    document.fillColor(stampColour)
    for (const part of [shape.word, shape.moment]) {
      // A row of no height whose letters stand on the stamp's own baseline.
      const rowYMm = yMm + part.baselineMm - baselineEm * part.pt * mmPerPoint
      const box = { xMm, yMm: rowYMm, widthMm: shape.widthMm, rowMm: 0, fontPt: part.pt }
      this.text(part.text, { ...box, align: 'center' })
    }
    document.fillColor('#000').restore()
  }

  /** Begins a drawing whose units are `scale` points and whose corner is the given point; `restore` ends it. */
  #scaled(xMm: number, yMm: number, scale: number): void {
    this.#document.save().translate(pt(xMm), pt(yMm)).scale(scale)
  }
}
