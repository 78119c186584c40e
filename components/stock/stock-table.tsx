import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { FigureCard } from '#components/ui/figure-card.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { StockRow } from '#lib/domain/stock/queries.ts'
import { addressOf } from '#lib/kernel/address.ts'

type Props = { rows: readonly StockRow[]; accountSetId: number }

/**
 * What stands where; each name opens the product's movements. Cost only for those who may see it. On a phone one card
 * under the other.
 */
export function StockTable({ rows, accountSetId }: Props) {
  return (
    <>
      <ul className="flex flex-col gap-2 md:hidden">
        {rows.map((row) => (
          <StockCard key={`${row.productId} ${row.warehouseId}`} row={row} accountSetId={accountSetId} />
        ))}
      </ul>
      <div className="max-md:hidden">
        <WideTable rows={rows} accountSetId={accountSetId} />
      </div>
    </>
  )
}

function WideTable({ rows, accountSetId }: Props) {
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
            <ProductName row={row} accountSetId={accountSetId} />
          </Cell>
          <Cell>{row.specification}</Cell>
          <Cell>{row.warehouseName}</Cell>
          <Cell isNumeric>{row.onHandText}</Cell>
          <Cell isNumeric>{row.reservedText}</Cell>
          <Cell isNumeric>
            <Available row={row} />
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

function StockCard({ row, accountSetId }: { row: StockRow; accountSetId: number }) {
  const t = useTranslations('stock')
  return (
    <FigureCard
      head={<ProductName row={row} accountSetId={accountSetId} />}
      aside={row.warehouseName}
      about={`${row.code} · ${row.specification}`}
      figures={[
        { name: t('column.available'), value: <Available row={row} /> },
        { name: t('column.onHand'), value: row.onHandText },
        { name: t('column.reserved'), value: row.reservedText },
        { name: t('column.inTransit'), value: row.inTransitText },
        { name: t('column.damaged'), value: row.damagedText },
        { name: t('column.value'), value: row.value === null ? null : <Money amount={row.value} /> },
      ]}
    />
  )
}

function ProductName({ row, accountSetId }: { row: StockRow; accountSetId: number }) {
  const t = useTranslations('stock')
  return (
    <>
      <Link
        href={addressOf(`/stock/${row.productId}`, { set: accountSetId, warehouse: row.warehouseId })}
        className="text-accent underline-offset-2 hover:underline"
      >
        {row.name}
      </Link>{' '}
      {row.isActive ? null : <Badge>{t('inactive')}</Badge>}
    </>
  )
}

function Available({ row }: { row: StockRow }) {
  const t = useTranslations('stock')
  if (row.isCounted) return <Badge>{t('counting')}</Badge>
  return row.available === '0' ? <Badge tone="warning">{t('outOfStock')}</Badge> : row.availableText
}
