import { toGtin14 } from '#lib/kernel/barcode.ts'

/** The longest pause inside a scanner's burst, and the longest on average, in milliseconds; fingers are slower. */
const LONGEST_PAUSE_MS = 120
const AVERAGE_PAUSE_MS = 50
const LENGTHS: readonly number[] = [8, 12, 13, 14]

export type KeyStroke = { key: string; timeStamp: number }

/** A barcode that was just scanned into a cell, and what stood in the cell before. */
export type Scan = { barcode: string; textBefore: string }

/**
 * Tells a hardware scanner (digits in a burst, then Enter) from fingers. `press` is asked on every key before the
 * cell sees it; `cell` names where the key goes and `text` what stands there now.
 */
export function scanner(): { press: (stroke: KeyStroke, cell: string, text: string) => Scan | null } {
  let digits = ''
  let firstAt = 0
  let lastAt = 0
  let where = ''
  let textBefore = ''
  return {
    press: (stroke, cell, text) => {
      const isQuick = stroke.timeStamp - lastAt <= LONGEST_PAUSE_MS && cell === where
      lastAt = stroke.timeStamp
      if (/^\d$/.test(stroke.key)) {
        if (!isQuick) {
          digits = ''
          firstAt = stroke.timeStamp
          where = cell
          textBefore = text
        }
        digits += stroke.key
        return null
      }
      const barcode = digits
      digits = ''
      const isBurst = isQuick && stroke.timeStamp - firstAt <= barcode.length * AVERAGE_PAUSE_MS
      if (stroke.key !== 'Enter' || !isBurst || !isBarcode(barcode)) return null
      return { barcode, textBefore }
    },
  }
}

/** Whether the text is a whole barcode with a right check digit. */
export function isBarcode(text: string): boolean {
  return LENGTHS.includes(text.length) && toGtin14(text).ok
}
