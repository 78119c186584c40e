import { useTranslations } from 'next-intl'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { DamagedReport } from '#lib/domain/reports/queries-damaged.ts'

const FIGURES = ['reported', 'approved', 'refused', 'waiting', 'cases', 'bottles'] as const

/** Damaged labels by who reported them and for which product, and by who decided. */
export function DamagedCounts({ report: { rows, deciders } }: { report: DamagedReport }) {
  const t = useTranslations('codes.counts')
  return (
    <div className="flex flex-col gap-4">
      <Table
        label={t('title')}
        head={
          <>
            <HeadCell>{t('person')}</HeadCell>
            <HeadCell>{t('product')}</HeadCell>
            {FIGURES.map((figure) => (
              <HeadCell key={figure} isNumeric>
                {t(figure)}
              </HeadCell>
            ))}
          </>
        }
      >
        {rows.map((row) => (
          <Row key={`${row.personName} ${row.productCode}`}>
            <Cell>{row.personName}</Cell>
            <Cell>{`${row.productCode} ${row.productName}`}</Cell>
            {FIGURES.map((figure) => (
              <Cell key={figure} isNumeric>
                {row[figure]}
              </Cell>
            ))}
          </Row>
        ))}
      </Table>
      <Table
        label={t('deciders')}
        head={
          <>
            <HeadCell>{t('deciders')}</HeadCell>
            <HeadCell isNumeric>{t('approved')}</HeadCell>
            <HeadCell isNumeric>{t('refused')}</HeadCell>
          </>
        }
      >
        {deciders.map((row) => (
          <Row key={row.personName}>
            <Cell>{row.personName}</Cell>
            <Cell isNumeric>{row.approved}</Cell>
            <Cell isNumeric>{row.refused}</Cell>
          </Row>
        ))}
      </Table>
    </div>
  )
}
