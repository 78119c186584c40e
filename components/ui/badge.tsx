import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type Tone =
  | 'neutral'
  | 'accent'
  | 'positive'
  | 'warning'
  | 'danger'
  | 'paper-white'
  | 'paper-blue'
  | 'paper-red'
  | 'paper-yellow'

const tones: Record<Tone, string> = {
  neutral: 'bg-sunken text-ink border-line',
  accent: 'bg-accent-soft text-accent-strong border-transparent',
  positive: 'bg-positive-soft text-positive border-transparent',
  warning: 'bg-warning-soft text-warning border-transparent',
  danger: 'bg-danger-soft text-danger border-transparent',
  'paper-white': 'bg-paper-white text-paper-white-ink border-paper-white-edge',
  'paper-blue': 'bg-paper-blue text-paper-blue-ink border-paper-blue-edge',
  'paper-red': 'bg-paper-red text-paper-red-ink border-paper-red-edge',
  'paper-yellow': 'bg-paper-yellow text-paper-yellow-ink border-paper-yellow-edge',
}

/** A word about how something stands. The `paper-*` tones are the colours of paper. */
export function Badge({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: Tone
  icon?: ReactNode
  children: ReactNode
}) {
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1 rounded-sm border px-1.5 text-sm whitespace-nowrap',
        tones[tone],
      )}
    >
      {icon}
      {children}
    </span>
  )
}
