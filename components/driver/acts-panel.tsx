'use client'

import { useTranslations } from 'next-intl'
import { GateChecklist } from '#components/forms/gate-checklist.tsx'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button } from '#components/ui/button.tsx'
import { OfflineIcon } from '#components/ui/icons-status.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { ActProblem } from './act-queue.ts'
import type { ActsState } from './act-sender.ts'

/** What of a driver's acts is still on the phone, and what the desk did not do and why. */
export function ActsPanel({ state, drop }: { state: ActsState; drop: (key: string) => void }) {
  const t = useTranslations('driver.acts')
  const waiting = state.acts.filter(({ problem }) => problem === null)
  const refused = state.acts.flatMap((act) => (act.problem === null ? [] : [{ act, problem: act.problem }]))
  return (
    <div className="mb-3 flex flex-col gap-2">
      <div
        role="status"
        className={waiting.length === 0 ? 'sr-only' : 'rounded-md bg-warning-soft p-3 text-base'}
      >
        {waiting.length === 0 ? null : (
          <>
            <p className="flex items-center gap-1 font-semibold">
              {state.isOffline ? <OfflineIcon /> : null}
              {t(state.isOffline ? 'offline' : 'sending', { count: waiting.length })}
            </p>
            <ol>
              {waiting.map((act) => (
                <li key={act.key}>
                  {t(`kind.${act.kind}`)} · {act.customer} {act.number}
                </li>
              ))}
            </ol>
          </>
        )}
      </div>
      {refused.map(({ act, problem }) => (
        <Notice
          key={act.key}
          tone="danger"
          isUrgent
          title={t('refused', { what: t(`kind.${act.kind}`), label: `${act.customer} ${act.number}` })}
          act={
            <Button size="small" onClick={() => drop(act.key)}>
              {t('read')}
            </Button>
          }
        >
          <Why problem={problem} />
        </Notice>
      ))}
    </div>
  )
}

function Why({ problem }: { problem: ActProblem }) {
  const t = useTranslations('driver.acts')
  const errors = useTranslations('errors')
  const say = useSentence(['driver', 'trips'])
  if (problem.kind === 'stale') return <p>{t('stale')}</p>
  if (problem.kind === 'invalid')
    return (
      <ul>
        {Object.entries(problem.fields).map(([path, code]) => (
          <li key={path}>{say('invalid', code)}</li>
        ))}
      </ul>
    )
  const { code, params, checklist } = problem.refusal
  return checklist === undefined ? (
    <p>{say('refused', code, params)}</p>
  ) : (
    <GateChecklist gate={checklist} label={errors('refused.title')} shows="open" />
  )
}
