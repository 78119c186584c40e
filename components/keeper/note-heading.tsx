import { getTranslations } from 'next-intl/server'
import { Badge } from '#components/ui/badge.tsx'
import type { NoteView } from '#lib/domain/delivery-notes/road-view.ts'

/** Whose note it is, where it stands and what was asked for. */
export async function NoteHeading({ note }: { note: NoteView }) {
  const t = await getTranslations('keeper')
  return (
    <header className="mb-3 flex flex-col gap-1">
      <h1 className="text-lg font-semibold">
        {note.isUrgent ? <Badge tone="danger">{t('urgent')}</Badge> : null} {note.customerName}
      </h1>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
        <span className="font-mono text-ink">{note.number}</span>
        <Badge tone="accent">{t(`status.${note.status}`)}</Badge>
        <span>{t('expectedOn', { date: note.expectedOn })}</span>
        <span>{note.warehouseName}</span>
        <span>{t('handler', { name: note.handlerName })}</span>
      </p>
      {note.specialInstructions === '' ? null : (
        <p className="whitespace-pre-line text-warning">{note.specialInstructions}</p>
      )}
    </header>
  )
}
