import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { CheckIcon, CrossIcon, WarningIcon } from './icons-status.tsx'

export type CheckState = 'met' | 'unmet' | 'warning'

const looks: Record<CheckState, { tone: string; Mark: typeof CheckIcon }> = {
  met: { tone: 'text-positive', Mark: CheckIcon },
  unmet: { tone: 'text-danger', Mark: CrossIcon },
  warning: { tone: 'text-warning', Mark: WarningIcon },
}

/** A list of conditions; it holds `ChecklistItem`s. */
export function Checklist({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="flex flex-col gap-1">
      {children}
    </ul>
  )
}

/** One condition: its mark, its reference (a rule's number), its sentence, and the act that clears it. */
export function ChecklistItem({
  state,
  reference,
  act,
  children,
}: {
  state: CheckState
  reference?: ReactNode
  act?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations('common.checklist')
  const { tone, Mark } = looks[state]
  return (
    <li className="flex items-start gap-2">
      <Mark className={classNames('mt-1 size-3.5', tone)} />
      <span className="sr-only">{t(state)}</span>
      <span className={classNames('min-w-0 flex-1', state === 'met' && 'text-muted')}>
        {reference === undefined ? null : <span className="mr-1.5 text-muted">{reference}</span>}
        {children}
      </span>
      {act}
    </li>
  )
}
