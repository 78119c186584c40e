import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import type { KeeperCard } from '#lib/domain/delivery-notes/keeper-queries.ts'
import { formatShortDate } from '#lib/i18n/format.ts'

/** A note in the queue: for whom, how much, which codes, and what stands between it and the road. */
export async function KeeperQueueCard({
  card,
  today,
  act,
}: {
  card: KeeperCard
  today: string
  act?: ReactNode
}) {
  const t = await getTranslations('keeper')
  const [first, ...others] = card.blocks
  const day = card.expectedOn === today ? t('today') : formatShortDate(card.expectedOn)
  return (
    <li className="flex flex-col rounded-md border border-line bg-surface">
      <Link
        href={`/keeper/${card.accountSetId}/${card.paperId}`}
        className="flex min-h-control flex-col gap-1 p-3 hover:bg-sunken"
      >
        <span className="flex items-baseline justify-between gap-2">
          <span className="min-w-0 text-base font-semibold">
            {card.isUrgent ? <Badge tone="danger">{t('urgent')}</Badge> : null} {card.customerName}
          </span>
          <span className={card.expectedOn < today ? 'shrink-0 text-danger' : 'shrink-0 text-muted'}>
            {day}
          </span>
        </span>
        <span className="flex flex-wrap items-baseline gap-x-3 text-base">
          <span>{t('amount', { cases: card.cases, bottles: card.bottles })}</span>
          {card.codesDue > 0 ? (
            <span className={card.codesKept < card.codesDue ? 'text-warning' : 'text-positive'}>
              {t('codesOf', { kept: card.codesKept, due: card.codesDue })}
            </span>
          ) : null}
          <span className="font-mono text-sm text-muted">{card.number}</span>
        </span>
        <span className="flex flex-wrap items-center gap-1.5">
          <Badge tone={first === undefined ? 'positive' : 'accent'}>
            {first === undefined
              ? t('block.READY')
              : t(`block.${first}`, { picked: card.pickedLines, lines: card.lineCount })}
          </Badge>
          {others.map((block) => (
            <span key={block} className="text-sm text-muted">
              {t(`block.${block}`, { picked: card.pickedLines, lines: card.lineCount })}
            </span>
          ))}
          {card.driverName === null ? null : (
            <span className="text-sm text-muted">{t('driverIs', { name: card.driverName })}</span>
          )}
        </span>
      </Link>
      {act === undefined ? null : <div className="flex flex-col border-t border-line p-2">{act}</div>}
    </li>
  )
}
