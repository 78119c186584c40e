'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { GateChecklist } from '#components/forms/gate-checklist.tsx'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Money } from '#components/ui/money.tsx'
import type { ShownPosting } from './shown-posting.ts'

/** What stands behind the row the keys are on: its figures, its gate, the picture of the signed copy. */
export function RowPanel({ accountSetId, row }: { accountSetId: number; row: ShownPosting | undefined }) {
  const t = useTranslations('posting')
  if (row === undefined) return null
  const items = [
    { key: 'customer', name: t('column.customer'), value: row.customerName },
    { key: 'preparer', name: t('column.preparer'), value: row.preparerName },
    { key: 'delivered', name: t('column.delivered'), value: <Instant iso={row.deliveredAt} /> },
    { key: 'net', name: t('column.net'), value: <Money amount={row.net} /> },
    { key: 'tax', name: t('column.tax'), value: <Money amount={row.tax} /> },
    { key: 'gross', name: t('column.gross'), value: <Money amount={row.gross} /> },
    { key: 'cost', name: t('column.cost'), value: <Money amount={row.cost} /> },
  ]
  return (
    <Card
      title={row.number}
      aside={
        <Link href={`/notes/${accountSetId}/${row.paperId}`} className="text-accent hover:underline">
          {t('openNote')}
        </Link>
      }
      className="lg:sticky lg:top-12"
    >
      <div className="flex flex-col gap-3">
        <DescriptionList items={items} />
        <GateChecklist gate={{ step: 'post', items: row.conditions }} label={t('gate')} />
        {row.photo === null ? (
          <p className="text-muted">{t('noPhoto')}</p>
        ) : (
          <a href={`/api/files/${accountSetId}/${row.photo}`} target="_blank" rel="noopener">
            <img
              src={`/api/files/${accountSetId}/${row.photo}`}
              alt={t('photo', { number: row.number })}
              loading="lazy"
              className="max-h-80 w-full rounded-sm border border-line object-contain"
            />
          </a>
        )}
      </div>
    </Card>
  )
}
