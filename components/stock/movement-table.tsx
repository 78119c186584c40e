import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { StockMovementRow } from '#lib/domain/stock/queries-card.ts'
import { formatInstant } from '#lib/i18n/format.ts'
import { paperHref } from './paper-href.ts'

/** What happened to a product's stock, the newest entry first. */
export function MovementTable({
  accountSetId,
  rows,
}: {
  accountSetId: number
  rows: readonly StockMovementRow[]
}) {
  const t = useTranslations('stock')
  const hasCost = rows.some((row) => row.value !== null)
  return (
    <Table
      label={t('movements')}
      head={
        <>
          <HeadCell>{t('column.businessDate')}</HeadCell>
          <HeadCell>{t('column.warehouse')}</HeadCell>
          <HeadCell>{t('column.way')}</HeadCell>
          <HeadCell isNumeric>{t('column.quantity')}</HeadCell>
          <HeadCell isNumeric>{t('column.balance')}</HeadCell>
          {hasCost ? <HeadCell isNumeric>{t('column.value')}</HeadCell> : null}
          <HeadCell>{t('column.paper')}</HeadCell>
          <HeadCell>{t('column.recordedBy')}</HeadCell>
          <HeadCell>{t('column.recordedAt')}</HeadCell>
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell className="whitespace-nowrap">{row.businessDate}</Cell>
          <Cell>{row.warehouseName}</Cell>
          <Cell>{t(`way.${row.toPlace === 'WAREHOUSE' ? `from${row.fromPlace}` : `to${row.toPlace}`}`)}</Cell>
          <Cell isNumeric className={row.quantity.startsWith('-') ? undefined : 'text-positive'}>
            {row.quantityText}
          </Cell>
          <Cell isNumeric>{row.balanceText}</Cell>
          {row.value === null ? null : (
            <Cell isNumeric>
              <Money amount={row.value} />
            </Cell>
          )}
          <Cell>
            <Paper accountSetId={accountSetId} row={row} />
          </Cell>
          <Cell>{row.recordedByName}</Cell>
          <Cell className="whitespace-nowrap">{formatInstant(row.recordedAt)}</Cell>
        </Row>
      ))}
    </Table>
  )
}

function Paper({ accountSetId, row }: { accountSetId: number; row: StockMovementRow }) {
  const none = useTranslations('common')('none')
  const href = row.paperId === null ? null : paperHref(row.paperKind, { accountSetId, paperId: row.paperId })
  if (href === null) return row.paperNumber ?? none
  return (
    <Link href={href} className="text-accent underline-offset-2 hover:underline">
      {row.paperNumber}
    </Link>
  )
}
