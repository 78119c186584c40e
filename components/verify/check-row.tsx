'use client'

import { useTranslations } from 'next-intl'
import { CheckIcon, CrossIcon, WarningIcon } from '#components/ui/icons-status.tsx'
import { checkKey } from './check-key.ts'
import type { ToldStep } from './read-steps.ts'

/** One check: waiting, running, or how it ended, with the first things that do not agree. */
export function CheckRow({ check, step, isNext }: { check: string; step: ToldStep | null; isNext: boolean }) {
  const t = useTranslations('verify')
  const { key, table } = checkKey(check)
  const name =
    table === null ? t(key) : t(key, { table: t.has(`table.${table}`) ? t(`table.${table}`) : table })
  return (
    <li className="border-b border-line py-1 last:border-b-0">
      <p className="flex items-start gap-2">
        <StepMark step={step} />
        <span className={step === null && !isNext ? 'flex-1 text-muted' : 'flex-1'}>{name}</span>
        <span className="text-muted">{told(t, step, isNext)}</span>
      </p>
      {step === null || step.found.length === 0 ? null : (
        <ul className="mt-1 ml-6 flex flex-col gap-1 text-danger">
          {step.found.map((each) => (
            <li key={`${each.subject} ${each.sequence ?? ''} ${each.detail}`} className="break-words">
              <span className="font-semibold">{each.subject}</span>{' '}
              {each.sequence === null ? null : <span>{t('sequence', { sequence: each.sequence })}</span>}{' '}
              <code lang="en">{each.detail}</code>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

function StepMark({ step }: { step: ToldStep | null }) {
  if (step === null) return <span className="size-3.5" />
  if (step.found.length > 0) return <CrossIcon className="mt-1 size-3.5 text-danger" />
  if (step.outcome === 'UNFINISHED') return <WarningIcon className="mt-1 size-3.5 text-warning" />
  return <CheckIcon className="mt-1 size-3.5 text-positive" />
}

function told(t: ReturnType<typeof useTranslations>, step: ToldStep | null, isNext: boolean): string {
  if (step === null) return isNext ? t('state.running') : t('state.waiting')
  if (step.outcome === 'UNFINISHED') return t('state.unfinished')
  if (step.found.length > 0) return t('state.disagrees', { count: step.found.length })
  return t('state.agrees', { seconds: (step.milliseconds / 1000).toFixed(2) })
}
