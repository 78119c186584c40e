'use client'

import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { GateChecklist } from '#components/forms/gate-checklist.tsx'
import { Button } from '#components/ui/button.tsx'
import { CheckIcon, CrossIcon, WarningIcon } from '#components/ui/icons-status.tsx'
import type { Checklist, ChecklistItem } from '#lib/kernel/gate.ts'
import { fieldId } from './cells.ts'
import { GateActs, type GateActing, type GatePapers } from './gate-acts.tsx'
import type { LiveCheck } from './use-note-check.ts'

/** 开单条件, always in sight: how many hold, what does not and who can clear it, and the act it guards. */
export const GatePanel = memo(function GatePanel({
  live,
  isWhole,
  onToggle,
  papers,
  isAsked,
  acts,
  onIssue,
}: {
  live: LiveCheck
  /** Whether the met rules are listed too. */
  isWhole: boolean
  onToggle: () => void
  papers: GatePapers
  isAsked: boolean
  acts: GateActing
  onIssue: () => void
}) {
  const t = useTranslations('noteNew.gate')
  const gate = live.check?.checklist ?? null
  const hasOpen = gate?.items.some((item) => item.state !== 'met') === true
  return (
    <section
      aria-label={t('title')}
      className="flex flex-col gap-2 rounded-md border border-line bg-surface px-3 py-2 lg:flex-row lg:items-end"
    >
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-3">
          <span className="font-semibold">{t('title')}</span>
          <GateSummary gate={gate} />
          {live.isBehind ? <span className="text-muted">{t('checking')}</span> : null}
          {live.trouble === null ? null : <span className="text-warning">{t(live.trouble)}</span>}
          {gate === null ? null : (
            <Button size="small" variant="quiet" shortcut="F9" aria-expanded={isWhole} onClick={onToggle}>
              {t(isWhole ? 'showOpen' : 'showAll')}
            </Button>
          )}
        </p>
        <div className="mt-1 max-h-[30dvh] min-h-8 overflow-y-auto">
          {gate !== null && (isWhole || hasOpen) ? (
            <GateChecklist
              gate={gate}
              label={t('title')}
              shows={isWhole ? 'all' : 'open'}
              actOf={(item) => <GateActs item={item} papers={papers} isAsked={isAsked} acts={acts} />}
            />
          ) : null}
        </div>
      </div>
      <Button id={fieldId('issue')} variant="primary" shortcut="Ctrl+Enter" onClick={onIssue}>
        {t('issue')}
      </Button>
    </section>
  )
})

function GateSummary({ gate }: { gate: Checklist | null }) {
  const t = useTranslations('gates/words')
  const own = useTranslations('noteNew.gate')
  if (gate === null) return <span className="text-muted">{own('nothing')}</span>
  const count = (state: ChecklistItem['state']): number =>
    gate.items.filter((item) => item.state === state).length
  const [met, unmet, warn] = [count('met'), count('unmet'), count('warn')]
  return (
    <>
      <span className="inline-flex items-center gap-1 text-positive">
        <CheckIcon className="size-3.5" />
        {t('summary', { met })}
      </span>
      {unmet === 0 ? null : (
        <span className="inline-flex items-center gap-1 text-danger">
          <CrossIcon className="size-3.5" />
          {t('unmetCount', { count: unmet })}
        </span>
      )}
      {warn === 0 ? null : (
        <span className="inline-flex items-center gap-1 text-warning">
          <WarningIcon className="size-3.5" />
          {t('warnCount', { count: warn })}
        </span>
      )}
    </>
  )
}
