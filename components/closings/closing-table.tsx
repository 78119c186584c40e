import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { ClosingRow } from '#lib/domain/note-closings/queries.ts'
import { gateSentence } from '#lib/i18n/gate-sentence.ts'

/** Posted notes that are not closed, each with what it waits for. */
export function ClosingTable({ accountSetId, rows }: { accountSetId: number; rows: readonly ClosingRow[] }) {
  const t = useTranslations('closings')
  const words = useTranslations()
  return (
    <Table
      label={t('title')}
      head={
        <>
          <HeadCell>{t('column.number')}</HeadCell>
          <HeadCell className="max-sm:hidden">{t('column.date')}</HeadCell>
          <HeadCell>{t('column.customer')}</HeadCell>
          <HeadCell>{t('column.waits')}</HeadCell>
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.paperId}>
          <Cell className="whitespace-nowrap">
            <Link href={`/notes/${accountSetId}/${row.paperId}`} className="text-accent hover:underline">
              {row.number}
            </Link>
          </Cell>
          <Cell className="whitespace-nowrap max-sm:hidden">{row.businessDate}</Cell>
          <Cell className="max-sm:whitespace-normal!">{row.customerName}</Cell>
          <Cell className="max-lg:min-w-32 max-lg:whitespace-normal!">
            {row.canClose ? <Badge tone="positive">{t('canClose')}</Badge> : null}
            {row.waits.map((item) => gateSentence(words, 'closeNote', item)).join(' · ')}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
