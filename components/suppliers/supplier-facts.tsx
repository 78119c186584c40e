import { useTranslations } from 'next-intl'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Money } from '#components/ui/money.tsx'
import type { SupplierDetail } from '#lib/domain/suppliers/queries.ts'

/** A supplier's particulars, names beside values. */
export function SupplierFacts({ supplier }: { supplier: SupplierDetail }) {
  const t = useTranslations('suppliers')
  const none = useTranslations('common')('none')
  const facts: Record<string, string> = {
    accountSet: supplier.accountSetName,
    contactName: supplier.contactName,
    phone: supplier.phone,
    address: supplier.address,
    taxNumber: supplier.taxNumber,
    creditDays: String(supplier.creditDays),
    priceMode: t(`priceMode.${supplier.priceMode}`),
  }
  return (
    <DescriptionList
      items={Object.entries(facts).map(([key, value]) => {
        return { key, name: t(`column.${key}`), value: value === '' ? none : value }
      })}
    />
  )
}

/** What is owed to a supplier, what came without a bill, what was paid before, and the orders still open. */
export function SupplierBalances({ supplier }: { supplier: SupplierDetail }) {
  const t = useTranslations('suppliers')
  return (
    <DescriptionList
      items={[
        ...(['payable', 'unbilled', 'advance'] as const).map((key) => {
          return { key, name: t(`column.${key}`), value: <Money amount={supplier[key]} hasSign /> }
        }),
        { key: 'openOrders', name: t('column.openOrders'), value: supplier.openOrders },
      ]}
    />
  )
}
