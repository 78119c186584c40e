import { formatInstant, formatTimeOfDay } from '#lib/i18n/format.ts'

/** A moment (ISO 8601) on the desk's clock: `2026-11-23 14:05`, or only `14:05` with the day in its title. */
export function Instant({ iso, isTimeOnly = false }: { iso: string; isTimeOnly?: boolean }) {
  const whole = formatInstant(iso)
  return (
    <time dateTime={iso} title={isTimeOnly ? whole : undefined} className="whitespace-nowrap">
      {isTimeOnly ? formatTimeOfDay(iso) : whole}
    </time>
  )
}
