import { useTranslations } from 'next-intl'
import { Instant } from '#components/ui/instant.tsx'
import type { ChannelChange, PolicyMember } from '#lib/domain/account-sets/queries.ts'

/** Who changed what a channel asks of a note, and when; newest first. */
export function ChannelHistory({ changes }: { changes: readonly ChannelChange[] }) {
  const t = useTranslations('settings')
  const word = useTranslations('customers')
  const say = (name: string, value: PolicyMember | undefined): string => {
    if (typeof value === 'boolean') return t(value ? 'history.yes' : 'history.no')
    if (Array.isArray(value)) return value.map((one) => word(`settlement.${one}`)).join(' ')
    return typeof value === 'string' && name === 'priceMode' ? word(`priceMode.${value}`) : t('history.none')
  }
  return (
    <details className="mt-3 border-t border-line pt-2">
      <summary className="cursor-pointer text-sm text-muted">
        {t('history.title', { count: changes.length })}
      </summary>
      <ol className="mt-2 flex flex-col gap-2">
        {changes.map((change) => (
          <li key={change.at}>
            <p className="text-muted">
              <Instant iso={change.at} /> {change.byName}
            </p>
            <ul>
              {Object.keys(change.after)
                .filter((name) => t.has(`channels.${name}`))
                .map((name) => (
                  <li key={name}>
                    {t('history.change', {
                      what: t(`channels.${name}`),
                      before: say(name, change.before[name]),
                      after: say(name, change.after[name]),
                    })}
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ol>
    </details>
  )
}
