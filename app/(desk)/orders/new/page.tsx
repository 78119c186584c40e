import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { OrderDesk } from '#components/orders/order-desk.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { noteDesk } from '#lib/domain/delivery-notes/issue-queries.ts'
import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'
import { today } from '#lib/kernel/clock.ts'
import { recordOrderAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('orders'))('new') }
}

export default async function NewOrderPage() {
  const actor = await requirePermission('order.record')
  const { db, clock } = theDesk()
  const desk = await noteDesk(db, actor)
  const start = { draftId: null, version: 0, body: null, today: today(clock) }
  return (
    <ClientMessages namespaces={['noteNew', 'orders', ...gateNamespaces('recordOrder')]}>
      <OrderDesk desk={desk} start={start} action={recordOrderAction} />
    </ClientMessages>
  )
}
