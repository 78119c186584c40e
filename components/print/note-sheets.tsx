import { formatInstant } from '#lib/i18n/format.ts'
import { formGeometry, usualMode, type PaperForm, type PrintMode } from '#lib/print/forms.ts'
import type { NoteLabels } from '#lib/print/note-labels.ts'
import { fillIn } from '#lib/print/note-labels.ts'
import { pageNote, type NotePage, type PagedRun } from '#lib/print/note-pages.ts'
import type { PaperSheet } from '#lib/print/note-sheet.ts'
import { frameColour } from '#lib/print/paper-colour.ts'
import { qrCodeOf, type QrCode } from '#lib/print/qr-code.ts'
import type { Heading } from '#lib/print/sheet-heading.ts'
import { copyName } from '#lib/print/sheet-heading.ts'
import { stampUnderHeadingMm } from '#lib/print/void-stamp.ts'
import { noteSheetCss } from './note-sheet-css.ts'
import { FieldRows, SheetTable, SignatureRows } from './sheet-parts.tsx'
import { VoidStampMark } from './void-stamp-mark.tsx'

function QrMark({ qr, label }: { qr: QrCode; label: string }) {
  return (
    <svg className="note-sheet-qr" role="img" aria-label={label} viewBox={`0 0 ${qr.size} ${qr.size}`}>
      <path d={qr.path} fillRule="evenodd" shapeRendering="crispEdges" />
    </svg>
  )
}

function SheetHeading({ heading, qr, labels }: { heading: Heading; qr: QrCode; labels: NoteLabels }) {
  return (
    <header className="note-sheet-heading" style={{ height: `${heading.heightMm}mm` }}>
      <div className="note-sheet-title">
        {heading.reprint === '' ? null : <span className="note-sheet-reprint">{heading.reprint}</span>}
        <h1>
          {heading.titleLines.map((line, index) => (
            <span key={index} className="line">
              {line}
            </span>
          ))}
        </h1>
        {heading.tag === '' ? null : <span className="note-sheet-tag">{heading.tag}</span>}
      </div>
      <FieldRows rows={heading.rows} />
      <QrMark qr={qr} label={labels.qrCode} />
    </header>
  )
}

function Sheet({
  sheet,
  labels,
  form,
  paged,
  page,
  qr,
}: {
  sheet: PaperSheet
  labels: NoteLabels
  form: PaperForm
  paged: PagedRun
  page: NotePage
  qr: QrCode
}) {
  const [only] = paged.run.copies
  const colour = paged.run.copies.length === 1 ? only?.colourHex : undefined
  const contentTopMm = formGeometry[form].margin.topMm
  const names = paged.run.copies.map((copy) => copyName(copy, labels)).join(' ')
  return (
    <article
      className="note-sheet"
      data-copies={paged.run.copies.map((copy) => copy.kind).join(' ')}
      aria-label={fillIn(labels.paper, { number: sheet.number, copy: names })}
    >
      {colour === undefined ? null : (
        <div className="note-sheet-frame" style={{ borderColor: frameColour(colour) }} />
      )}
      <SheetHeading heading={page.heading} qr={qr} labels={labels} />
      <SheetTable columns={paged.columns} page={page} />
      {page.closing === null ? null : (
        <footer>
          <FieldRows rows={page.closing.rows} />
          <SignatureRows rows={page.closing.signatures} />
        </footer>
      )}
      <div className="note-sheet-legend">
        <FieldRows rows={[page.legend]} />
      </div>
      {sheet.voided === null ? null : (
        <VoidStampMark
          word={labels.void}
          moment={formatInstant(sheet.voided.stampedAt)}
          className="note-sheet-stamp"
          style={{ top: `${contentTopMm + page.heading.heightMm + stampUnderHeadingMm}mm` }}
        />
      )}
    </article>
  )
}

/**
 * A note as it goes to the printer: on continuous forms one sheet for all plies, else a sheet for each copy. Rendered
 * on the server. What a copy does not show is not in the page at all (decision 1, R5, R13).
 */
export function NoteSheets({
  sheet,
  labels,
  form,
  mode = usualMode(form),
}: {
  sheet: PaperSheet
  labels: NoteLabels
  form: PaperForm
  mode?: PrintMode
}) {
  const paged = pageNote(sheet, labels, form, mode)
  return (
    <main className="note-sheets">
      <style dangerouslySetInnerHTML={{ __html: noteSheetCss(form) }} />
      {paged.runs.flatMap((run) => {
        const qr = qrCodeOf(run.run.qrPayload)
        return run.pages.map((page) => (
          <Sheet
            key={`${run.run.copies[0]?.kind ?? ''}-${page.pageNumber}`}
            sheet={sheet}
            labels={labels}
            form={form}
            paged={run}
            page={page}
            qr={qr}
          />
        ))
      })}
    </main>
  )
}
