import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { PaymentRow } from '#lib/domain/payments/queries.ts'
import { paymentHref } from './payment-address.ts'

/** Payments; each leads to its page. A payment is never changed, only undone (R96). */
export function PaymentTable({
  rows,
  hasSupplier = true,
}: {
  rows: readonly PaymentRow[]
  hasSupplier?: boolean
}) {
  const t = useTranslations('payments')
  return (
    <Table
      label={t('title')}
      head={
        <>
          <HeadCell>{t('column.number')}</HeadCell>
          <HeadCell>{t('column.paidOn')}</HeadCell>
          {hasSupplier ? <HeadCell>{t('column.supplier')}</HeadCell> : null}
          <HeadCell>{t('column.method')}</HeadCell>
          <HeadCell isNumeric>{t('column.amount')}</HeadCell>
          <HeadCell>{t('column.remark')}</HeadCell>
          <HeadCell>{t('column.recordedBy')}</HeadCell>
          <HeadCell>{t('column.recordedAt')}</HeadCell>
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.paperId}>
          <Cell className="whitespace-nowrap">
            <Link href={paymentHref(row)} className="text-accent hover:underline">
              {row.number}
            </Link>{' '}
            {row.reversal === null ? null : <Badge tone="warning">{t('reversed')}</Badge>}
          </Cell>
          <Cell className="whitespace-nowrap">{row.paidOn}</Cell>
          {hasSupplier ? (
            <Cell>
              <Link href={`/suppliers/${row.supplierId}`} className="text-accent hover:underline">
                {row.supplierName}
              </Link>
            </Cell>
          ) : null}
          <Cell className="whitespace-nowrap">{t(`method.${row.method}`)}</Cell>
          <Cell isNumeric>
            <Money amount={row.amount} />
          </Cell>
          <Cell className="max-w-64 truncate">{row.remark}</Cell>
          <Cell>{row.recordedBy}</Cell>
          <Cell className="whitespace-nowrap">
            <Instant iso={row.recordedAt} /> {row.isLate ? <Badge tone="warning">{t('late')}</Badge> : null}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
