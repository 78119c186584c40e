import { useTranslations } from 'next-intl'
import { groupThousands } from '#lib/kernel/decimal.ts'
import { sayBaseUnits } from '#lib/kernel/quantity.ts'
import { classNames } from '#components/ui/class-names.ts'
import type { ProductMatch } from './note-reads.ts'

/** One product in the list of matches: name, specification, unit, stock, this customer's price. */
export function ProductMatchRow({ match }: { match: ProductMatch }) {
  const t = useTranslations('noteNew')
  const { product, taken } = match
  const price = product.customerPrice ?? product.lastPrice ?? product.listPrice
  const isUntold = product.available === ''
  const isOut = !isUntold && Number(product.available) <= 0
  return (
    <span className="grid w-full grid-cols-[minmax(10rem,1fr)_auto_5.5rem_5.5rem] items-baseline gap-x-4">
      <span className="truncate">
        {product.name}
        <span className="ml-2 text-muted">{product.specification}</span>
      </span>
      <span className="text-muted">
        {product.isActive
          ? taken > 0
            ? t('match.taken', { count: taken })
            : product.code
          : t('match.inactive')}
      </span>
      <span className={classNames('text-right', isOut && 'text-danger')}>
        {isUntold
          ? t('counted')
          : isOut
            ? t('match.outOfStock')
            : sayBaseUnits(product.available, product.units)}
        <span className="ml-0.5 text-muted">{isOut || isUntold ? '' : product.baseUnit}</span>
      </span>
      <span className="text-right">{price === null ? t('match.noPrice') : groupThousands(price)}</span>
    </span>
  )
}
