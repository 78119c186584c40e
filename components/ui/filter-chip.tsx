import Link from 'next/link'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { CloseIcon } from './icons-action.tsx'

/** A filter as an address: chosen or not, one press leads to the page with the filter the other way. */
export function FilterChip({
  href,
  isChosen,
  children,
}: {
  href: string
  isChosen: boolean
  children: ReactNode
}) {
  return (
    <Link
      href={href}
      aria-current={isChosen ? 'true' : undefined}
      className={classNames(
        'inline-flex min-h-control items-center gap-1 rounded-full border px-3 text-sm whitespace-nowrap lg:min-h-7',
        isChosen
          ? 'border-accent bg-accent-soft text-accent-strong'
          : 'border-line-strong bg-surface text-ink hover:bg-sunken',
      )}
    >
      {children}
      {isChosen ? <CloseIcon className="size-3" /> : null}
    </Link>
  )
}
