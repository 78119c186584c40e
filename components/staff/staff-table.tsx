import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { StaffRow } from '#lib/domain/staff/queries.ts'
import { StandingBadges } from './standing.tsx'

const columns = ['name', 'userName', 'roles', 'accountSets', 'standing'] as const

/** The list of staff; each name opens the member. */
export function StaffTable({ rows }: { rows: readonly StaffRow[] }) {
  const t = useTranslations('staff')
  const roleName = useTranslations('shell.role')
  return (
    <Table
      label={t('title')}
      head={columns.map((column) => (
        <HeadCell key={column}>{t(`column.${column}`)}</HeadCell>
      ))}
    >
      {rows.map((row) => (
        <Row key={row.userId}>
          <Cell className="whitespace-nowrap">
            <Link href={`/staff/${row.userId}`} className="text-accent underline-offset-2 hover:underline">
              {row.displayName}
            </Link>
          </Cell>
          <Cell>{row.userName}</Cell>
          <Cell>{row.roles.map((role) => roleName(role)).join(' · ')}</Cell>
          <Cell>{row.accountSetNames.join(' · ')}</Cell>
          <Cell>
            <StandingBadges of={row} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
