import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { statementHref } from '#components/collection/collection-address.ts'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { StatementRow, StatementStanding } from '#lib/domain/statements/queries.ts'

const TONES: Readonly<Record<StatementStanding, Tone>> = {
  MADE: 'neutral',
  SENT: 'accent',
  CONFIRMED: 'positive',
  DISPUTED: 'warning',
}

/** How a statement stands. */
export async function StandingBadge({ standing }: { standing: StatementStanding }) {
  const t = await getTranslations('statements')
  return <Badge tone={TONES[standing]}>{t(`standing.${standing}`)}</Badge>
}

/** Statements, newest first. */
export async function StatementTable({ rows }: { rows: readonly StatementRow[] }) {
  const t = await getTranslations('statements')
  return (
    <Table
      label={t('title')}
      head={
        <>
          <HeadCell>{t('column.number')}</HeadCell>
          <HeadCell>{t('column.customer')}</HeadCell>
          <HeadCell>{t('column.days')}</HeadCell>
          <HeadCell isNumeric>{t('column.closing')}</HeadCell>
          <HeadCell>{t('column.standing')}</HeadCell>
          <HeadCell>{t('column.madeBy')}</HeadCell>
          <HeadCell>{t('column.madeAt')}</HeadCell>
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.paperId}>
          <Cell className="whitespace-nowrap">
            <Link href={statementHref(row)} className="text-accent hover:underline">
              {row.number}
            </Link>
          </Cell>
          <Cell>{row.customerName}</Cell>
          <Cell className="whitespace-nowrap">{t('days', { from: row.from, to: row.to })}</Cell>
          <Cell isNumeric>
            <Money amount={row.closing} />
          </Cell>
          <Cell>
            <StandingBadge standing={row.standing} />
          </Cell>
          <Cell>{row.madeBy}</Cell>
          <Cell>
            <Instant iso={row.madeAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
