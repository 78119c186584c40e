import type { ReactNode } from 'react'

/** An empty page: says what would stand here, and offers the act that fills it. */
export function EmptyState({ title, hint, act }: { title: ReactNode; hint?: ReactNode; act?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-2 rounded-md border border-dashed border-line px-4 py-10 text-center">
      <p className="font-semibold">{title}</p>
      {hint === undefined ? null : <p className="max-w-prose text-muted">{hint}</p>}
      {act === undefined ? null : <div className="mt-2 flex flex-wrap justify-center gap-2">{act}</div>}
    </div>
  )
}
