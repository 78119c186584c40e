import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Checklist, ChecklistItem, type CheckState } from '#components/ui/checklist.tsx'
import { gateRemedy, gateSentence } from '#lib/i18n/gate-sentence.ts'
import type { ChecklistItem as Item } from '#lib/kernel/gate.ts'

const STATES: Record<Item['state'], CheckState> = { met: 'met', unmet: 'unmet', warn: 'warning' }
const ORDER: Record<Item['state'], number> = { unmet: 0, warn: 1, met: 2 }

/**
 * A gate rule by rule, unmet first: the rule's number, its sentence, who can clear it and the act that does. In the
 * browser it needs `gateNamespaces` of the step.
 */
export function GateChecklist({
  gate,
  label,
  shows = 'all',
  actOf,
}: {
  gate: { step: string; items: readonly Item[] }
  label: string
  shows?: 'all' | 'open'
  /** The button or link that clears the item, where there is one on this page. */
  actOf?: (item: Item) => ReactNode
}) {
  const words = useTranslations()
  const items = gate.items
    .filter((item) => shows === 'all' || item.state !== 'met')
    .toSorted((one, other) => ORDER[one.state] - ORDER[other.state])
  return (
    <Checklist label={label}>
      {items.map((item, at) => {
        const who = item.state === 'met' ? null : gateRemedy(words, item)
        return (
          <ChecklistItem
            key={`${item.rule} ${item.code} ${at}`}
            state={STATES[item.state]}
            reference={item.rule}
            act={actOf?.(item)}
          >
            {gateSentence(words, gate.step, item)}
            {who === null ? null : <span className="ml-2 text-muted">{who}</span>}
          </ChecklistItem>
        )
      })}
    </Checklist>
  )
}
