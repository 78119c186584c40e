import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { ApplicationContent } from '#lib/domain/billing-applications/content.ts'
import { groupThousands } from '#lib/kernel/decimal.ts'

/** What was applied for, each price beside the prices of the desk. Costs and margins are not part of it. */
export function ApplicationLines({ content }: { content: ApplicationContent }) {
  const t = useTranslations('billingApplications')
  const price = (text: string | null) => (text === null ? t('none') : <Money amount={text} />)
  return (
    <Table
      label={t('lines')}
      head={
        <>
          <HeadCell isNumeric>{t('no')}</HeadCell>
          <HeadCell>{t('product')}</HeadCell>
          <HeadCell isNumeric>{t('quantity')}</HeadCell>
          <HeadCell isNumeric className="lg:whitespace-normal!">
            {t('unitPrice')}
          </HeadCell>
          <HeadCell isNumeric className="lg:whitespace-normal!">
            {t('customerPrice')}
          </HeadCell>
          <HeadCell isNumeric className="lg:whitespace-normal!">
            {t('lastPrice')}
          </HeadCell>
          <HeadCell isNumeric className="lg:whitespace-normal!">
            {t('listPrice')}
          </HeadCell>
          <HeadCell isNumeric className="lg:whitespace-normal!">
            {t('floorPrice')}
          </HeadCell>
          <HeadCell isNumeric className="lg:whitespace-normal!">
            {t('discount')}
          </HeadCell>
          <HeadCell isNumeric>{t('amount')}</HeadCell>
          <HeadCell>{t('remark')}</HeadCell>
        </>
      }
      foot={
        <>
          <Cell colSpan={9}>
            {t('totals', {
              discount: groupThousands(content.noteDiscount),
              rounding: groupThousands(content.roundingOff),
              tax: groupThousands(content.tax),
            })}
          </Cell>
          <Cell isNumeric>
            <Money amount={content.gross} hasSign />
          </Cell>
          <Cell />
        </>
      }
    >
      {content.lines.map((line) => (
        <Row key={line.lineNo}>
          <Cell isNumeric>{line.lineNo}</Cell>
          <Cell>
            {line.productName} <span className="text-muted">{line.specification}</span>
            {line.isGift ? <Badge>{t('gift')}</Badge> : null}
          </Cell>
          <Cell isNumeric>{line.quantity}</Cell>
          <Cell isNumeric className={line.isUnderFloor ? 'font-semibold text-danger' : undefined}>
            <Money amount={line.unitPrice} />
          </Cell>
          <Cell isNumeric>{price(line.customerPrice)}</Cell>
          <Cell isNumeric>{price(line.lastPrice)}</Cell>
          <Cell isNumeric>{price(line.listPrice)}</Cell>
          <Cell isNumeric>{price(line.floorPrice)}</Cell>
          <Cell isNumeric>{line.discount === '0.00' ? '' : <Money amount={line.discount} />}</Cell>
          <Cell isNumeric>
            <Money amount={line.amount} />
          </Cell>
          <Cell>{line.remark}</Cell>
        </Row>
      ))}
    </Table>
  )
}
