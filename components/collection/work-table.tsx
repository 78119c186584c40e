import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { PromiseView, WorkRow } from '#lib/domain/collections/queries.ts'
import { caseHref } from './collection-address.ts'

export const OUTCOME_TONES: Readonly<Record<PromiseView['outcome'], Tone>> = {
  KEPT: 'positive',
  OPEN: 'neutral',
  PARTLY: 'warning',
  BROKEN: 'danger',
}

const FIGURES = ['owed', 'overdue'] as const

/** Whom to ask for money, the oldest due first. */
export async function WorkTable({ rows }: { rows: readonly WorkRow[] }) {
  const t = await getTranslations('collection')
  return (
    <Table
      label={t('work')}
      head={
        <>
          <HeadCell>{t('column.customer')}</HeadCell>
          {FIGURES.map((name) => (
            <HeadCell key={name} isNumeric>
              {t(`column.${name}`)}
            </HeadCell>
          ))}
          <HeadCell>{t('column.oldest')}</HeadCell>
          <HeadCell isNumeric>{t('column.daysOver')}</HeadCell>
          <HeadCell>{t('column.lastContact')}</HeadCell>
          <HeadCell>{t('column.promise')}</HeadCell>
          <HeadCell>{t('column.escalation')}</HeadCell>
          <HeadCell>{t('column.salesperson')}</HeadCell>
        </>
      }
    >
      {rows.map((row) => (
        <Row key={`${row.accountSetId} ${row.customerId}`}>
          <Cell>
            <Link href={caseHref(row)} data-row className="text-accent hover:underline">
              {row.name}
            </Link>
            <span className="ml-2 text-muted">{row.code}</span>
            {row.disputed === '0.00' ? null : (
              <span className="ml-2">
                <Badge tone="warning">{t('filter.disputed')}</Badge>
              </span>
            )}
          </Cell>
          <Cell isNumeric>
            <Money amount={row.owed} />
          </Cell>
          <Cell isNumeric>
            <Money amount={row.overdue} className={row.overdue === '0.00' ? '' : 'text-danger'} />
          </Cell>
          <Cell className="whitespace-nowrap">{row.oldestDueOn}</Cell>
          <Cell isNumeric>{row.daysOver === 0 ? t('notDue') : t('days', { count: row.daysOver })}</Cell>
          <Cell className="whitespace-nowrap">
            {row.lastContact === null ? null : `${row.lastContact.on} ${t(`way.${row.lastContact.way}`)}`}
          </Cell>
          <Cell className="whitespace-nowrap">
            {row.promise === null ? null : (
              <>
                {row.promise.dueOn} <Money amount={row.promise.amount} />{' '}
                <Badge tone={OUTCOME_TONES[row.promise.outcome]}>{t(`outcome.${row.promise.outcome}`)}</Badge>
              </>
            )}
          </Cell>
          <Cell className="whitespace-nowrap">{row.escalation?.to ?? ''}</Cell>
          <Cell className="whitespace-nowrap">{row.salesperson}</Cell>
        </Row>
      ))}
    </Table>
  )
}
