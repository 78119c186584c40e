import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { OrderToReceive, ReceivableOrder } from '#lib/domain/goods-receipts/queries.ts'

/** Orders with goods still to come; each leads to its receipt. */
export function OrderChoice({ orders }: { orders: readonly ReceivableOrder[] }) {
  const t = useTranslations('goodsReceipts')
  if (orders.length === 0) return <p className="text-muted">{t('new.none')}</p>
  return (
    <Table
      label={t('new.choose')}
      className="max-h-80"
      head={
        <>
          <HeadCell>{t('column.number')}</HeadCell>
          <HeadCell>{t('column.supplier')}</HeadCell>
          <HeadCell>{t('column.warehouse')}</HeadCell>
          <HeadCell>{t('column.expected')}</HeadCell>
          <HeadCell>{t('column.open')}</HeadCell>
        </>
      }
    >
      {orders.map((order) => (
        <Row key={order.paperId}>
          <Cell>
            <Link
              className="text-accent underline"
              href={`/goods-receipts/new?set=${order.accountSetId}&order=${order.paperId}`}
            >
              {order.number}
            </Link>
          </Cell>
          <Cell>{order.supplierName}</Cell>
          <Cell>{order.warehouseName}</Cell>
          <Cell className="whitespace-nowrap">{order.expectedOn ?? t('new.noDate')}</Cell>
          <Cell>{t('new.openLines', { count: order.openLines })}</Cell>
        </Row>
      ))}
    </Table>
  )
}

/** What is still to come on the order that the receipt is opened for. */
export function OrderLines({ order }: { order: OrderToReceive }) {
  const t = useTranslations('goodsReceipts')
  return (
    <Card
      title={t('new.fromOrder', { number: order.number })}
      aside={
        <Link className="text-accent" href="/goods-receipts/new">
          {t('new.other')}
        </Link>
      }
    >
      <p className="mb-2 text-muted">
        {order.supplierName} · {t('new.fromOrderHint')}
      </p>
      <Table
        label={t('new.fromOrder', { number: order.number })}
        className="max-h-80"
        head={
          <>
            <HeadCell>{t('column.product')}</HeadCell>
            <HeadCell isNumeric>{t('column.open')}</HeadCell>
          </>
        }
      >
        {order.lines.map((line) => (
          <Row key={line.lineNo}>
            <Cell>
              <span className="text-muted">{line.productCode}</span> {line.productName}
            </Cell>
            <Cell isNumeric>{line.open}</Cell>
          </Row>
        ))}
      </Table>
    </Card>
  )
}
