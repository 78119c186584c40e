/** Advance widths of the printable ASCII characters in thousandths of an em, as Noto Sans SC has them. */
// prettier-ignore
const asciiWidths: readonly number[] = [
  224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392,
  555, 555, 555, 555, 555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474,
  946, 608, 657, 638, 688, 589, 552, 689, 728, 293, 535, 646, 543, 812, 723, 742, 633, 742, 635, 596,
  599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555, 559,
  606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606, 620, 620, 388, 468,
  377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
]
/** Signs before the Chinese blocks that Chinese faces set as wide as a character. */
const wideSigns = new Set('×÷±·§')
const mmPerPoint = 25.4 / 72
// Faces differ a little from each other; a line that is thought slightly too wide never runs over its column.
const safety = 1.03

function widthOf(character: string): number {
  const point = character.codePointAt(0) ?? 0
  const ascii = asciiWidths[point - 0x20]
  if (ascii !== undefined) return ascii
  if (point >= 0x1f000) return 1300
  return point < 0x2000 && !wideSigns.has(character) ? 680 : 1000
}

/** The width of a text in mm at a size in points, a little more rather than less. */
export function textWidthMm(text: string, fontPt: number): number {
  let thousandths = 0
  for (const character of text) thousandths += widthOf(character)
  return (thousandths / 1000) * fontPt * mmPerPoint * safety
}

/** One line of clean text: control and direction marks go, any run of blanks becomes one. */
export function plainLine(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim()
}

// What may not begin a line in Chinese setting.
const hangsOn = new Set('，。、；：！？）】》」』,.;:!?)]}%')

/** Pieces that stay whole when they can: a Latin word or number with the blank after it, or one other character. */
function pieces(text: string): string[] {
  return text.match(/[\x21-\x7e]+ ?|[^\x21-\x7e]/gu) ?? []
}

/**
 * A text broken into lines no wider than `widthMm`. Chinese breaks anywhere but before closing punctuation, Latin
 * words stay whole unless one alone is too wide. Nothing but blanks at the breaks is lost; an empty text is one line.
 */
export function wrapText(text: string, widthMm: number, fontPt: number): string[] {
  const lines: string[] = []
  let line = ''
  const fits = (candidate: string) => textWidthMm(candidate.trimEnd(), fontPt) <= widthMm
  const breakLine = () => {
    lines.push(line.trimEnd())
    line = ''
  }
  for (const piece of pieces(plainLine(text))) {
    if (fits(line + piece)) {
      line += piece
      continue
    }
    const before = [...line]
    const last = before.at(-1)
    if (hangsOn.has(piece) && last !== undefined && before.length > 1) {
      line = before.slice(0, -1).join('')
      breakLine()
      line = last + piece
      continue
    }
    if (line !== '') breakLine()
    if (fits(piece)) {
      line = piece === ' ' ? '' : piece
      continue
    }
    for (const character of piece) {
      if (line !== '' && !fits(line + character)) breakLine()
      line += character
    }
  }
  if (line !== '' || lines.length === 0) breakLine()
  return lines
}
