import { stampAcross } from '#lib/print/void-stamp.ts'
import { formGeometry, type PaperForm } from '#lib/print/forms.ts'

/**
 * The style of printed note sheets on one form: the page is the form itself, every measure is in mm or pt, every rule
 * has one weight, nothing is filled and nothing is grey. On the screen the sheets lie on the desk as paper.
 */
export function noteSheetCss(form: PaperForm): string {
  const { widthMm, heightMm, margin, fontPt, titlePt, rowMm, titleRowMm } = formGeometry[form]
  return `
@page { size: ${widthMm}mm ${heightMm}mm; margin: 0; }
.note-sheets { --row: ${rowMm}mm; --rule: 0.2mm solid #000; color: #000; }
.note-sheet {
  box-sizing: border-box; position: relative; width: ${widthMm}mm; height: ${heightMm - 0.2}mm; overflow: hidden;
  padding: ${margin.topMm}mm ${margin.rightMm}mm ${margin.bottomMm - 0.2}mm ${margin.leftMm}mm;
  background: #fff; color: #000; color-scheme: light; break-after: page; break-inside: avoid;
  font-size: ${fontPt}pt; line-height: var(--row); font-weight: 400; font-variant-numeric: tabular-nums;
  text-autospace: no-autospace; text-align: left;
}
.note-sheet:last-child { break-after: auto; }
.note-sheet p, .note-sheet h1, .note-sheet dl, .note-sheet figure { margin: 0; font: inherit; }
.note-sheet .line { display: block; white-space: pre; height: var(--row); }
.note-sheet-frame { position: absolute; border: 0.5mm solid; pointer-events: none;
  inset: ${margin.topMm - 3}mm ${margin.rightMm - 3}mm ${margin.bottomMm - 3}mm ${margin.leftMm - 3}mm; }
.note-sheet-heading { position: relative; box-sizing: border-box; padding-right: 24mm; }
.note-sheet-title { position: relative; text-align: center; font-size: ${titlePt}pt; }
.note-sheet-title .line { height: ${titleRowMm}mm; line-height: ${titleRowMm}mm; letter-spacing: 0; }
.note-sheet-reprint, .note-sheet-tag { position: absolute; top: ${(titleRowMm - rowMm) / 2 - 0.3}mm; padding: 0 1mm;
  border: var(--rule); font-size: ${fontPt}pt; line-height: ${rowMm + 0.2}mm; white-space: pre; }
.note-sheet-reprint { left: 0; }
.note-sheet-tag { right: 0; }
.note-sheet-fields { display: flex; }
.note-sheet-fields > div { flex: none; }
.note-sheet-qr { position: absolute; top: 0.6mm; right: 1mm; width: 19mm; height: 19mm; }
.note-sheet table { border-collapse: separate; border-spacing: 0; table-layout: fixed; width: 100%; margin: 1mm 0;
  border-top: var(--rule); border-left: var(--rule); line-height: ${rowMm - 0.3}mm; }
.note-sheet th, .note-sheet td { box-sizing: border-box; padding: 0 1mm; border-right: var(--rule); font-weight: 400;
  border-bottom: var(--rule); vertical-align: top; text-align: left; }
.note-sheet table .line { height: ${rowMm - 0.3}mm; }
.note-sheet th { white-space: nowrap; }
.note-sheet .right { text-align: right; }
.note-sheet .center { text-align: center; }
.note-sheet-signatures { display: flex; border: var(--rule); border-right: 0; box-sizing: border-box; }
.note-sheet-signatures + .note-sheet-signatures { border-top: 0; }
.note-sheet-signatures > div { position: relative; box-sizing: border-box; flex: none; padding: 0 1mm;
  border-right: var(--rule); overflow: hidden; }
.note-sheet-signatures .line { height: ${rowMm - 0.1}mm; line-height: ${rowMm - 0.1}mm; }
.note-sheet-stroke { position: absolute; left: 1mm; right: 1mm; width: calc(100% - 2mm); object-fit: contain; object-position: right; }
.note-sheet-legend { position: absolute; left: ${margin.leftMm}mm; right: ${margin.rightMm}mm;
  bottom: ${margin.bottomMm - 0.2}mm; }
.note-sheet-stamp { position: absolute; left: ${stampAcross * 100}%; }
@media screen {
  .note-sheets { display: grid; gap: 6mm; justify-content: safe center; padding: 6mm; overflow-x: auto; }
  .note-sheet { box-shadow: 0 1px 4px rgb(0 0 0 / 0.25); }
}
`
}
