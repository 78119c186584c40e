import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { WriteOffRow, WriteOffStatus } from '#lib/domain/write-offs/queries.ts'
import { caseHref, writeOffHref } from './collection-address.ts'

const TONES: Readonly<Record<WriteOffStatus, Tone>> = {
  PROPOSED: 'accent',
  ENTERED: 'positive',
  REFUSED: 'neutral',
  REVERSED: 'warning',
}

/** How a write-off stands. */
export async function WriteOffBadge({ status }: { status: WriteOffStatus }) {
  const t = await getTranslations('collection')
  return <Badge tone={TONES[status]}>{t(`status.${status}`)}</Badge>
}

/** Write-offs, newest first. */
export async function WriteOffTable({ rows }: { rows: readonly WriteOffRow[] }) {
  const t = await getTranslations('collection')
  return (
    <Table
      label={t('writeOffs')}
      head={
        <>
          <HeadCell>{t('column.number')}</HeadCell>
          <HeadCell>{t('column.customer')}</HeadCell>
          <HeadCell isNumeric>{t('column.amount')}</HeadCell>
          <HeadCell>{t('column.status')}</HeadCell>
          <HeadCell>{t('column.reason')}</HeadCell>
          <HeadCell>{t('column.proposedBy')}</HeadCell>
          <HeadCell>{t('column.proposedAt')}</HeadCell>
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.paperId}>
          <Cell className="whitespace-nowrap">
            <Link href={writeOffHref(row)} data-row className="text-accent hover:underline">
              {row.number}
            </Link>
          </Cell>
          <Cell>
            <Link href={caseHref(row)} className="text-accent hover:underline">
              {row.customerName}
            </Link>
          </Cell>
          <Cell isNumeric>
            <Money amount={row.amount} />
          </Cell>
          <Cell>
            <WriteOffBadge status={row.status} />
          </Cell>
          <Cell className="max-w-64 truncate">{row.reason}</Cell>
          <Cell>{row.proposedBy}</Cell>
          <Cell>
            <Instant iso={row.proposedAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
