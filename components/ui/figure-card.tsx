import type { ReactNode } from 'react'

/** Something said under its name: `现存 100箱6瓶`. */
export type Figure = { name: string; value: ReactNode }

/**
 * A row of a table for a phone: what it is about at the left, what matters most at the right, and under them the other
 * cells, each beside its name. Cells without a value are left out.
 */
export function FigureCard({
  head,
  aside,
  about,
  figures,
}: {
  head: ReactNode
  aside?: ReactNode
  about?: ReactNode
  figures: readonly Figure[]
}) {
  return (
    <li className="flex flex-col gap-1 rounded-md border border-line bg-surface p-3">
      <span className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-semibold">{head}</span>
        {aside === undefined ? null : <span className="tabular-nums">{aside}</span>}
      </span>
      {about === undefined ? null : <span className="text-muted">{about}</span>}
      <dl className="flex flex-wrap gap-x-4 gap-y-0.5">
        {figures
          .filter(({ value }) => value !== null && value !== '')
          .map(({ name, value }) => (
            <div key={name} className="flex gap-1.5">
              <dt className="text-muted">{name}</dt>
              <dd className="tabular-nums">{value}</dd>
            </div>
          ))}
      </dl>
    </li>
  )
}
