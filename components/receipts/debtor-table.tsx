import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { Debtor } from '#lib/domain/receipts/queries.ts'
import { customerMoneyAddress } from './receipt-address.ts'

const AMOUNTS = ['owed', 'overdue', 'prepaid'] as const

/** Who owes, the longest overdue first. */
export async function DebtorTable({ rows }: { rows: readonly Debtor[] }) {
  const t = await getTranslations('receipts')
  return (
    <Table
      label={t('owing')}
      head={
        <>
          <HeadCell>{t('column.customer')}</HeadCell>
          <HeadCell>{t('column.settlement')}</HeadCell>
          <HeadCell isNumeric>{t('column.openNotes')}</HeadCell>
          {AMOUNTS.map((name) => (
            <HeadCell key={name} isNumeric>
              {t(`column.${name}`)}
            </HeadCell>
          ))}
          <HeadCell>{t('column.oldestDueOn')}</HeadCell>
          <HeadCell isNumeric>{t('column.daysOver')}</HeadCell>
        </>
      }
    >
      {rows.map((row) => (
        <Row key={`${row.accountSetId} ${row.customerId}`}>
          <Cell>
            <Link
              href={customerMoneyAddress(row.accountSetId, row.customerId)}
              className="text-accent hover:underline"
            >
              {row.name}
            </Link>
            <span className="ml-2 text-muted">{row.code}</span>
          </Cell>
          <Cell>{t(`settlement.${row.settlementMethod}`)}</Cell>
          <Cell isNumeric>{row.openNotes}</Cell>
          <Cell isNumeric>
            <Money amount={row.owed} />
          </Cell>
          <Cell isNumeric>
            <Money amount={row.overdue} className={row.daysOver > 0 ? 'text-danger' : ''} />
          </Cell>
          <Cell isNumeric>
            <Money amount={row.prepaid} />
          </Cell>
          <Cell className="whitespace-nowrap">{row.oldestDueOn}</Cell>
          <Cell isNumeric>{row.daysOver === 0 ? t('notYet') : t('days', { count: row.daysOver })}</Cell>
        </Row>
      ))}
    </Table>
  )
}
