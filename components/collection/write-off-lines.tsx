import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { WriteOffDetail } from '#lib/domain/write-offs/queries.ts'

/** The notes of a write-off, with what each has open now. */
export async function WriteOffLines({ found }: { found: WriteOffDetail }) {
  const t = await getTranslations('collection')
  return (
    <Table
      label={t('writeOff.lines')}
      head={
        <>
          <HeadCell>{t('column.number')}</HeadCell>
          <HeadCell>{t('column.date')}</HeadCell>
          <HeadCell isNumeric>{t('column.amount')}</HeadCell>
          <HeadCell isNumeric>{t('column.open')}</HeadCell>
        </>
      }
    >
      {found.lines.map((line) => (
        <Row key={line.noteId}>
          <Cell>
            <Link
              href={`/notes/${found.accountSetId}/${line.noteId}`}
              className="text-accent hover:underline"
            >
              {line.number}
            </Link>
          </Cell>
          <Cell>{line.businessDate}</Cell>
          <Cell isNumeric>
            <Money amount={line.amount} />
          </Cell>
          <Cell isNumeric>
            <Money amount={line.open} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
