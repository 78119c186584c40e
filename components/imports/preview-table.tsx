'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Card } from '#components/ui/card.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import { FILE_COLUMNS, type FileKind, type FilePreview } from '#lib/domain/master-files/schema.ts'

const SHOWN_ROWS = 50

/** The rows that would come in, or every row that is refused and why. */
export function PreviewTable({ kind, preview }: { kind: FileKind; preview: FilePreview }) {
  const t = useTranslations('imports')
  const headingOf = useHeading(kind)
  const { columns, rows, problemCount, unknownHeadings } = preview
  return (
    <div className="flex flex-col gap-3">
      {unknownHeadings.length === 0 ? null : (
        <Notice tone="warning" title={t('unknownHeadings', { headings: unknownHeadings.join('、') })} />
      )}
      {problemCount === 0 ? (
        <Notice tone="positive" title={t('allGood', { rows: rows.length })} />
      ) : (
        <Problems kind={kind} preview={preview} />
      )}
      <Card title={t('rows', { shown: Math.min(rows.length, SHOWN_ROWS), rows: rows.length })} isFlush>
        <Table
          label={t('rowsLabel')}
          head={
            <>
              <HeadCell isNumeric>{t('row')}</HeadCell>
              {columns.map((column) => (
                <HeadCell key={column}>{headingOf(column)}</HeadCell>
              ))}
            </>
          }
        >
          {rows.slice(0, SHOWN_ROWS).map((cells, index) => (
            <Row key={index}>
              <Cell isNumeric>{index + 1}</Cell>
              {columns.map((column, at) => (
                <Cell key={column}>{cells[at]}</Cell>
              ))}
            </Row>
          ))}
        </Table>
      </Card>
    </div>
  )
}

function Problems({ kind, preview }: { kind: FileKind; preview: FilePreview }) {
  const t = useTranslations('imports')
  const say = useSentence('imports')
  const headingOf = useHeading(kind)
  const { problems, problemCount } = preview
  return (
    <>
      <Notice tone="danger" title={t('problems', { count: problemCount })}>
        <p>{t('problemsAbout')}</p>
      </Notice>
      <Table
        label={t('problemsLabel')}
        className="max-h-96"
        head={
          <>
            <HeadCell isNumeric>{t('row')}</HeadCell>
            <HeadCell>{t('column')}</HeadCell>
            <HeadCell>{t('value')}</HeadCell>
            <HeadCell>{t('why')}</HeadCell>
          </>
        }
      >
        {problems.map((problem) => (
          <Row key={`${problem.row} ${problem.column}`}>
            <Cell isNumeric>{problem.row}</Cell>
            <Cell>{headingOf(problem.column)}</Cell>
            <Cell>{problem.value}</Cell>
            <Cell>{say('invalid', problem.code)}</Cell>
          </Row>
        ))}
      </Table>
    </>
  )
}

function useHeading(kind: FileKind): (key: string) => string {
  const isChinese = useLocale() === 'zh-CN'
  return (key) => {
    const column = FILE_COLUMNS[kind].find((one) => one.key === key)
    return (isChinese ? column?.zh : column?.en) ?? key
  }
}
