import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { ProgressRow } from '#lib/domain/purchase-orders/queries-page.ts'

const FIGURES = ['ordered', 'received', 'returned', 'billed', 'open'] as const

/** How far an order has come, line by line: ordered, received, sent back, billed, still to come. */
export function OrderProgress({ rows }: { rows: readonly ProgressRow[] }) {
  const t = useTranslations('purchaseOrders.progress')
  const shown = FIGURES.filter(
    (figure) => figure !== 'returned' || rows.some(({ returned }) => returned !== ''),
  )
  return (
    <Card title={t('title')} isFlush>
      <Table
        label={t('title')}
        className="max-h-96 border-0"
        head={
          <>
            <HeadCell>{t('product')}</HeadCell>
            {shown.map((figure) => (
              <HeadCell key={figure} isNumeric>
                {t(figure)}
              </HeadCell>
            ))}
          </>
        }
      >
        {rows.map((row) => (
          <Row key={row.lineNo}>
            <Cell>
              <span className="text-muted">{row.lineNo}</span> {row.product}
            </Cell>
            {shown.map((figure) => (
              <Cell key={figure} isNumeric>
                {row[figure]}
              </Cell>
            ))}
          </Row>
        ))}
      </Table>
    </Card>
  )
}
