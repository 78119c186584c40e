import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { OrderActs } from '#components/orders/order-acts.tsx'
import { OrderFacts, OrderPapers } from '#components/orders/order-facts.tsx'
import { OrderLines } from '#components/orders/order-lines.tsx'
import { OrderBadge } from '#components/orders/order-status.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission, type RequestPerson } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { type OrderDetail, orderDetail } from '#lib/domain/sales-orders/queries.ts'
import { BILLABLE } from '#lib/domain/sales-orders/states.ts'
import { formatInstant } from '#lib/i18n/format.ts'
import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'
import { isId } from '#lib/kernel/ids.ts'
import { cancelOrderAction, checkOrderAction, confirmOrderAction } from '../actions.ts'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('orders'))('one') }
}

export default async function OrderPage({ params }: Props) {
  const actor = await requirePermission('order.read')
  const { id } = await params
  const order = (isId(id) ? await orderDetail(theDesk().db, actor, id) : null) ?? notFound()
  const t = await getTranslations('orders')
  const { accountSetId, orderId, version: seenVersion, cancelled } = order
  return (
    <ClientMessages namespaces={['orders', ...gateNamespaces('confirmOrder', 'checkOrder', 'cancelOrder')]}>
      <PageHeader title={order.number} about={<OrderBadge order={order} />} />
      {cancelled === null ? null : (
        <div className="mb-3">
          <Notice title={t('cancelledBy', { name: cancelled.by, at: formatInstant(cancelled.at) })}>
            {cancelled.reason}
          </Notice>
        </div>
      )}
      <div className="grid grid-cols-1 items-start gap-3 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex flex-col gap-3">
          <OrderLines order={order} />
          <OrderPapers order={order} />
        </div>
        <div className="flex flex-col gap-3">
          <OrderActs
            orderKey={{ accountSetId, orderId, seenVersion }}
            shown={actsShown(order, actor)}
            actions={{ confirm: confirmOrderAction, check: checkOrderAction, cancel: cancelOrderAction }}
          />
          <OrderFacts order={order} />
        </div>
      </div>
    </ClientMessages>
  )
}

/** What this person can do with this order now; the commands decide again. */
function actsShown(order: OrderDetail, { permissions }: RequestPerson) {
  const isOpen = BILLABLE.includes(order.status)
  const canRecord = permissions.has('order.record')
  return {
    canWrite: isOpen && order.isConfirmed && permissions.has('note.draft'),
    canConfirm: isOpen && !order.isConfirmed && canRecord,
    canCheck: isOpen && order.needsSalesCheck && !order.isSalesChecked && permissions.has('order.check'),
    canCancel: order.status === 'CONFIRMED' && canRecord,
  }
}
