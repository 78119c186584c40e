import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { BillableOrder } from '#lib/domain/purchase-bills/queries-start.ts'
import { addressOf } from '#lib/kernel/address.ts'

/** Where a bill on an order is written, or a red one. */
export function billHref({
  accountSetId,
  paperId,
  isRed,
}: Pick<BillableOrder, 'accountSetId' | 'paperId' | 'isRed'>): string {
  return addressOf('/purchase-bills/new', { set: accountSetId, order: paperId, red: isRed ? '1' : '' })
}

/** Orders that something came for without a bill, and those of which goods went back after it; each leads to its bill. */
export function BillableOrders({ orders }: { orders: readonly BillableOrder[] }) {
  const t = useTranslations('purchaseBills.new')
  const red = orders.filter(({ isRed }) => isRed)
  const plain = orders.filter(({ isRed }) => !isRed)
  return (
    <div className="flex flex-col gap-4">
      {plain.length === 0 ? null : <Orders orders={plain} label={t('choose')} isRed={false} />}
      {red.length === 0 ? null : (
        <Card title={t('chooseRed')} isFlush>
          <Orders orders={red} label={t('chooseRed')} isRed />
        </Card>
      )}
    </div>
  )
}

function Orders({
  orders,
  label,
  isRed,
}: {
  orders: readonly BillableOrder[]
  label: string
  isRed: boolean
}) {
  const t = useTranslations('purchaseBills.new')
  return (
    <Table
      label={label}
      className={isRed ? 'border-0' : ''}
      head={
        <>
          <HeadCell>{t('number')}</HeadCell>
          <HeadCell>{t('supplier')}</HeadCell>
          <HeadCell isNumeric>{t(isRed ? 'redLines' : 'lines')}</HeadCell>
          <HeadCell isNumeric>{t(isRed ? 'redOpen' : 'open')}</HeadCell>
        </>
      }
    >
      {orders.map((order) => (
        <Row key={order.paperId}>
          <Cell className="whitespace-nowrap">
            <Link className="text-accent hover:underline" href={billHref(order)}>
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
