import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { BillableOrder } from '#lib/domain/purchase-bills/queries-page.ts'
import { addressOf } from '#lib/kernel/address.ts'

/** Orders that something came for without a bill; each leads to its bill. */
export function BillableOrders({ orders }: { orders: readonly BillableOrder[] }) {
  const t = useTranslations('purchaseBills.new')
  return (
    <Table
      label={t('choose')}
      head={
        <>
          <HeadCell>{t('number')}</HeadCell>
          <HeadCell>{t('supplier')}</HeadCell>
          <HeadCell isNumeric>{t('lines')}</HeadCell>
          <HeadCell isNumeric>{t('open')}</HeadCell>
        </>
      }
    >
      {orders.map((order) => (
        <Row key={order.paperId}>
          <Cell className="whitespace-nowrap">
            <Link
              className="text-accent hover:underline"
              href={addressOf('/purchase-bills/new', { set: order.accountSetId, order: order.paperId })}
            >
              {order.number}
            </Link>
          </Cell>
          <Cell>{order.supplierName}</Cell>
          <Cell isNumeric>{order.openLines}</Cell>
          <Cell isNumeric>
            <Money amount={order.open} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
