import type { ReactNode } from 'react'

/** The first line of a page: its name, a word about it, and its acts at the right. */
export function PageHeader({
  title,
  about,
  acts,
}: {
  title: ReactNode
  about?: ReactNode
  acts?: ReactNode
}) {
  return (
    <header className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-3">
        <h1 className="text-lg font-semibold">{title}</h1>
        {about === undefined ? null : <p className="text-muted">{about}</p>}
      </div>
      {acts === undefined ? null : <div className="flex flex-wrap gap-2">{acts}</div>}
    </header>
  )
}
