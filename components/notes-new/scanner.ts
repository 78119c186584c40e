import { toGtin14 } from '#lib/kernel/barcode.ts'

/** Longest pause between two digits of a scanner, in milliseconds; fingers are slower. */
const FASTEST_FINGER_MS = 35
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
  let lastAt = 0
  let where = ''
  let textBefore = ''
  return {
    press: (stroke, cell, text) => {
      const isQuick = stroke.timeStamp - lastAt <= FASTEST_FINGER_MS && cell === where
      lastAt = stroke.timeStamp
      if (/^\d$/.test(stroke.key)) {
        if (!isQuick) {
          digits = ''
          where = cell
          textBefore = text
        }
        digits += stroke.key
        return null
      }
      const barcode = digits
      digits = ''
      if (stroke.key !== 'Enter' || !isQuick || !isBarcode(barcode)) return null
      return { barcode, textBefore }
    },
  }
}

/** Whether the text is a whole barcode with a right check digit. */
export function isBarcode(text: string): boolean {
  return LENGTHS.includes(text.length) && toGtin14(text).ok
}
