/** Paper forms: 241 mm continuous forms (全张, 二等分, 三等分) and A4. */
export type PaperForm = 'W241_H279' | 'W241_H140' | 'W241_H93' | 'A4'

export const paperForms: readonly PaperForm[] = ['W241_H279', 'W241_H140', 'W241_H93', 'A4']

/** IMPACT strikes all plies at once; LASER prints a sheet for each copy. */
export type PrintMode = 'IMPACT' | 'LASER'

export type FormGeometry = {
  form: PaperForm
  widthMm: number
  heightMm: number
  /** Where the paper is perforated, measured from its left edge; every form is also perforated at top and bottom. */
  perforationsMm: readonly number[]
  margin: { topMm: number; rightMm: number; bottomMm: number; leftMm: number }
  fontPt: number
  titlePt: number
  rowMm: number
  titleRowMm: number
  /** Handwritten strokes stand under the signer's name, or over it where the form is low. */
  strokesStand: 'under' | 'over'
}

/** A pin strikes 10 pt cleanly and nothing smaller. */
export const smallestFontPt = 10
/** Nothing stands closer to a perforation: paper drifts in the tractor. */
export const perforationClearanceMm = 5

const tractorStripMm = 12.7
const continuous = {
  widthMm: 241,
  perforationsMm: [tractorStripMm, 241 - tractorStripMm],
  margin: { topMm: 5.2, rightMm: 18, bottomMm: 5.2, leftMm: 18 },
  fontPt: 10,
}

export const formGeometry: Readonly<Record<PaperForm, FormGeometry>> = {
  W241_H279: {
    ...continuous,
    form: 'W241_H279',
    heightMm: 279.4,
    titlePt: 15,
    rowMm: 5,
    titleRowMm: 9,
    strokesStand: 'under',
  },
  W241_H140: {
    ...continuous,
    form: 'W241_H140',
    heightMm: 139.7,
    titlePt: 14,
    rowMm: 4.7,
    titleRowMm: 7.5,
    strokesStand: 'under',
  },
  W241_H93: {
    ...continuous,
    form: 'W241_H93',
    heightMm: 93.1,
    titlePt: 13,
    rowMm: 4.4,
    titleRowMm: 6.4,
    strokesStand: 'over',
  },
  A4: {
    form: 'A4',
    widthMm: 210,
    heightMm: 297,
    perforationsMm: [],
    // The left edge is where stubs are bound (R63).
    margin: { topMm: 12, rightMm: 12, bottomMm: 12, leftMm: 20 },
    fontPt: 10,
    titlePt: 16,
    rowMm: 5.2,
    titleRowMm: 10,
    strokesStand: 'under',
  },
}

/** The box, in mm from the top left corner of the form, in which everything is printed. */
export function contentBox(geometry: FormGeometry): {
  xMm: number
  yMm: number
  widthMm: number
  heightMm: number
} {
  const { margin, widthMm, heightMm } = geometry
  return {
    xMm: margin.leftMm,
    yMm: margin.topMm,
    widthMm: widthMm - margin.leftMm - margin.rightMm,
    heightMm: heightMm - margin.topMm - margin.bottomMm,
  }
}

/** How a form is usually printed: plies are struck, loose sheets are not. */
export function usualMode(form: PaperForm): PrintMode {
  return form === 'A4' ? 'LASER' : 'IMPACT'
}
