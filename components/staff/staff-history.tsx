import { useTranslations } from 'next-intl'
import { Instant } from '#components/ui/instant.tsx'
import type { StaffEventRow } from '#lib/domain/staff/queries.ts'

/** What was done to a member and by them to their account, newest first. */
export function StaffHistory({ events }: { events: readonly StaffEventRow[] }) {
  const t = useTranslations('staff')
  if (events.length === 0) return <p className="text-muted">{t('detail.noHistory')}</p>
  return (
    <ol className="flex flex-col gap-1">
      {events.map((event) => (
        <li key={event.position} className="flex flex-wrap gap-x-2">
          <Instant iso={event.at} />
          <span className="font-semibold">
            {t.has(`command.${event.command}`) ? t(`command.${event.command}`) : event.command}
          </span>
          <span className="text-muted">{event.by}</span>
          {event.reason === null ? null : <span>{event.reason}</span>}
        </li>
      ))}
    </ol>
  )
}
