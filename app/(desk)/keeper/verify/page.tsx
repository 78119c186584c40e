import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { QueueRefresh } from '#components/keeper/queue-refresh.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readVerifyQueue } from '#lib/domain/delivery-notes/verify-queries.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('keeper'))('verify.title') }
}

export default async function VerifyQueuePage() {
  const actor = await requirePermission('note.verify')
  const cards = await readVerifyQueue(theDesk().db, actor)
  const t = await getTranslations('keeper')
  return (
    <>
      <QueueRefresh />
      <PageHeader title={t('verify.title')} about={t('verify.about')} />
      {cards.length === 0 ? (
        <EmptyState title={t('verify.empty')} hint={t('verify.emptyHint')} />
      ) : (
        <ul className="grid gap-2 lg:grid-cols-2 2xl:grid-cols-3">
          {cards.map((card) => (
            <li key={card.paperId} className="rounded-md border border-line bg-surface">
              <Link
                href={`/keeper/verify/${card.accountSetId}/${card.paperId}`}
                className="flex min-h-control flex-col gap-1 p-3 hover:bg-sunken"
              >
                <span className="text-base font-semibold">
                  {card.isUrgent ? <Badge tone="danger">{t('urgent')}</Badge> : null} {card.customerName}
                </span>
                <span className="flex flex-wrap gap-x-3 text-muted">
                  <span className="font-mono">{card.number}</span>
                  <span>{t('lines', { count: card.lineCount })}</span>
                  <span>{t('verify.preparedBy', { name: card.keeperName })}</span>
                  <Instant iso={card.preparedAt} isTimeOnly />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
