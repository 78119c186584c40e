import Link from 'next/link'

/** One day: `size` is its share of the best day, 0 to 1; `title` says it in words. */
export type DayBar = {
  date: string
  label: string
  href: string
  size: number
  title: string
  isChosen: boolean
}

/** Days as upright bars, each a link; drawn on the server. */
export function DayBars({ label, bars }: { label: string; bars: readonly DayBar[] }) {
  return (
    <ol aria-label={label} className="flex h-36 items-stretch gap-px">
      {bars.map((bar) => (
        <li key={bar.date} className="min-w-0 flex-1">
          <Link
            href={bar.href}
            title={bar.title}
            aria-label={bar.title}
            aria-current={bar.isChosen ? 'date' : undefined}
            className="flex h-full flex-col justify-end rounded-sm hover:bg-sunken"
          >
            <svg
              viewBox="0 0 10 100"
              preserveAspectRatio="none"
              className="min-h-0 w-full flex-1"
              aria-hidden="true"
            >
              <rect
                x="1"
                width="8"
                y={100 - barHeight(bar.size)}
                height={barHeight(bar.size)}
                className={bar.isChosen ? 'fill-accent' : 'fill-line-strong'}
              />
              <rect x="0" width="10" y="99" height="1" className="fill-line" />
            </svg>
            <span className={`text-center text-xs ${bar.isChosen ? 'font-semibold text-ink' : 'text-muted'}`}>
              {bar.label}
            </span>
          </Link>
        </li>
      ))}
    </ol>
  )
}

function barHeight(size: number): number {
  if (size <= 0) return 0
  return Math.max(2, Math.min(100, size * 100))
}
