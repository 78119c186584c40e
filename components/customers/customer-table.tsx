import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { CustomerRow } from '#lib/domain/customers/queries-pages.ts'

const columns = ['code', 'name', 'accountSet', 'channel', 'settlement', 'contactName', 'phone'] as const

/** The list of customers; each name opens the customer. Money only for those who see prices. */
export function CustomerTable({ rows }: { rows: readonly CustomerRow[] }) {
  const t = useTranslations('customers')
  const hasMoney = rows.some((row) => row.creditLimit !== null)
  return (
    <Table
      label={t('title')}
      head={
        <>
          {columns.map((column) => (
            <HeadCell key={column}>{t(`column.${column}`)}</HeadCell>
          ))}
          {hasMoney ? (
            <>
              <HeadCell isNumeric>{t('column.creditLimit')}</HeadCell>
              <HeadCell isNumeric>{t('column.receivable')}</HeadCell>
            </>
          ) : null}
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell>{row.code}</Cell>
          <Cell>
            <Link href={`/customers/${row.id}`} className="text-accent underline-offset-2 hover:underline">
              {row.name}
            </Link>{' '}
            {row.isActive ? null : <Badge>{t('inactive')}</Badge>}
          </Cell>
          <Cell>{row.accountSetName}</Cell>
          <Cell>{t(`channel.${row.channel}`)}</Cell>
          <Cell>{t(`settlement.${row.settlementMethod}`)}</Cell>
          <Cell>{row.contactName}</Cell>
          <Cell className="whitespace-nowrap">{row.phone}</Cell>
          {row.creditLimit === null || row.receivable === null ? null : (
            <>
              <Cell isNumeric>
                <Money amount={row.creditLimit} />
              </Cell>
              <Cell isNumeric>
                <Money amount={row.receivable} />
              </Cell>
            </>
          )}
        </Row>
      ))}
    </Table>
  )
}
