'use client'

import { useTranslations } from 'next-intl'
import { findOpenProducts } from '#components/goods-papers/open-reads.ts'
import { SearchBox } from '#components/forms/search-box.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { TextInput } from '#components/ui/inputs.tsx'

/** The ways a slice can be named. */
const SLICES = ['WHOLE', 'SEARCH', 'RANGE', 'LIST'] as const

/** A slice as typed, whatever way is chosen now: what was typed for another way is kept. */
export type TypedSlice = {
  by: (typeof SLICES)[number]
  text: string
  fromCode: string
  toCode: string
  products: readonly { id: string; name: string }[]
}

export const EMPTY_SLICE: TypedSlice = { by: 'WHOLE', text: '', fromCode: '', toCode: '', products: [] }

/** What the verb takes. */
export function sliceOf({ by, text, fromCode, toCode, products }: TypedSlice): object {
  switch (by) {
    case 'WHOLE':
      return { by }
    case 'SEARCH':
      return { by, text }
    case 'RANGE':
      return { by, fromCode, toCode }
    case 'LIST':
      return { by, productIds: products.map(({ id }) => id) }
  }
}

/** What of the warehouse is counted: the way to say it, and its fields. */
export function SliceChoice({
  slice,
  accountSetId,
  errorOf,
  onChange,
}: {
  slice: TypedSlice
  accountSetId: number
  errorOf: (field: string) => string | undefined
  onChange: (patch: Partial<TypedSlice>) => void
}) {
  const t = useTranslations('stockCounts.open')
  return (
    <Card title={t('what')}>
      <div role="radiogroup" aria-label={t('what')} className="mb-3 flex flex-wrap gap-x-5 gap-y-2">
        {SLICES.map((by) => (
          <label key={by} className="flex min-h-control items-center gap-2">
            <input type="radio" name="slice" checked={slice.by === by} onChange={() => onChange({ by })} />
            {t(`by.${by}`)}
          </label>
        ))}
      </div>
      <SliceFields
        slice={slice}
        scope={{ accountSetId, warehouseId: '' }}
        errorOf={errorOf}
        onChange={onChange}
      />
    </Card>
  )
}

/** The fields of the chosen way. */
function SliceFields({
  slice,
  scope,
  errorOf,
  onChange,
}: {
  slice: TypedSlice
  scope: { accountSetId: number; warehouseId: string }
  errorOf: (field: string) => string | undefined
  onChange: (patch: Partial<TypedSlice>) => void
}) {
  const t = useTranslations('stockCounts.open')
  const box = (field: 'text' | 'fromCode' | 'toCode', limit: number) => (
    <Field label={t(field)} isRequired error={errorOf(`slice.${field}`)}>
      {(control) => (
        <TextInput
          {...control}
          maxLength={limit}
          value={slice[field]}
          onChange={(event) => onChange({ [field]: event.target.value })}
        />
      )}
    </Field>
  )
  if (slice.by === 'WHOLE') return <p className="text-muted">{t('whole')}</p>
  if (slice.by === 'SEARCH') return box('text', 64)
  if (slice.by === 'RANGE')
    return (
      <div className="grid grid-cols-2 gap-3">
        {box('fromCode', 40)}
        {box('toCode', 40)}
      </div>
    )
  return <ProductList slice={slice} scope={scope} error={errorOf('slice.productIds')} onChange={onChange} />
}

function ProductList({
  slice,
  scope,
  error,
  onChange,
}: {
  slice: TypedSlice
  scope: { accountSetId: number; warehouseId: string }
  error: string | undefined
  onChange: (patch: Partial<TypedSlice>) => void
}) {
  const t = useTranslations('stockCounts.open')
  const search = async (text: string) => {
    const found = await findOpenProducts(scope, text)
    return found.map(({ product }) => ({
      key: product.productId,
      text: '',
      content: `${product.code} ${product.name}`,
      name: product.name,
      isUnavailable: slice.products.some(({ id }) => id === product.productId),
    }))
  }
  return (
    <div className="flex flex-col gap-2">
      <Field label={t('products')} isRequired={slice.products.length === 0} error={error}>
        {(control) => (
          <SearchBox
            control={control}
            search={search}
            placeholder={t('productsHint')}
            onTake={({ key, name }) => onChange({ products: [...slice.products, { id: key, name }] })}
          />
        )}
      </Field>
      <ul className="flex flex-col">
        {slice.products.map(({ id, name }) => (
          <li key={id} className="flex items-center justify-between gap-2 border-t border-line py-1">
            <span>{name}</span>
            <Button
              size="small"
              variant="quiet"
              onClick={() => onChange({ products: slice.products.filter((each) => each.id !== id) })}
            >
              {t('remove', { name })}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
