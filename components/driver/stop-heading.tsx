import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import type { MoneyView, NoteView } from '#lib/domain/delivery-notes/road-view.ts'
import { MoneyToCollect } from './to-collect.tsx'

/** Where to, whom to call, what to collect. */
export function StopHeading({ note, money }: { note: NoteView; money: MoneyView }) {
  const t = useTranslations('driver')
  return (
    <header className="mb-3 flex flex-col gap-1 text-base">
      <h1 className="text-lg font-semibold">
        {note.isUrgent ? <Badge tone="danger">{t('urgent')}</Badge> : null} {note.customerName}
      </h1>
      <p>{note.deliveryAddress}</p>
      <p className="flex flex-wrap items-center gap-x-3">
        <span>{note.contactName}</span>
        <a
          href={`tel:${note.phone}`}
          className="inline-flex min-h-control items-center text-accent underline"
        >
          {note.phone}
        </a>
      </p>
      {note.freightAgent === '' ? null : (
        <p>
          {t('freightAgent', { name: note.freightAgent })}{' '}
          <a href={`tel:${note.freightPhone}`} className="text-accent underline">
            {note.freightPhone}
          </a>
        </p>
      )}
      <p className="flex flex-wrap items-center gap-3 text-sm text-muted">
        <span className="font-mono text-ink">{note.number}</span>
        <Badge tone="accent">{t(`status.${note.status}`)}</Badge>
      </p>
      {note.specialInstructions === '' ? null : (
        <p className="whitespace-pre-line text-warning">{note.specialInstructions}</p>
      )}
      <MoneyToCollect money={money} />
    </header>
  )
}
