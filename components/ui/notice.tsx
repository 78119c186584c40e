import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { CheckIcon, NoteIcon, WarningIcon } from './icons-status.tsx'

export type NoticeTone = 'neutral' | 'positive' | 'warning' | 'danger'

const looks: Record<NoticeTone, { box: string; Mark: typeof CheckIcon }> = {
  neutral: { box: 'border-line bg-sunken text-ink', Mark: NoteIcon },
  positive: { box: 'border-transparent bg-positive-soft text-positive', Mark: CheckIcon },
  warning: { box: 'border-transparent bg-warning-soft text-warning', Mark: WarningIcon },
  danger: { box: 'border-transparent bg-danger-soft text-danger', Mark: WarningIcon },
}

/** A sentence that must be read before going on. `isUrgent` has it read out at once. */
export function Notice({
  tone = 'neutral',
  isUrgent = false,
  title,
  act,
  children,
}: {
  tone?: NoticeTone
  isUrgent?: boolean
  title?: ReactNode
  act?: ReactNode
  children?: ReactNode
}) {
  const { box, Mark } = looks[tone]
  return (
    <div
      role={isUrgent ? 'alert' : undefined}
      className={classNames('flex items-start gap-2 rounded-md border px-3 py-2', box)}
    >
      <Mark className="mt-1 size-3.5" />
      <div className="min-w-0 flex-1">
        {title === undefined ? null : <p className="font-semibold">{title}</p>}
        {children}
      </div>
      {act}
    </div>
  )
}
