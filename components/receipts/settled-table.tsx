import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Badge } from '#components/ui/badge.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { SettlementRow } from '#lib/domain/receipts/queries-detail.ts'
import { UndoAllocation, type UndoAction } from './undo-allocation.tsx'

/** What settled notes, newest or oldest first as given; what was taken back stays and says so. */
export async function SettledTable({
  accountSetId,
  rows,
  hasMoney,
  undo,
}: {
  accountSetId: number
  rows: readonly SettlementRow[]
  /** Whether the receipt stands beside each row. */
  hasMoney: boolean
  /** Null for who may not take back. */
  undo: UndoAction | null
}) {
  const t = await getTranslations('receipts')
  return (
    <Table
      label={t('settled')}
      className="max-h-[60dvh]"
      head={
        <>
          <HeadCell>{t('column.paper')}</HeadCell>
          <HeadCell>{t('column.how')}</HeadCell>
          <HeadCell>{t('column.on')}</HeadCell>
          <HeadCell isNumeric>{t('column.amount')}</HeadCell>
          <HeadCell>{t('column.state')}</HeadCell>
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.entryId}>
          <Cell className="whitespace-nowrap">
            <Link href={`/notes/${accountSetId}/${row.paperId}`} className="text-accent hover:underline">
              {row.number}
            </Link>
          </Cell>
          <Cell className="whitespace-nowrap">
            {row.account === 'ALLOWANCE'
              ? t('how.ALLOWANCE')
              : hasMoney
                ? (row.moneyNumber ?? t('how.CREDIT'))
                : t('how.MONEY')}
          </Cell>
          <Cell className="whitespace-nowrap">{row.on}</Cell>
          <Cell isNumeric className={row.undoneOn === null ? '' : 'text-muted line-through'}>
            <Money amount={row.amount} />
          </Cell>
          <Cell>
            {row.undoneOn !== null ? (
              <Badge tone="warning">{t('undoneOn', { date: row.undoneOn })}</Badge>
            ) : undo === null ? (
              t('stands')
            ) : (
              <UndoAllocation entry={{ accountSetId, ...row }} action={undo} />
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
