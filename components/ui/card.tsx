import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** A panel with an optional heading line; `aside` stands at the right end of that line. */
export function Card({
  title,
  aside,
  isFlush = false,
  className,
  children,
}: {
  title?: ReactNode
  aside?: ReactNode
  isFlush?: boolean
  className?: string
  children: ReactNode
}) {
  return (
    <section className={classNames('min-w-0 rounded-md border border-line bg-surface', className)}>
      {title === undefined ? null : (
        <header className="flex min-h-9 flex-wrap items-center justify-between gap-2 border-b border-line px-3 py-1">
          <h2 className="text-sm font-semibold">{title}</h2>
          {aside}
        </header>
      )}
      <div className={isFlush ? undefined : 'p-3'}>{children}</div>
    </section>
  )
}
