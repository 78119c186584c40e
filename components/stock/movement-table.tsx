import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { FigureCard } from '#components/ui/figure-card.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { StockMovementRow } from '#lib/domain/stock/queries-card.ts'
import { formatInstant } from '#lib/i18n/format.ts'
import { paperHref } from './paper-href.ts'

type Props = { accountSetId: number; rows: readonly StockMovementRow[] }

/** What happened to a product's stock, the newest entry first; on a phone one card under the other. */
export function MovementTable({ accountSetId, rows }: Props) {
  return (
    <>
      <ul className="flex flex-col gap-2 md:hidden">
        {rows.map((row) => (
          <MovementCard key={row.id} accountSetId={accountSetId} row={row} />
        ))}
      </ul>
      <div className="max-md:hidden">
        <WideTable accountSetId={accountSetId} rows={rows} />
      </div>
    </>
  )
}

function WideTable({ accountSetId, rows }: Props) {
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
          <Cell>{t(wayOf(row))}</Cell>
          <Cell isNumeric className={isOut(row) ? undefined : 'text-positive'}>
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

function MovementCard({ accountSetId, row }: { accountSetId: number; row: StockMovementRow }) {
  const t = useTranslations('stock')
  return (
    <FigureCard
      head={t(wayOf(row))}
      aside={
        <span className={isOut(row) ? 'font-semibold' : 'font-semibold text-positive'}>
          {row.quantityText}
        </span>
      }
      about={
        <>
          {row.businessDate} · {row.warehouseName} · {row.recordedByName}
        </>
      }
      figures={[
        { name: t('column.balance'), value: row.balanceText },
        { name: t('column.value'), value: row.value === null ? null : <Money amount={row.value} /> },
        {
          name: t('column.paper'),
          value: row.paperNumber === null ? null : <Paper accountSetId={accountSetId} row={row} />,
        },
      ]}
    />
  )
}

const wayOf = ({ fromPlace, toPlace }: StockMovementRow): string =>
  `way.${toPlace === 'WAREHOUSE' ? `from${fromPlace}` : `to${toPlace}`}`

const isOut = ({ quantity }: StockMovementRow): boolean => quantity.startsWith('-')

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
