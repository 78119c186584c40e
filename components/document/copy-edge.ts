import type { SheetCopy } from '#lib/print/note-sheet.ts'
import { frameColour } from '#lib/print/paper-colour.ts'

/** The edge that stands for a copy's paper on the screen; white paper has the desk's own line, light and dark. */
export function copyEdge(copy: SheetCopy): string {
  const colour = frameColour(copy.colourHex)
  return colour === '#000000' ? 'var(--color-line-strong)' : colour
}
