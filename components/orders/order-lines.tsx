import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { OrderDetail } from '#lib/domain/sales-orders/queries.ts'

/** The lines of an order: what was asked for, what is billed, what is still open. */
export function OrderLines({ order }: { order: OrderDetail }) {
  const t = useTranslations('orders')
  return (
    <Table
      label={t('lines')}
      head={
        <>
          <HeadCell isNumeric>{t('no')}</HeadCell>
          <HeadCell>{t('product')}</HeadCell>
          <HeadCell isNumeric>{t('quantity')}</HeadCell>
          <HeadCell isNumeric>{t('billed')}</HeadCell>
          <HeadCell isNumeric>{t('open')}</HeadCell>
          <HeadCell isNumeric>{t('unitPrice')}</HeadCell>
          <HeadCell isNumeric>{t('discount')}</HeadCell>
          <HeadCell isNumeric>{t('amount')}</HeadCell>
          <HeadCell>{t('remark')}</HeadCell>
        </>
      }
      foot={
        <>
          <Cell colSpan={7}>{t('total')}</Cell>
          <Cell isNumeric>
            <Money amount={order.gross} hasSign />
          </Cell>
          <Cell />
        </>
      }
    >
      {order.lines.map((line) => (
        <Row key={line.lineNo}>
          <Cell isNumeric>{line.lineNo}</Cell>
          <Cell>
            {line.productName} <span className="text-muted">{line.specification}</span>
            {line.isGift ? (
              <span className="ml-2">
                <Badge>{t('gift')}</Badge>
              </span>
            ) : null}
          </Cell>
          <Cell isNumeric>{line.quantity}</Cell>
          <Cell isNumeric>{line.billed}</Cell>
          <Cell isNumeric>{line.openQuantity}</Cell>
          <Cell isNumeric>
            <Money amount={line.unitPrice} />
          </Cell>
          <Cell isNumeric>{line.discount === '0.00' ? '' : <Money amount={line.discount} />}</Cell>
          <Cell isNumeric>
            <Money amount={line.amount} />
          </Cell>
          <Cell>{line.remark}</Cell>
        </Row>
      ))}
    </Table>
  )
}
