import { StrokeMark } from '#components/print/stroke-mark.tsx'
import { VoidStamp } from '#components/ui/void-stamp.tsx'
import { formatInstant } from '#lib/i18n/format.ts'
import { yuan } from '#lib/print/decimal-text.ts'
import { fillIn, type NoteLabels } from '#lib/print/note-labels.ts'
import type { CopyKind, PaperSheet, SheetCopy, SheetSignature } from '#lib/print/note-sheet.ts'
import { qrCodeOf } from '#lib/print/qr-code.ts'
import { totalFields } from '#lib/print/sheet-closing.ts'
import { addressFields, copyName, field, partyFields, remarks, termFields } from '#lib/print/sheet-heading.ts'
import { copyEdge } from './copy-edge.ts'
import { CopyTabs } from './copy-tabs.tsx'
import { NotePaperLines } from './note-paper-lines.tsx'

function CopyQrCode({ copy, labels }: { copy: SheetCopy; labels: NoteLabels }) {
  const qr = qrCodeOf(copy.qrPayload)
  return (
    <svg
      role="img"
      aria-label={labels.qrCode}
      viewBox={`-4 -4 ${qr.size + 8} ${qr.size + 8}`}
      className="float-right ms-3 size-20 bg-white text-black sm:size-24"
    >
      <path d={qr.path} fill="currentColor" fillRule="evenodd" shapeRendering="crispEdges" />
    </svg>
  )
}

function Fields({ texts, className }: { texts: readonly string[]; className: string }) {
  return (
    <ul className={className}>
      {texts.map((text) => (
        <li key={text} className="wrap-anywhere">
          {text}
        </li>
      ))}
    </ul>
  )
}

function Heading({ sheet, copy, labels }: { sheet: PaperSheet; copy: SheetCopy; labels: NoteLabels }) {
  return (
    <header>
      <CopyQrCode copy={copy} labels={labels} />
      <h2 className="mb-2 text-base font-semibold">
        {sheet.accountSet.title}
        <span
          className="ms-2 inline-block border px-1 text-sm font-normal"
          style={{ borderColor: copyEdge(copy) }}
        >
          {copyName(copy, labels)}
        </span>
      </h2>
      <Fields
        className="grid gap-x-4 sm:grid-cols-2 xl:grid-cols-3"
        texts={[
          field(labels.number, sheet.number, labels),
          field(labels.businessDate, sheet.businessDate, labels),
          ...partyFields(sheet, labels),
          field(labels.accountSet, sheet.accountSet.name, labels),
          ...termFields(sheet, labels),
        ]}
      />
      <Fields className="grid" texts={[...addressFields(sheet, labels), ...remarks(sheet, labels)]} />
    </header>
  )
}

function Signature({ signature, labels }: { signature: SheetSignature; labels: NoteLabels }) {
  const { signed } = signature
  return (
    <li className="min-h-20 border border-line p-2">
      {field(labels.slots[signature.slot], signed?.name ?? '', labels)}
      {signed === null ? null : (
        <>
          <span className="block">{formatInstant(signed.at)}</span>
          <span className="block">{field(labels.verify, signed.verifyFragment, labels)}</span>
          {signed.stroke === null ? null : (
            <StrokeMark stroke={signed.stroke} label={signed.name} className="h-10 w-full object-contain" />
          )}
        </>
      )}
    </li>
  )
}

function Closing({ sheet, copy, labels }: { sheet: PaperSheet; copy: SheetCopy; labels: NoteLabels }) {
  return (
    <footer className="mt-2 grid gap-2">
      {copy.showsPrices ? (
        <Fields
          className="grid gap-x-4 sm:grid-cols-2"
          texts={[
            ...totalFields(sheet, labels),
            field(labels.grossInWords, sheet.totals.grossInWords, labels),
            field(labels.gross, yuan(sheet.totals.gross), labels),
          ]}
        />
      ) : null}
      {sheet.hasRelaxedSignatures ? <p>{labels.relaxedSignatures}</p> : null}
      <ul className="grid grid-cols-2 gap-px lg:grid-cols-4">
        {sheet.signatures.map((signature) => (
          <Signature key={signature.slot} signature={signature} labels={labels} />
        ))}
      </ul>
      <p className="text-muted">{field(labels.contentHash, sheet.contentHashShort, labels)}</p>
    </footer>
  )
}

/**
 * The note as paper on the note's page: the copies as tabs, and under them the one that is shown, with what that copy
 * shows and, once void, with its stamp. `hrefs` lead to the same page with another copy.
 */
export function NotePaper({
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
  const copy = sheet.copies.find(({ kind }) => kind === shown)
  if (copy === undefined) return null
  return (
    <section>
      <CopyTabs sheet={sheet} labels={labels} shown={shown} hrefs={hrefs} />
      <article
        aria-label={fillIn(labels.paper, { number: sheet.number, copy: copyName(copy, labels) })}
        className="relative overflow-hidden border border-t-4 bg-surface p-3 text-sm text-ink sm:p-5"
        style={{ borderColor: copyEdge(copy) }}
      >
        <Heading sheet={sheet} copy={copy} labels={labels} />
        <div className="relative mt-3">
          <NotePaperLines sheet={sheet} copy={copy} labels={labels} />
          {sheet.voided === null ? null : (
            <VoidStamp
              label={labels.void}
              detail={formatInstant(sheet.voided.stampedAt)}
              className="absolute top-2 left-1/4"
            />
          )}
        </div>
        <Closing sheet={sheet} copy={copy} labels={labels} />
      </article>
    </section>
  )
}
