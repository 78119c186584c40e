'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import type { LineView } from '#lib/domain/delivery-notes/road-view.ts'
import type { Change } from './change-dialog.tsx'

/** One line of the goods at a stop, and what the driver has stated of it. */
export function GoodsRow({
  line,
  change,
  error,
  onChange,
}: {
  line: LineView
  change: Change | undefined
  error: string | undefined
  onChange: () => void
}) {
  const t = useTranslations('driver')
  return (
    <li className="flex items-center justify-between gap-3 p-3">
      <div className="min-w-0">
        <p className="text-base font-semibold">
          <span className="mr-2 text-muted">{line.lineNo}</span>
          {line.productName}
        </p>
        <p className="text-muted">{line.specification}</p>
        {change === undefined ? null : (
          <p className="text-warning">
            {t('tookOnly', { accepted: change.accepted, due: line.due })} · {change.reason}
          </p>
        )}
        {error === undefined ? null : <p className="text-danger">{error}</p>}
      </div>
      <div className="flex shrink-0 items-center gap-2">
        <span className="text-lg font-semibold">{line.due}</span>
        <Button aria-label={t('change.of', { line: line.lineNo })} onClick={onChange}>
          {t('change.act')}
        </Button>
      </div>
    </li>
  )
}
