import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { AccountLedger } from '#lib/domain/books/queries-ledger.ts'
import type { BookSpan } from '#lib/domain/books/wish.ts'
import { ledgerHref, voucherHref } from './book-links.ts'
import { SourceLink, VoucherNumber, VoucherSummary } from './voucher-words.tsx'

/** An account line by line with what stands after each; both ends say what stood there. */
export function LedgerTable({
  ledger,
  span,
  isFirst,
}: {
  ledger: AccountLedger
  span: BookSpan
  isFirst: boolean
}) {
  const t = useTranslations('books')
  const amount = (yuan: string) => (yuan === '' ? null : <Money amount={yuan} />)
  const whole = (name: string, balance: string) => (
    <Row>
      <Cell colSpan={7} className="font-semibold">
        {name}
      </Cell>
      <Cell isNumeric className="font-semibold">
        <Money amount={balance} />
      </Cell>
    </Row>
  )
  return (
    <Table
      label={t('part.ledger')}
      head={
        <>
          <HeadCell>{t('column.date')}</HeadCell>
          <HeadCell>{t('column.number')}</HeadCell>
          <HeadCell>{t('column.summary')}</HeadCell>
          <HeadCell>{t('column.paper')}</HeadCell>
          <HeadCell>{t('column.against')}</HeadCell>
          <HeadCell isNumeric>{t('column.debit')}</HeadCell>
          <HeadCell isNumeric>{t('column.credit')}</HeadCell>
          <HeadCell isNumeric>{t('column.balance')}</HeadCell>
        </>
      }
    >
      {whole(t(isFirst ? 'opening' : 'carried'), ledger.carried)}
      {ledger.rows.map((row) => (
        <Row key={`${row.voucherId} ${row.lineNo}`}>
          <Cell className="whitespace-nowrap">{row.businessDate}</Cell>
          <Cell className="whitespace-nowrap">
            <Link
              href={voucherHref(span.accountSetId, row.voucherId)}
              className="text-accent hover:underline"
            >
              <VoucherNumber number={row.number} />
            </Link>
          </Cell>
          <Cell>
            <VoucherSummary voucher={row} />
          </Cell>
          <Cell className="whitespace-nowrap">
            <SourceLink accountSetId={span.accountSetId} voucher={row} />
          </Cell>
          <Cell className="whitespace-nowrap">
            <Link href={ledgerHref(span, row.against)} className="text-accent hover:underline">
              {row.against} {row.againstName}
            </Link>
          </Cell>
          <Cell isNumeric>{amount(row.debit)}</Cell>
          <Cell isNumeric>{amount(row.credit)}</Cell>
          <Cell isNumeric>
            <Money amount={row.balance} />
          </Cell>
        </Row>
      ))}
      {ledger.nextAfter === null ? whole(t('closing'), ledger.closing) : null}
    </Table>
  )
}
