import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { VoucherRow } from '#lib/domain/books/queries-vouchers.ts'
import { voucherHref } from './book-links.ts'
import { SourceLink, VoucherNumber, VoucherSummary } from './voucher-words.tsx'

/** Vouchers; each leads to its page, and to the paper it was made from. */
export function VoucherTable({ accountSetId, rows }: { accountSetId: number; rows: readonly VoucherRow[] }) {
  const t = useTranslations('books')
  return (
    <Table
      label={t('part.vouchers')}
      head={
        <>
          <HeadCell>{t('column.number')}</HeadCell>
          <HeadCell>{t('column.date')}</HeadCell>
          <HeadCell>{t('column.summary')}</HeadCell>
          <HeadCell>{t('column.paper')}</HeadCell>
          <HeadCell isNumeric>{t('column.amount')}</HeadCell>
          <HeadCell>{t('column.recordedBy')}</HeadCell>
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.voucherId}>
          <Cell className="whitespace-nowrap">
            <Link href={voucherHref(accountSetId, row.voucherId)} className="text-accent hover:underline">
              <VoucherNumber number={row.number} />
            </Link>
          </Cell>
          <Cell className="whitespace-nowrap">{row.businessDate}</Cell>
          <Cell>
            <VoucherSummary voucher={row} />
          </Cell>
          <Cell className="whitespace-nowrap">
            <SourceLink accountSetId={accountSetId} voucher={row} />
          </Cell>
          <Cell isNumeric>
            <Money amount={row.amount} />
          </Cell>
          <Cell>{row.recordedBy}</Cell>
        </Row>
      ))}
    </Table>
  )
}
