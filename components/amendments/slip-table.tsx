import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { AmendmentRow } from '#lib/domain/delivery-notes/amendment-queries.ts'

const COLUMNS = ['number', 'status', 'note', 'customer', 'reason', 'openedBy', 'openedAt'] as const

export const SLIP_TONES: Record<AmendmentRow['status'], Tone> = {
  OPEN: 'warning',
  AGREED: 'accent',
  RECEIVED: 'positive',
  WITHDRAWN: 'neutral',
}

/** Slips, newest first. */
export function SlipTable({ rows }: { rows: readonly AmendmentRow[] }) {
  const t = useTranslations('amendments')
  return (
    <Table
      label={t('title')}
      head={COLUMNS.map((column) => (
        <HeadCell key={column}>{t(`column.${column}`)}</HeadCell>
      ))}
    >
      {rows.map((row) => (
        <Row key={row.paperId}>
          <Cell>
            <Link className="text-accent" href={`/amendments/${row.accountSetId}/${row.paperId}`}>
              {row.number}
            </Link>
          </Cell>
          <Cell>
            <Badge tone={SLIP_TONES[row.status]}>{t(`status.${row.status}`)}</Badge>
          </Cell>
          <Cell className="whitespace-nowrap">
            <Link className="text-accent" href={`/notes/${row.accountSetId}/${row.notePaperId}`}>
              {row.noteNumber}
            </Link>
          </Cell>
          <Cell>{row.customerName}</Cell>
          <Cell>{row.reason}</Cell>
          <Cell>{row.openedBy}</Cell>
          <Cell>
            <Instant iso={row.openedAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
