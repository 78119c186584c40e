import { loadCjkFont } from '#lib/print/cjk-font.ts'
import type { NoteLabels } from '#lib/print/note-labels.ts'
import { renderNotePdf } from '#lib/print/note-pdf.ts'
import type { PaperSheet } from '#lib/print/note-sheet.ts'
import type { PrintAsk } from '#lib/papers/print-ask.ts'

/** A counted sheet as a PDF answer, under its number. */
export async function pdfAnswer(
  sheet: PaperSheet,
  labels: NoteLabels,
  { form, mode }: PrintAsk,
  at: { language: string; now: Date },
): Promise<Response> {
  const pdf = await renderNotePdf(sheet, labels, {
    form,
    mode,
    language: at.language,
    createdAt: at.now,
    font: await loadCjkFont(),
  })
  return pdfFile(pdf, sheet.number)
}

/** A PDF that is shown where it is asked for, under this name, and kept by nobody in between. */
export function pdfFile(pdf: Uint8Array, name: string): Response {
  return new Response(Buffer.from(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${encodeURIComponent(name)}.pdf"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
