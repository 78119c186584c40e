import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { OrderRow } from '#lib/domain/sales-orders/queries.ts'
import { OrderBadge } from './order-status.tsx'

/** Orders, newest first. The number leads to the order. */
export function OrderTable({ orders }: { orders: readonly OrderRow[] }) {
  const t = useTranslations('orders')
  return (
    <Table
      label={t('title')}
      head={
        <>
          <HeadCell>{t('number')}</HeadCell>
          <HeadCell>{t('customer')}</HeadCell>
          <HeadCell>{t('state')}</HeadCell>
          <HeadCell isNumeric>{t('lines')}</HeadCell>
          <HeadCell isNumeric>{t('gross')}</HeadCell>
          <HeadCell>{t('businessDate')}</HeadCell>
          <HeadCell>{t('expectedOn')}</HeadCell>
          <HeadCell>{t('recordedBy')}</HeadCell>
        </>
      }
    >
      {orders.map((order) => (
        <Row key={order.orderId}>
          <Cell>
            <Link href={`/orders/${order.orderId}`} className="text-accent underline">
              {order.number}
            </Link>
          </Cell>
          <Cell>
            {order.customerName} <span className="text-muted">{t(`channel.${order.channel}`)}</span>
          </Cell>
          <Cell>
            <span className="flex gap-1">
              <OrderBadge order={order} />
              {order.isUrgent ? <Badge tone="danger">{t('urgent')}</Badge> : null}
            </span>
          </Cell>
          <Cell isNumeric>{order.lineCount}</Cell>
          <Cell isNumeric>
            <Money amount={order.gross} />
          </Cell>
          <Cell className="whitespace-nowrap">{order.businessDate}</Cell>
          <Cell className="whitespace-nowrap">{order.expectedOn}</Cell>
          <Cell>{order.recordedBy}</Cell>
        </Row>
      ))}
    </Table>
  )
}
