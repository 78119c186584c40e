import { classNames } from './class-names.ts'

/** The looks of one tab, shared with `TabLinks`. */
export function tabLooks(isChosen: boolean, className?: string): string {
  return classNames(
    'inline-flex min-h-control items-center gap-1.5 border-b-2 px-3 text-base whitespace-nowrap lg:text-sm',
    isChosen ? 'border-accent font-semibold text-ink' : 'border-transparent text-muted hover:text-ink',
    className,
  )
}
