import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { BalanceTotals, TrialBalance } from '#lib/domain/books/queries-balance.ts'
import type { BookSpan } from '#lib/domain/books/wish.ts'
import { ledgerHref } from './book-links.ts'

const SUMS = ['openingDebit', 'openingCredit', 'debit', 'credit', 'closingDebit', 'closingCredit'] as const

/** The trial balance; each account leads to its ledger over the same months. */
export function BalanceTable({ balance, span }: { balance: TrialBalance; span: BookSpan }) {
  const t = useTranslations('books')
  const cells = (sums: BalanceTotals) =>
    SUMS.map((sum) => (
      <Cell key={sum} isNumeric>
        {sums[sum] === '' ? null : <Money amount={sums[sum]} />}
      </Cell>
    ))
  return (
    <Table
      label={t('part.balance')}
      head={
        <>
          <HeadCell>{t('column.code')}</HeadCell>
          <HeadCell>{t('column.name')}</HeadCell>
          {SUMS.map((sum) => (
            <HeadCell key={sum} isNumeric>
              {t(`column.${sum}`)}
            </HeadCell>
          ))}
        </>
      }
      foot={
        <>
          <Cell colSpan={2}>{t('totals')}</Cell>
          {cells(balance.totals)}
        </>
      }
    >
      {balance.rows.map((row) => (
        <Row key={row.code}>
          <Cell>
            <Link href={ledgerHref(span, row.code)} className="text-accent hover:underline">
              {row.code}
            </Link>
          </Cell>
          <Cell>{row.name}</Cell>
          {cells(row)}
        </Row>
      ))}
    </Table>
  )
}
