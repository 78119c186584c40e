import { useTranslations } from 'next-intl'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import type { OrderStatus } from '#lib/domain/sales-orders/states.ts'

const TONES: Record<OrderStatus, Tone> = {
  CONFIRMED: 'accent',
  PARTLY_BILLED: 'accent',
  BILLED: 'positive',
  CLOSED: 'neutral',
  CANCELLED: 'neutral',
}

type Standing = {
  status: OrderStatus
  isConfirmed: boolean
  isSalesChecked: boolean
  needsSalesCheck: boolean
}

/** Where an order stands: what it waits for first, then its status. */
export function OrderBadge({ order }: { order: Standing }) {
  const t = useTranslations('orders.status')
  const isOpen = order.status === 'CONFIRMED' || order.status === 'PARTLY_BILLED'
  if (isOpen && !order.isConfirmed) return <Badge tone="warning">{t('toConfirm')}</Badge>
  if (isOpen && order.needsSalesCheck && !order.isSalesChecked)
    return <Badge tone="warning">{t('toCheck')}</Badge>
  return <Badge tone={TONES[order.status]}>{t(order.status)}</Badge>
}
