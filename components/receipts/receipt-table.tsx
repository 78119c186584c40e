import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Badge } from '#components/ui/badge.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { ReceiptRow } from '#lib/domain/receipts/queries.ts'
import { customerMoneyAddress, receiptAddress } from './receipt-address.ts'
import { StandingBadge } from './standing-badge.tsx'

/** Receipts; each leads to its page and its customer's money. A receipt is never changed, so there is nothing to edit (R96). */
export async function ReceiptTable({
  rows,
  hasCustomer = true,
}: {
  rows: readonly ReceiptRow[]
  hasCustomer?: boolean
}) {
  const t = await getTranslations('receipts')
  return (
    <Table
      label={t('list')}
      head={
        <>
          <HeadCell>{t('column.number')}</HeadCell>
          <HeadCell>{t('column.receivedOn')}</HeadCell>
          {hasCustomer ? <HeadCell>{t('column.customer')}</HeadCell> : null}
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
            <Link href={receiptAddress(row)} className="text-accent hover:underline">
              {row.number}
            </Link>{' '}
            <StandingBadge status={row.status} />
          </Cell>
          <Cell className="whitespace-nowrap">{row.receivedOn}</Cell>
          {hasCustomer ? (
            <Cell>
              <Link
                href={customerMoneyAddress(row.accountSetId, row.customerId)}
                className="text-accent hover:underline"
              >
                {row.customerName}
              </Link>
            </Cell>
          ) : null}
          <Cell className="whitespace-nowrap">{t(`method.${row.method}`)}</Cell>
          <Cell isNumeric>
            <Money amount={row.amount} />
          </Cell>
          <Cell className="max-w-64 truncate">
            {[row.payer, row.remark].filter((text) => text !== '').join(' · ')}
          </Cell>
          <Cell>{row.recordedBy}</Cell>
          <Cell className="whitespace-nowrap">
            <Instant iso={row.recordedAt} /> {row.isLate ? <Badge tone="warning">{t('late')}</Badge> : null}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
