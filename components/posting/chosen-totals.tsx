'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Money } from '#components/ui/money.tsx'
import type { ShownPosting } from './shown-posting.ts'
import { sumYuan } from './sum-yuan.ts'

/** The totals of what is chosen, always in sight, and the act. Null for who may look but not post. */
export function ChosenTotals({
  chosen,
  onPost,
}: {
  chosen: readonly ShownPosting[]
  onPost: (() => void) | null
}) {
  const t = useTranslations('posting')
  const open = chosen.filter((row) => row.canPost)
  const figures = [
    ['gross', sumYuan(open.map((row) => row.gross))],
    ['tax', sumYuan(open.map((row) => row.tax))],
    ['cost', sumYuan(open.map((row) => row.cost))],
  ] as const
  return (
    <div className="sticky bottom-16 z-10 flex flex-wrap items-center gap-x-4 gap-y-1 rounded-md border border-line bg-sunken px-3 py-2 lg:bottom-2">
      <p role="status" className="font-semibold">
        {t('chosen', { count: chosen.length, open: open.length })}
      </p>
      {figures.map(([name, amount]) => (
        <p key={name}>
          <span className="mr-1 text-muted">{t(`column.${name}`)}</span>
          <Money amount={amount} />
        </p>
      ))}
      {onPost === null ? null : (
        <Button
          variant="primary"
          shortcut="Ctrl+Enter"
          className="ml-auto"
          onClick={onPost}
          aria-disabled={chosen.length === 0 || undefined}
        >
          {t('post')}
        </Button>
      )}
    </div>
  )
}
