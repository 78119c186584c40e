import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import { formatShortDate } from '#lib/i18n/format.ts'
import { goodsHref } from '#lib/papers/goods/address.ts'
import type { GoodsKind } from '#lib/papers/goods/kinds.ts'
import type { GoodsRow } from '#lib/papers/goods/list-queries.ts'
import { GoodsStatusBadge } from './goods-status.tsx'

const PRICED: readonly GoodsKind[] = [
  'PURCHASE_ORDER',
  'GOODS_RECEIPT',
  'PURCHASE_BILL',
  'CUSTOMER_RETURN',
  'SUPPLIER_RETURN',
]

/** Goods papers of one kind as rows; on a phone as cards, one under the other. */
export function GoodsTable({
  kind,
  rows,
  hasPrices,
}: {
  kind: GoodsKind
  rows: readonly GoodsRow[]
  hasPrices: boolean
}) {
  const t = useTranslations('goods')
  const showsMoney = hasPrices && PRICED.includes(kind)
  const hasSource = rows.some(({ sourceNumber }) => sourceNumber !== null)
  return (
    <>
      <ul className="flex flex-col gap-2 md:hidden">
        {rows.map((row) => (
          <li key={row.paperId}>
            <GoodsCard row={row} showsMoney={showsMoney} />
          </li>
        ))}
      </ul>
      <div className="max-md:hidden">
        <Table
          label={t(`kind.${kind}`)}
          head={
            <>
              <HeadCell>{t('column.number')}</HeadCell>
              <HeadCell>{t(`party.${kind}`)}</HeadCell>
              <HeadCell>{t('column.date')}</HeadCell>
              <HeadCell>{t('column.status')}</HeadCell>
              {showsMoney ? <HeadCell isNumeric>{t('column.gross')}</HeadCell> : null}
              <HeadCell>{t('column.warehouse')}</HeadCell>
              <HeadCell>{t('column.people')}</HeadCell>
              {hasSource ? <HeadCell>{t('column.source')}</HeadCell> : null}
            </>
          }
        >
          {rows.map((row) => (
            <Row key={row.paperId}>
              <Cell>
                <Link className="text-accent whitespace-nowrap" href={goodsHref(row.kind, row)}>
                  {row.number}
                </Link>
              </Cell>
              <Cell>
                <Party row={row} />{' '}
                <span className="whitespace-nowrap text-muted">
                  {t('list.lines', { count: row.lineCount })}
                </span>
              </Cell>
              <Cell>
                <span className="whitespace-nowrap" title={row.businessDate}>
                  {formatShortDate(row.businessDate)}
                </span>
              </Cell>
              <Cell>
                <Standing row={row} />
              </Cell>
              {showsMoney ? (
                <Cell isNumeric>{row.gross === null ? null : <Money amount={row.gross} />}</Cell>
              ) : null}
              <Cell>
                <Where row={row} />
              </Cell>
              <Cell>
                <span className="whitespace-nowrap">{row.preparerName}</span>{' '}
                <span className="whitespace-nowrap text-muted">{row.handlerName}</span>
              </Cell>
              {hasSource ? <Cell className="whitespace-nowrap">{row.sourceNumber}</Cell> : null}
            </Row>
          ))}
        </Table>
      </div>
    </>
  )
}

function GoodsCard({ row, showsMoney }: { row: GoodsRow; showsMoney: boolean }) {
  const t = useTranslations('goods')
  return (
    <Link
      href={goodsHref(row.kind, row)}
      className="flex flex-col gap-1 rounded-md border border-line bg-surface p-3 hover:bg-sunken"
    >
      <span className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-semibold">{row.number}</span>
        <Standing row={row} />
      </span>
      <span>
        <Party row={row} />
      </span>
      <span className="flex flex-wrap items-center justify-between gap-2 text-muted">
        <span>
          {row.businessDate} {t('list.lines', { count: row.lineCount })}
        </span>
        {showsMoney && row.gross !== null ? <Money amount={row.gross} hasSign /> : <Where row={row} />}
      </span>
    </Link>
  )
}

/** The other party and what the paper is for; a paper within the house says why it was opened. */
function Party({ row }: { row: GoodsRow }) {
  const t = useTranslations('goods.purpose')
  const purpose = row.purpose === null ? '' : t.has(row.purpose) ? t(row.purpose) : row.purpose
  const why = row.partyName === '' ? row.reason : ''
  return [row.partyName, purpose, why].filter((word) => word !== '').join(' · ')
}

function Where({ row }: { row: GoodsRow }) {
  const t = useTranslations('goods')
  return row.toWarehouseName === null
    ? row.warehouseName
    : t('to', { from: row.warehouseName, to: row.toWarehouseName })
}

function Standing({ row }: { row: GoodsRow }) {
  const t = useTranslations('goods.list')
  const isDue = row.status === 'APPROVED' || row.status === 'PARTLY_RECEIVED'
  return (
    <span className="inline-flex flex-wrap gap-1">
      <GoodsStatusBadge kind={row.kind} status={row.status} />
      {row.isVoidRequested ? <Badge tone="danger">{t('voidAsked')}</Badge> : null}
      {isDue && row.expectedOn !== null ? (
        <span className="whitespace-nowrap text-muted">
          {t('due', { date: formatShortDate(row.expectedOn) })}
        </span>
      ) : null}
    </span>
  )
}
