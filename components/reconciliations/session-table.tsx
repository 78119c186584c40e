import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { SessionRow } from '#lib/domain/driver-reconciliations/queries.ts'

/** Sessions, newest first, with what was due, counted and missing; whose books they are in where the reader has several. */
export function SessionTable({
  rows,
  accountSets,
}: {
  rows: readonly SessionRow[]
  accountSets: readonly { id: number; name: string }[]
}) {
  const t = useTranslations('reconciliations')
  const figure = (amount: string | null) => (amount === null ? null : <Money amount={amount} />)
  return (
    <Table
      label={t('sessions')}
      head={
        <>
          <HeadCell>{t('column.number')}</HeadCell>
          {accountSets.length > 1 ? <HeadCell>{t('column.accountSet')}</HeadCell> : null}
          <HeadCell>{t('column.status')}</HeadCell>
          <HeadCell>{t('column.driver')}</HeadCell>
          <HeadCell isNumeric>{t('column.expected')}</HeadCell>
          <HeadCell isNumeric>{t('column.counted')}</HeadCell>
          <HeadCell isNumeric>{t('column.difference')}</HeadCell>
          <HeadCell>{t('column.openedBy')}</HeadCell>
          <HeadCell>{t('column.openedAt')}</HeadCell>
          <HeadCell>{t('column.closedAt')}</HeadCell>
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.paperId}>
          <Cell>
            <Link className="text-accent" href={`/reconciliations/${row.accountSetId}/${row.paperId}`}>
              {row.number}
            </Link>
          </Cell>
          {accountSets.length > 1 ? (
            <Cell>{accountSets.find(({ id }) => id === row.accountSetId)?.name}</Cell>
          ) : null}
          <Cell>
            <span className="flex flex-wrap gap-1">
              <Badge tone={row.status === 'OPEN' ? 'warning' : 'neutral'}>{t(`status.${row.status}`)}</Badge>
              {row.openDisputes > 0 ? <Badge tone="danger">{t('disputed')}</Badge> : null}
            </span>
          </Cell>
          <Cell>{row.driverName}</Cell>
          <Cell isNumeric>{figure(row.expected)}</Cell>
          <Cell isNumeric>{figure(row.counted)}</Cell>
          <Cell isNumeric>{figure(row.difference)}</Cell>
          <Cell>{row.openedBy}</Cell>
          <Cell>
            <Instant iso={row.openedAt} />
          </Cell>
          <Cell>{row.closedAt === null ? null : <Instant iso={row.closedAt} />}</Cell>
        </Row>
      ))}
    </Table>
  )
}
