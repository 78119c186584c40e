import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { GateChecklist } from '#components/forms/gate-checklist.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import type { Checklist } from '#lib/kernel/gate.ts'

/** A gate in front of a paper, what it leads to, and the act that takes it where the reader has it. */
export type Step = { gate: Checklist; title: string; act?: ReactNode }

/** The gates in front of a paper: the checklist first, then the act. */
export function NextStep({ steps }: { steps: readonly Step[] }) {
  const t = useTranslations('notePage.gate')
  if (steps.length === 0) {
    return (
      <Card title={t('title')}>
        <p className="text-muted">{t('none')}</p>
      </Card>
    )
  }
  return steps.map(({ gate, title, act }) => {
    const openCount = gate.items.filter((item) => item.state === 'unmet').length
    return (
      <Card
        key={gate.step}
        title={`${t('title')} · ${title}`}
        aside={
          <Badge tone={gate.isOpen ? 'positive' : 'warning'}>
            {gate.isOpen ? t('open') : t('closed', { count: openCount })}
          </Badge>
        }
      >
        <div className="flex flex-col gap-3">
          <GateChecklist gate={gate} label={title} />
          {act}
        </div>
      </Card>
    )
  })
}
