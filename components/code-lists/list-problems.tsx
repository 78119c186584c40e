'use client'

import { useTranslations } from 'next-intl'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Notice } from '#components/ui/notice.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { ListPreview } from '#lib/domain/code-lists/schema.ts'

const COLUMNS = ['row', 'column', 'value', 'why'] as const

/** Every row of a list that is refused and why, or that all of them are good. */
export function ListProblems({ preview }: { preview: ListPreview }) {
  const t = useTranslations('codeLists')
  const say = useSentence(['codeLists', 'codes'])
  const { rows, problems, problemCount, unknownHeadings } = preview
  return (
    <div className="flex flex-col gap-3">
      {unknownHeadings.length === 0 ? null : (
        <Notice tone="warning">{t('unknownHeadings', { headings: unknownHeadings.join('、') })}</Notice>
      )}
      {problemCount === 0 ? (
        <Notice tone="positive">{t('allGood', { rows: rows.length })}</Notice>
      ) : (
        <>
          <Notice tone="danger">{t('problems', { count: problemCount })}</Notice>
          <Table
            label={t('problemsLabel')}
            className="max-h-96"
            head={COLUMNS.map((column) => (
              <HeadCell key={column}>{t(`head.${column}`)}</HeadCell>
            ))}
          >
            {problems.map((problem) => (
              <Row key={`${problem.row} ${problem.column}`}>
                <Cell>{problem.row}</Cell>
                <Cell>{t(`column.${problem.column}`)}</Cell>
                <Cell className="font-mono">{problem.value}</Cell>
                <Cell>{say('invalid', problem.code)}</Cell>
              </Row>
            ))}
          </Table>
        </>
      )}
    </div>
  )
}
