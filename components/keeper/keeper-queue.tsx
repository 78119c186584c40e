import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ActButton } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import type { KeeperCard } from '#lib/domain/delivery-notes/keeper-queries.ts'
import { KeeperQueueCard } from './keeper-card.tsx'

/** What is offered to this keeper, what leaves next, and what is still at the desk. */
export async function KeeperQueue({
  cards,
  today,
  accept,
}: {
  cards: readonly KeeperCard[]
  today: string
  accept: FormAction<unknown>
}) {
  const t = await getTranslations('keeper')
  const offered = cards.filter((card) => card.offeredAt !== null)
  const queue = cards.filter((card) => card.status !== 'ISSUED')
  const coming = cards.filter((card) => card.status === 'ISSUED' && card.offeredAt === null)
  return (
    <div className="flex flex-col gap-4">
      <CardList
        title={t('offered')}
        cards={offered}
        today={today}
        actFor={({ accountSetId, paperId, number }) => (
          <ActButton
            variant="primary"
            namespace="keeper"
            action={accept}
            input={{ accountSetId, paperId }}
            label={t('accept')}
            doneText={t('accepted', { number })}
          />
        )}
      />
      {queue.length === 0 ? (
        <EmptyState title={t('empty')} hint={t('emptyHint')} />
      ) : (
        <CardList title={t('queue', { count: queue.length })} cards={queue} today={today} />
      )}
      <CardList title={t('coming', { count: coming.length })} cards={coming} today={today} />
    </div>
  )
}

function CardList({
  title,
  cards,
  today,
  actFor,
}: {
  title: string
  cards: readonly KeeperCard[]
  today: string
  actFor?: (card: KeeperCard) => ReactNode
}) {
  if (cards.length === 0) return null
  return (
    <section aria-label={title}>
      <h2 className="mb-2 font-semibold">{title}</h2>
      <ul className="grid gap-2 lg:grid-cols-2 2xl:grid-cols-3">
        {cards.map((card) => (
          <KeeperQueueCard
            key={card.paperId}
            card={card}
            today={today}
            {...(actFor === undefined ? {} : { act: actFor(card) })}
          />
        ))}
      </ul>
    </section>
  )
}
