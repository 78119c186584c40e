import { useTranslations } from 'next-intl'
import { DescriptionList } from '#components/ui/description-list.tsx'
import type { ProductDetail } from '#lib/domain/products/queries-pages.ts'
import { shownGtin } from '#lib/domain/products/rules.ts'

/** A product's particulars, names beside values. */
export function ProductFacts({ product }: { product: ProductDetail }) {
  const t = useTranslations('products')
  const none = useTranslations('common')('none')
  const dues = [
    product.hasCaseCodes && t('form.hasCaseCodes'),
    product.hasBottleCodes && t('form.hasBottleCodes'),
  ]
  const facts: Record<string, string> = {
    specification: product.specification || none,
    taxClass: t(`taxClass.${product.taxClass}`),
    codeKinds: product.codeKinds.map((kind) => t(`codeKind.${kind}`)).join('、') || none,
    codesDue: dues.filter(Boolean).join('；') || none,
    shelfLifeDays: product.shelfLifeDays === null ? none : `${product.shelfLifeDays} ${t('form.days')}`,
    reorderPoint: product.reorderPoint === null ? none : `${product.reorderPoint} ${product.baseUnit}`,
  }
  return (
    <DescriptionList
      items={[
        ...Object.entries(facts).map(([key, value]) => ({ key, name: t(`column.${key}`), value })),
        ...product.units.map(({ unit, factor, gtin }) => ({
          key: unit,
          name: factor === '1' ? unit : `${unit}=${factor}${product.baseUnit}`,
          value: shownGtin(gtin ?? '') || none,
        })),
      ]}
    />
  )
}
