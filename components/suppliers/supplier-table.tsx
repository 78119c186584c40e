import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { SupplierRow } from '#lib/domain/suppliers/queries.ts'

const WORDS = ['code', 'name', 'accountSet', 'contactName', 'phone'] as const
const AMOUNTS = ['payable', 'unbilled', 'advance'] as const

/** The list of suppliers; each name opens the supplier. */
export function SupplierTable({ rows }: { rows: readonly SupplierRow[] }) {
  const t = useTranslations('suppliers')
  return (
    <Table
      label={t('title')}
      head={
        <>
          {WORDS.map((column) => (
            <HeadCell key={column}>{t(`column.${column}`)}</HeadCell>
          ))}
          {AMOUNTS.map((column) => (
            <HeadCell key={column} isNumeric>
              {t(`column.${column}`)}
            </HeadCell>
          ))}
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell>{row.code}</Cell>
          <Cell>
            <Link href={`/suppliers/${row.id}`} className="text-accent underline-offset-2 hover:underline">
              {row.name}
            </Link>{' '}
            {row.isActive ? null : <Badge>{t('inactive')}</Badge>}
          </Cell>
          <Cell>{row.accountSetName}</Cell>
          <Cell>{row.contactName}</Cell>
          <Cell className="whitespace-nowrap">{row.phone}</Cell>
          {AMOUNTS.map((column) => (
            <Cell key={column} isNumeric>
              <Money amount={row[column]} />
            </Cell>
          ))}
        </Row>
      ))}
    </Table>
  )
}
