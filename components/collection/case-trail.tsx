import { getTranslations } from 'next-intl/server'
import { Badge } from '#components/ui/badge.tsx'
import { Instant } from '#components/ui/instant.tsx'
import type { CollectionStep } from '#lib/domain/collections/queries-customer.ts'
import { groupThousands } from '#lib/kernel/decimal.ts'
import { OUTCOME_TONES } from './work-table.tsx'

/** What was said, promised and passed on, newest first. */
export async function CaseTrail({ steps }: { steps: readonly CollectionStep[] }) {
  const t = await getTranslations('collection')
  if (steps.length === 0) return <p className="text-muted">{t('noTrail')}</p>
  return (
    <ol className="flex flex-col gap-3">
      {steps.map((step) => (
        <li key={step.id} className="border-l-2 border-line pl-3">
          <p className="text-muted">
            {step.kind === 'contact' ? step.on : <Instant iso={step.at} />} · {step.by}
          </p>
          <p className="break-words">
            {step.kind === 'contact'
              ? t('said', { way: t(`way.${step.way}`), with: step.with, said: step.said })
              : t('escalated', { level: t(`level.${step.level}`), to: step.to, reason: step.reason })}
          </p>
          {step.kind === 'escalation' || step.promise === null ? null : (
            <p>
              {t('promised', {
                day: step.promise.dueOn,
                amount: groupThousands(step.promise.amount),
                paid: groupThousands(step.promise.paid),
              })}{' '}
              <Badge tone={OUTCOME_TONES[step.promise.outcome]}>{t(`outcome.${step.promise.outcome}`)}</Badge>
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}
