import type { PrintMode } from './forms.ts'
import { copyOrder, type PaperSheet, type SheetCopy } from './note-sheet.ts'

/** Copies that come out of the printer as one sheet: one on a laser, all plies that look alike on continuous forms. */
export type PrintRun = {
  copies: readonly SheetCopy[]
  showsPrices: boolean
  showsCodes: boolean
  qrPayload: string
  /** How often this sheet was printed before; above zero it says 补打. */
  reprints: number
}

function runOf(copies: readonly SheetCopy[], first: SheetCopy, qrPayload: string): PrintRun {
  return {
    copies,
    showsPrices: first.showsPrices,
    showsCodes: copies.some((copy) => copy.showsCodes),
    qrPayload,
    reprints: Math.max(0, ...copies.map((copy) => copy.printCount - 1)),
  }
}

/**
 * What goes through the printer, in order. LASER: each copy by itself. IMPACT: one strike for all plies, but copies
 * without prices are never struck together with copies that show them, because carbon hides nothing.
 */
export function printRuns(sheet: PaperSheet, mode: PrintMode): PrintRun[] {
  const copies = sheet.copies.toSorted((a, b) => copyOrder.indexOf(a.kind) - copyOrder.indexOf(b.kind))
  if (mode === 'LASER') return copies.map((copy) => runOf([copy], copy, copy.qrPayload))
  return [true, false].flatMap((showsPrices) => {
    const plies = copies.filter((copy) => copy.showsPrices === showsPrices)
    const [first] = plies
    if (first === undefined) return []
    return [runOf(plies, first, plies.length === 1 ? first.qrPayload : sheet.qrPayload)]
  })
}
