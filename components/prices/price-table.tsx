import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { PriceListRow } from '#lib/domain/prices/queries.ts'
import { addressOf } from '#lib/kernel/address.ts'

/** The price list of an account set; each name opens the product's prices. Yuan per base unit. */
export function PriceTable({ rows, accountSetId }: { rows: readonly PriceListRow[]; accountSetId: number }) {
  const t = useTranslations('prices')
  const none = useTranslations('common')('none')
  const price = (amount: string | null) => (amount === null ? none : <Money amount={amount} />)
  return (
    <Table
      label={t('title')}
      head={
        <>
          <HeadCell>{t('column.code')}</HeadCell>
          <HeadCell>{t('column.name')}</HeadCell>
          <HeadCell>{t('column.specification')}</HeadCell>
          <HeadCell>{t('column.unit')}</HeadCell>
          <HeadCell isNumeric>{t('column.listPrice')}</HeadCell>
          <HeadCell isNumeric>{t('column.floorPrice')}</HeadCell>
          <HeadCell>{t('column.validFrom')}</HeadCell>
          <HeadCell isNumeric>{t('column.customerCount')}</HeadCell>
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.productId}>
          <Cell>{row.code}</Cell>
          <Cell>
            <Link
              href={addressOf(`/prices/${row.productId}`, { set: accountSetId })}
              className="text-accent underline-offset-2 hover:underline"
            >
              {row.name}
            </Link>{' '}
            {row.isActive ? null : <Badge>{t('inactive')}</Badge>}
          </Cell>
          <Cell>{row.specification}</Cell>
          <Cell>{row.baseUnit}</Cell>
          <Cell isNumeric>{price(row.listPrice)}</Cell>
          <Cell isNumeric>{price(row.floorPrice)}</Cell>
          <Cell className="whitespace-nowrap">{row.validFrom ?? none}</Cell>
          <Cell isNumeric>{row.customerCount === 0 ? none : row.customerCount}</Cell>
        </Row>
      ))}
    </Table>
  )
}
