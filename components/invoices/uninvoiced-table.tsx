import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { UninvoicedRow, UninvoicedWish } from '#lib/domain/invoices/queries-uninvoiced.ts'
import { addressOf } from '#lib/kernel/address.ts'

/** Posted notes that are not invoiced, oldest first; each customer leads to an invoice of theirs. */
export function UninvoicedTable({
  rows,
  wish,
  mayRequest,
}: {
  rows: readonly UninvoicedRow[]
  wish: UninvoicedWish
  mayRequest: boolean
}) {
  const t = useTranslations('invoices')
  const { accountSetId: set, since } = wish
  return (
    <Table
      label={t('part.uninvoiced')}
      head={
        <>
          <HeadCell>{t('column.note')}</HeadCell>
          <HeadCell>{t('column.postedOn')}</HeadCell>
          <HeadCell isNumeric>{t('column.age')}</HeadCell>
          <HeadCell>{t('column.customer')}</HeadCell>
          <HeadCell isNumeric>{t('column.posted')}</HeadCell>
          <HeadCell isNumeric>{t('column.invoiced')}</HeadCell>
          {mayRequest ? <HeadCell>{t('request')}</HeadCell> : null}
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.paperId}>
          <Cell className="whitespace-nowrap">
            <Link href={`/notes/${set}/${row.paperId}`} className="text-accent hover:underline">
              {row.number}
            </Link>
          </Cell>
          <Cell className="whitespace-nowrap">{row.postedOn}</Cell>
          <Cell isNumeric>{t('days', { count: row.ageDays })}</Cell>
          <Cell>{row.customerName}</Cell>
          <Cell isNumeric>
            <Money amount={row.posted} />
          </Cell>
          <Cell isNumeric>
            <Money amount={row.invoiced} />
          </Cell>
          {mayRequest ? (
            <Cell>
              <Link
                href={addressOf('/invoices/new', { set, customer: row.customerId, since })}
                className="text-accent hover:underline"
              >
                {t('request')}
              </Link>
            </Cell>
          ) : null}
        </Row>
      ))}
    </Table>
  )
}
