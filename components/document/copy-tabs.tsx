import { TabLinks } from '#components/ui/tab-links.tsx'
import { copyEdge } from './copy-edge.ts'
import type { NoteLabels } from '#lib/print/note-labels.ts'
import type { CopyKind, PaperSheet } from '#lib/print/note-sheet.ts'
import { copyName } from '#lib/print/sheet-heading.ts'

/** The four copies as tabs in their colours, each with its name; a void note marks every one of them (R13). */
export function CopyTabs({
  sheet,
  labels,
  shown,
  hrefs,
}: {
  sheet: PaperSheet
  labels: NoteLabels
  shown: CopyKind
  hrefs: Readonly<Record<CopyKind, string>>
}) {
  const links = sheet.copies.map((copy) => ({
    href: hrefs[copy.kind],
    isChosen: copy.kind === shown,
    label: (
      <>
        <span
          aria-hidden
          className="size-3 shrink-0 border"
          style={{ backgroundColor: copy.colourHex, borderColor: copyEdge(copy) }}
        />
        {copyName(copy, labels)}
        {sheet.voided === null ? null : <span className="text-void">{labels.void}</span>}
      </>
    ),
  }))
  return <TabLinks label={labels.copiesNavigation} links={links} />
}
