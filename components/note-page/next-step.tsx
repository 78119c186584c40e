import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { GateChecklist } from '#components/forms/gate-checklist.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import type { Checklist } from '#lib/kernel/gate.ts'

/** The gates in front of the note, each with the act that takes it, where the reader has it. */
export function NextStep({
  gates,
  acts,
}: {
  gates: readonly Checklist[]
  acts: Readonly<Record<string, ReactNode>>
}) {
  const t = useTranslations('notePage.gate')
  if (gates.length === 0) {
    return (
      <Card title={t('title')}>
        <p className="text-muted">{t('none')}</p>
      </Card>
    )
  }
  return gates.map((gate) => {
    const openCount = gate.items.filter((item) => item.state === 'unmet').length
    const step = t(gate.step)
    return (
      <Card
        key={gate.step}
        title={`${t('title')} · ${step}`}
        aside={
          <Badge tone={gate.isOpen ? 'positive' : 'warning'}>
            {gate.isOpen ? t('open') : t('closed', { count: openCount })}
          </Badge>
        }
      >
        <div className="flex flex-col gap-3">
          <GateChecklist gate={gate} label={step} />
          {acts[gate.step]}
        </div>
      </Card>
    )
  })
}
