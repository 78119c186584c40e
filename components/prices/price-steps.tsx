import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { CustomerPriceStep, ListPriceStep } from '#lib/domain/prices/queries.ts'

/** A product's list prices, the newest day first. */
export function ListPriceSteps({ steps }: { steps: readonly ListPriceStep[] }) {
  const t = useTranslations('prices')
  const none = useTranslations('common')('none')
  if (steps.length === 0) return <p className="text-muted">{t('noListPrice')}</p>
  return (
    <Table
      label={t('listPrices')}
      head={
        <>
          <HeadCell>{t('column.validFrom')}</HeadCell>
          <HeadCell isNumeric>{t('column.listPrice')}</HeadCell>
          <HeadCell isNumeric>{t('column.floorPrice')}</HeadCell>
          <HeadCell>{t('column.setBy')}</HeadCell>
        </>
      }
    >
      {steps.map((step) => (
        <Row key={step.validFrom}>
          <Cell>{step.validFrom}</Cell>
          <Cell isNumeric>
            <Money amount={step.unitPrice} />
          </Cell>
          <Cell isNumeric>{step.floorPrice === null ? none : <Money amount={step.floorPrice} />}</Cell>
          <Cell>{step.setByName}</Cell>
        </Row>
      ))}
    </Table>
  )
}

/** Customers' own prices of a product, the newest day first; an ended one says so. */
export function CustomerPriceSteps({ steps }: { steps: readonly CustomerPriceStep[] }) {
  const t = useTranslations('prices')
  if (steps.length === 0) return <p className="text-muted">{t('noCustomerPrice')}</p>
  return (
    <Table
      label={t('customerPrices')}
      head={
        <>
          <HeadCell>{t('column.customer')}</HeadCell>
          <HeadCell>{t('column.validFrom')}</HeadCell>
          <HeadCell isNumeric>{t('column.customerPrice')}</HeadCell>
          <HeadCell>{t('column.setBy')}</HeadCell>
        </>
      }
    >
      {steps.map((step) => (
        <Row key={`${step.customerId} ${step.validFrom}`}>
          <Cell>
            <Link
              href={`/customers/${step.customerId}`}
              className="text-accent underline-offset-2 hover:underline"
            >
              {step.customerName}
            </Link>
          </Cell>
          <Cell>{step.validFrom}</Cell>
          <Cell isNumeric>{step.unitPrice === null ? t('ended') : <Money amount={step.unitPrice} />}</Cell>
          <Cell>{step.setByName}</Cell>
        </Row>
      ))}
    </Table>
  )
}
