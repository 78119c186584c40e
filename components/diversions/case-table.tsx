import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { DiversionRow } from '#lib/domain/diversions/queries.ts'

const COLUMNS = ['number', 'status', 'foundAt', 'foundOn', 'code', 'reportedBy'] as const

/** Cases, newest first. */
export function CaseTable({ rows }: { rows: readonly DiversionRow[] }) {
  const t = useTranslations('diversions')
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
            <Link className="text-accent" href={`/trace/diversions/${row.accountSetId}/${row.paperId}`}>
              {row.number}
            </Link>
          </Cell>
          <Cell>
            <Badge tone={row.status === 'OPEN' ? 'warning' : 'neutral'}>{t(`status.${row.status}`)}</Badge>
          </Cell>
          <Cell>{row.foundAt}</Cell>
          <Cell>{row.foundOn}</Cell>
          <Cell className="font-mono">{row.code}</Cell>
          <Cell>{row.reportedBy}</Cell>
        </Row>
      ))}
    </Table>
  )
}
