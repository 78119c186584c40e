import { textWidthMm } from './text-fit.ts'

/** The 作废 stamp: a frame with its word and the moment under it, drawn askew in red over the middle of the page. */
export type VoidStamp = {
  widthMm: number
  heightMm: number
  frameMm: number
  angle: number
  word: { text: string; pt: number; baselineMm: number }
  moment: { text: string; pt: number; baselineMm: number }
}

/** The only red on the paper. */
export const stampColour = '#c8102e'

/** How far under a sheet's heading the stamp's middle lies: over the lines, wherever the page ends. */
export const stampUnderHeadingMm = 20
/** Where on the sheet's width its middle lies: over the names, beside the figures. */
export const stampAcross = 0.4

/** The stamp for a word (作废) and a moment, in mm from its own top left corner; `angle` in degrees. */
export function voidStamp(word: string, moment: string): VoidStamp {
  const wordPt = 38
  const momentPt = 11
  const insideMm = Math.max(textWidthMm(word, wordPt), textWidthMm(moment, momentPt))
  return {
    widthMm: insideMm + 8,
    heightMm: 26,
    frameMm: 0.9,
    angle: -14,
    word: { text: word, pt: wordPt, baselineMm: 15 },
    moment: { text: moment, pt: momentPt, baselineMm: 22.6 },
  }
}
