'use client'

import type { ReactNode } from 'react'
import { Checklist, ChecklistItem, type CheckState } from '#components/ui/checklist.tsx'
import type { Checklist as Gate, ChecklistItem as Item } from '#lib/kernel/gate.ts'
import { useGateSentence } from './use-gate-sentence.ts'

const STATES: Record<Item['state'], CheckState> = { met: 'met', unmet: 'unmet', warn: 'warning' }
const ORDER: Record<Item['state'], number> = { unmet: 0, warn: 1, met: 2 }

/** A gate rule by rule: what is unmet first, with who can clear it and the act that does. */
export function GateChecklist({
  gate,
  label,
  shows = 'all',
  actOf,
}: {
  gate: Gate
  label: string
  shows?: 'all' | 'open'
  /** The button or link that clears the item, where there is one on this page. */
  actOf?: (item: Item) => ReactNode
}) {
  const { say, remedy } = useGateSentence()
  const items = gate.items
    .filter((item) => shows === 'all' || item.state !== 'met')
    .toSorted((one, other) => ORDER[one.state] - ORDER[other.state])
  return (
    <Checklist label={label}>
      {items.map((item, at) => {
        const who = remedy(item)
        return (
          <ChecklistItem
            key={`${item.rule} ${item.code} ${at}`}
            state={STATES[item.state]}
            reference={item.rule}
            act={actOf?.(item)}
          >
            {say(item)}
            {who === undefined ? null : <span className="ml-2 text-muted">{who}</span>}
          </ChecklistItem>
        )
      })}
    </Checklist>
  )
}
