import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Measure, Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { StockRow } from '#lib/domain/stock/queries.ts'
import { addressOf } from '#lib/kernel/address.ts'

/** What stands where; each name opens the product's movements. Cost only for those who may see it. */
export function StockTable({ rows, accountSetId }: { rows: readonly StockRow[]; accountSetId: number }) {
  const t = useTranslations('stock')
  const hasCost = rows.some((row) => row.value !== null)
  return (
    <Table
      label={t('title')}
      head={
        <>
          <HeadCell>{t('column.code')}</HeadCell>
          <HeadCell>{t('column.name')}</HeadCell>
          <HeadCell>{t('column.specification')}</HeadCell>
          <HeadCell>{t('column.warehouse')}</HeadCell>
          <HeadCell isNumeric>{t('column.onHand')}</HeadCell>
          <HeadCell isNumeric>{t('column.reserved')}</HeadCell>
          <HeadCell isNumeric>{t('column.available')}</HeadCell>
          <HeadCell isNumeric>{t('column.inTransit')}</HeadCell>
          <HeadCell isNumeric>{t('column.damaged')}</HeadCell>
          {hasCost ? <HeadCell isNumeric>{t('column.value')}</HeadCell> : null}
        </>
      }
    >
      {rows.map((row) => (
        <Row key={`${row.productId} ${row.warehouseId}`}>
          <Cell>{row.code}</Cell>
          <Cell>
            <Link
              href={addressOf(`/stock/${row.productId}`, { set: accountSetId, warehouse: row.warehouseId })}
              className="text-accent underline-offset-2 hover:underline"
            >
              {row.name}
            </Link>{' '}
            {row.isActive ? null : <Badge>{t('inactive')}</Badge>}
          </Cell>
          <Cell>{row.specification}</Cell>
          <Cell>{row.warehouseName}</Cell>
          <Cell isNumeric>
            <Measure figure={row.onHand} unit={row.baseUnit} />
          </Cell>
          <Cell isNumeric>
            <Measure figure={row.reserved} unit={row.baseUnit} />
          </Cell>
          <Cell isNumeric>
            {row.available === '0' ? <Badge tone="warning">{t('outOfStock')}</Badge> : row.availableText}
          </Cell>
          <Cell isNumeric>{row.inTransitText}</Cell>
          <Cell isNumeric>{row.damagedText}</Cell>
          {row.value === null ? null : (
            <Cell isNumeric>
              <Money amount={row.value} />
            </Cell>
          )}
        </Row>
      ))}
    </Table>
  )
}
