import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Instant } from '#components/ui/instant.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { ChartChange, ChartRow } from '#lib/domain/books/queries-chart.ts'

/** The accounts with the parts they play in postings; `actOf` is what the reader may do with one. */
export function ChartTable({
  accounts,
  actOf,
}: {
  accounts: readonly ChartRow[]
  actOf: ((account: ChartRow) => ReactNode) | null
}) {
  const t = useTranslations('books')
  return (
    <Table
      label={t('part.accounts')}
      head={
        <>
          <HeadCell>{t('column.code')}</HeadCell>
          <HeadCell>{t('column.name')}</HeadCell>
          <HeadCell>{t('column.nature')}</HeadCell>
          <HeadCell>{t('column.uses')}</HeadCell>
          {actOf === null ? null : <HeadCell>{t('column.act')}</HeadCell>}
        </>
      }
    >
      {accounts.map((account) => (
        <Row key={account.code}>
          <Cell>{account.code}</Cell>
          <Cell>{account.name}</Cell>
          <Cell>{t(`nature.${account.nature}`)}</Cell>
          <Cell className="text-muted">{account.uses.map((use) => t(`use.${use}`)).join(' · ')}</Cell>
          {actOf === null ? null : <Cell>{actOf(account)}</Cell>}
        </Row>
      ))}
    </Table>
  )
}

/** What was changed in the chart, newest first. */
export function ChartHistory({ history }: { history: readonly ChartChange[] }) {
  const t = useTranslations('books')
  if (history.length === 0) return <p className="text-muted">{t('chart.noHistory')}</p>
  const named = (change: ChartChange, word: string | null) =>
    word !== null && change.command === 'chart.choose' ? t(`chart.${word}`) : word
  return (
    <Table
      label={t('chart.history')}
      head={
        <>
          <HeadCell>{t('column.at')}</HeadCell>
          <HeadCell>{t('column.by')}</HeadCell>
          <HeadCell>{t('column.code')}</HeadCell>
          <HeadCell>{t('column.act')}</HeadCell>
          <HeadCell>{t('column.before')}</HeadCell>
          <HeadCell>{t('column.after')}</HeadCell>
        </>
      }
    >
      {history.map((change) => (
        <Row key={`${change.at} ${change.code} ${change.after}`}>
          <Cell className="whitespace-nowrap">
            <Instant iso={change.at} />
          </Cell>
          <Cell>{change.by}</Cell>
          <Cell>{change.command === 'chart.choose' ? null : change.code}</Cell>
          <Cell>{t(`command.${change.command}`)}</Cell>
          <Cell>{named(change, change.before)}</Cell>
          <Cell>{named(change, change.after)}</Cell>
        </Row>
      ))}
    </Table>
  )
}
