import type { ReactNode } from 'react'

/** Names with their values, in two columns that line up. */
export function DescriptionList({
  items,
}: {
  items: readonly { key: string; name: ReactNode; value: ReactNode }[]
}) {
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1">
      {items.map((item) => (
        <div key={item.key} className="contents">
          <dt className="text-muted">{item.name}</dt>
          <dd className="min-w-0 break-words">{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}
