import { useTranslations } from 'next-intl'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { TaxRateView } from '#lib/domain/account-sets/queries.ts'
import { formatDecimal } from '#lib/kernel/decimal.ts'

/** Every tax rate with the day it holds from. */
export function TaxTable({ rates }: { rates: readonly TaxRateView[] }) {
  const t = useTranslations('settings')
  const word = useTranslations('products')
  return (
    <Table
      label={t('part.taxes')}
      head={
        <>
          <HeadCell>{t('taxes.taxClass')}</HeadCell>
          <HeadCell>{t('taxes.validFrom')}</HeadCell>
          <HeadCell isNumeric>{t('taxes.rate')}</HeadCell>
        </>
      }
    >
      {rates.map(({ taxClass, validFrom, rateBp }) => (
        <Row key={`${taxClass} ${validFrom}`}>
          <Cell>{word(`taxClass.${taxClass}`)}</Cell>
          <Cell>{validFrom}</Cell>
          <Cell isNumeric>{t('taxes.percent', { rate: formatDecimal(BigInt(rateBp), 2, 0) })}</Cell>
        </Row>
      ))}
    </Table>
  )
}
