import Link from 'next/link'
import type { ReactNode } from 'react'

/** One bar: its name leads to what is behind it; `size` is its share of the longest, 0 to 1. */
export type Bar = {
  key: string
  name: ReactNode
  href: string
  size: number
  figure: ReactNode
  aside?: ReactNode
}

/** Amounts side by side as a table with bars, drawn on the server; without the drawing it is still the table. */
export function BarList({ label, bars }: { label: string; bars: readonly Bar[] }) {
  return (
    <ul aria-label={label} className="flex flex-col gap-1.5">
      {bars.map((bar) => (
        <li key={bar.key}>
          <div className="flex flex-wrap items-baseline justify-between gap-x-3">
            <Link href={bar.href} className="min-w-0 text-accent hover:underline">
              {bar.name}
            </Link>
            <span className="flex items-baseline gap-2 whitespace-nowrap">
              {bar.aside === undefined ? null : <span className="text-muted">{bar.aside}</span>}
              <span>{bar.figure}</span>
            </span>
          </div>
          <svg
            viewBox="0 0 100 2"
            preserveAspectRatio="none"
            className="block h-1.5 w-full"
            aria-hidden="true"
          >
            <rect width="100" height="2" className="fill-sunken" />
            <rect width={barWidth(bar.size)} height="2" className="fill-accent" />
          </svg>
        </li>
      ))}
    </ul>
  )
}

/** Something above nothing is always seen. */
function barWidth(size: number): number {
  if (size <= 0) return 0
  return Math.max(0.6, Math.min(100, size * 100))
}
