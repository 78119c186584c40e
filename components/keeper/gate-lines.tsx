'use client'

import { useTranslations } from 'next-intl'
import { Checklist, ChecklistItem } from '#components/ui/checklist.tsx'
import { gateRemedy, gateSentence } from '#lib/i18n/gate-sentence.ts'
import type { Checklist as GateChecklist } from '#lib/kernel/gate.ts'

const marks = { met: 'met', unmet: 'unmet', warn: 'warning' } as const

/** The whole gate of a step: each rule's number, its sentence, and who can clear it. Needs `gatesRoad` and `keeper`. */
export function GateLines({ checklist, label }: { checklist: GateChecklist; label: string }) {
  const words = useTranslations()
  const t = useTranslations('keeper')
  return (
    <Checklist label={label}>
      {checklist.items.map((item) => {
        const remedy = item.state === 'met' ? null : gateRemedy(words, item)
        return (
          <ChecklistItem key={`${item.rule} ${item.code}`} state={marks[item.state]} reference={item.rule}>
            {gateSentence(words, checklist.step, item)}
            {remedy === null ? null : <span className="ml-1 text-muted">{t('whoCan', { who: remedy })}</span>}
          </ChecklistItem>
        )
      })}
    </Checklist>
  )
}
