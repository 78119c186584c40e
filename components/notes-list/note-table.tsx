import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { CopyBadge } from '#components/custody/copy-badge.tsx'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { NoteListRow } from '#lib/domain/delivery-notes/list-queries.ts'
import { formatShortDate } from '#lib/i18n/format.ts'

const tones: Readonly<Record<string, Tone>> = { POSTED: 'positive', VOIDED: 'danger', REVERSED: 'danger' }

/** Notes as rows; on a phone as cards, one under the other. */
export function NoteTable({ rows, hasPrices }: { rows: readonly NoteListRow[]; hasPrices: boolean }) {
  const t = useTranslations('notesList')
  return (
    <>
      <ul className="flex flex-col gap-2 md:hidden">
        {rows.map((row) => (
          <li key={row.paperId}>
            <NoteCard row={row} />
          </li>
        ))}
      </ul>
      <div className="max-md:hidden">
        <Table
          label={t('title')}
          head={
            <>
              <HeadCell>{t('column.number')}</HeadCell>
              <HeadCell>{t('column.customer')}</HeadCell>
              <HeadCell>{t('column.date')}</HeadCell>
              <HeadCell>{t('column.status')}</HeadCell>
              {hasPrices ? <HeadCell isNumeric>{t('column.gross')}</HeadCell> : null}
              <HeadCell>{t('column.people')}</HeadCell>
              <HeadCell>{t('column.warehouse')}</HeadCell>
              <HeadCell>{t('column.copies')}</HeadCell>
            </>
          }
        >
          {rows.map((row) => (
            <Row key={row.paperId}>
              <Cell>
                <Link className="text-accent whitespace-nowrap" href={hrefOf(row)}>
                  {row.number}
                </Link>
              </Cell>
              <Cell>
                {row.customerName}{' '}
                <span className="whitespace-nowrap text-muted">{t('lines', { count: row.lineCount })}</span>
              </Cell>
              <Cell>
                <span className="whitespace-nowrap" title={row.businessDate}>
                  {formatShortDate(row.businessDate)}
                </span>
              </Cell>
              <Cell>
                <Standing row={row} />
              </Cell>
              {hasPrices ? (
                <Cell isNumeric>{row.gross === null ? null : <Money amount={row.gross} />}</Cell>
              ) : null}
              <Cell>
                <span className="whitespace-nowrap">{row.preparerName}</span>{' '}
                <span className="whitespace-nowrap text-muted">{row.handlerName}</span>
              </Cell>
              <Cell>{row.warehouseName}</Cell>
              <Cell>
                <AwayCopies row={row} />
              </Cell>
            </Row>
          ))}
        </Table>
      </div>
    </>
  )
}

function NoteCard({ row }: { row: NoteListRow }) {
  const t = useTranslations('notesList')
  return (
    <Link
      href={hrefOf(row)}
      className="flex flex-col gap-1 rounded-md border border-line bg-surface p-3 hover:bg-sunken"
    >
      <span className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-semibold">{row.number}</span>
        <Standing row={row} />
      </span>
      <span>{row.customerName}</span>
      <span className="flex flex-wrap items-center justify-between gap-2 text-muted">
        <span>
          {row.businessDate} {t('lines', { count: row.lineCount })}
        </span>
        {row.gross === null ? null : <Money amount={row.gross} hasSign />}
      </span>
      <AwayCopies row={row} />
    </Link>
  )
}

function Standing({ row }: { row: NoteListRow }) {
  const t = useTranslations('notesList')
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Badge tone={tones[row.status] ?? 'neutral'}>{t(`status.${row.status}`)}</Badge>
      {row.isUrgent ? <Badge tone="warning">{t('urgent')}</Badge> : null}
      {row.isVoidRequested ? <Badge tone="danger">{t('voidAsked')}</Badge> : null}
    </span>
  )
}

/** The copies that are out of the desk's and accounting's hands, each with where it is; one word when all are together. */
function AwayCopies({ row }: { row: NoteListRow }) {
  const t = useTranslations('notesList')
  const place = useTranslations('custody.place')
  const away = row.copies.filter((copy) => ['WAREHOUSE', 'DRIVER', 'CUSTOMER'].includes(copy.place))
  const [first] = away
  const isTogether = away.length === row.copies.length && away.every((copy) => copy.place === first?.place)
  if (isTogether && first !== undefined)
    return <span className="text-muted">{t('allAt', { place: place(first.place) })}</span>
  return (
    <span className="inline-flex flex-wrap gap-1">
      {away.map((copy) => (
        <CopyBadge key={copy.kind} kind={copy.kind}>
          <span className="opacity-80">{place(copy.place)}</span>
        </CopyBadge>
      ))}
    </span>
  )
}

function hrefOf({ accountSetId, paperId }: NoteListRow): string {
  return `/notes/${accountSetId}/${paperId}`
}
