import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { OrderlessReceipt } from '#lib/domain/purchase-orders/queries-take-over.ts'
import { goodsHref } from '#lib/papers/goods/address.ts'

/** Receipts that no order has: each leads to its page, where a clerk records the order that a bill needs (R87). */
export function OrderlessReceipts({ receipts }: { receipts: readonly OrderlessReceipt[] }) {
  const t = useTranslations('purchaseBills.orderless')
  if (receipts.length === 0) return null
  return (
    <div className="mt-4">
      <Card title={t('title')} isFlush>
        <p className="px-3 py-2 text-muted">{t('about')}</p>
        <Table
          label={t('title')}
          className="border-0"
          head={
            <>
              <HeadCell>{t('number')}</HeadCell>
              <HeadCell>{t('supplier')}</HeadCell>
              <HeadCell>{t('reason')}</HeadCell>
            </>
          }
        >
          {receipts.map((receipt) => (
            <Row key={receipt.paperId}>
              <Cell className="whitespace-nowrap">
                <Link className="text-accent hover:underline" href={goodsHref('GOODS_RECEIPT', receipt)}>
                  {receipt.number}
                </Link>
              </Cell>
              <Cell>{receipt.supplierName}</Cell>
              <Cell>{receipt.reason}</Cell>
            </Row>
          ))}
        </Table>
      </Card>
    </div>
  )
}
