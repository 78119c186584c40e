import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { KeeperQueue } from '#components/keeper/keeper-queue.tsx'
import { QueueRefresh } from '#components/keeper/queue-refresh.tsx'
import { WaitingGoodsList } from '#components/keeper/waiting-goods.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { QUEUE_MOST, readKeeperQueue } from '#lib/domain/delivery-notes/keeper-queries.ts'
import { today } from '#lib/kernel/clock.ts'
import { listWaitingGoods } from '#lib/papers/goods/waiting-queries.ts'
import { acceptAtWarehouseAction } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('keeper'))('title') }
}

export default async function KeeperPage() {
  const actor = await requirePermission('keeper.read')
  const { db, clock } = theDesk()
  const cards = await readKeeperQueue(db, actor)
  const goods = await listWaitingGoods(db, actor)
  const t = await getTranslations('keeper')
  return (
    <ClientMessages namespaces={['keeper']}>
      <QueueRefresh />
      <PageHeader
        title={t('title')}
        about={cards.length > QUEUE_MOST ? t('more', { count: QUEUE_MOST }) : undefined}
      />
      <KeeperQueue cards={cards.slice(0, QUEUE_MOST)} today={today(clock)} accept={acceptAtWarehouseAction} />
      <WaitingGoodsList papers={goods} />
    </ClientMessages>
  )
}
