import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { MatchRow } from '#lib/domain/purchase-bills/queries-page.ts'

const QUANTITIES = ['ordered', 'received', 'billedBefore', 'billed'] as const

/** Order, receipts and bill beside each other, line by line; what differs stands out. */
export function BillMatch({ rows }: { rows: readonly MatchRow[] }) {
  const t = useTranslations('purchaseBills.match')
  return (
    <Card title={t('title')} isFlush>
      <Table
        label={t('title')}
        className="max-h-96 border-0"
        head={
          <>
            <HeadCell>{t('product')}</HeadCell>
            {QUANTITIES.map((name) => (
              <HeadCell key={name} isNumeric>
                {t(name)}
              </HeadCell>
            ))}
            <HeadCell isNumeric>{t('price')}</HeadCell>
            <HeadCell isNumeric>{t('difference')}</HeadCell>
          </>
        }
      >
        {rows.map((row) => (
          <Row key={row.lineNo}>
            <Cell>
              <span className="text-muted">{row.lineNo}</span> {row.product}{' '}
              {row.isOver ? <Badge tone="danger">{t('over')}</Badge> : null}
            </Cell>
            {QUANTITIES.map((name) => (
              <Cell key={name} isNumeric>
                {row[name]}
              </Cell>
            ))}
            <Cell isNumeric className={row.billPrice === row.orderPrice ? undefined : 'text-warning'}>
              {row.billPrice === row.orderPrice ? row.billPrice : `${row.orderPrice} → ${row.billPrice}`}
            </Cell>
            <Cell isNumeric className={row.difference === '0.00' ? 'text-muted' : 'text-warning'}>
              <Money amount={row.difference} />
            </Cell>
          </Row>
        ))}
      </Table>
    </Card>
  )
}
