'use client'

import { useCallback } from 'react'
import { SearchBox, type SearchOption } from '#components/forms/search-box.tsx'
import { Field } from '#components/ui/field.tsx'
import { addressOf } from '#lib/kernel/address.ts'

type Match = { id: string; code: string; name: string; specification: string; isActive: boolean }

/** Finds a product by typing or scanning; `onTake` receives its id, or nothing when the text is emptied. */
export function ProductPicker({
  label,
  error,
  onTake,
}: {
  label: string
  error: string | undefined
  onTake: (productId: string) => void
}) {
  const search = useCallback(async (text: string): Promise<SearchOption[]> => {
    const answer = await fetch(addressOf('/api/search/products', { q: text }))
    if (!answer.ok) throw new Error('no answer')
    return asFound(await answer.json()).products.map(optionOf)
  }, [])
  return (
    <Field label={label} error={error} isRequired>
      {(control) => (
        <SearchBox
          control={control}
          search={search}
          onTake={(option) => onTake(option.key)}
          onClear={() => onTake('')}
        />
      )}
    </Field>
  )
}

function optionOf({ id, code, name, specification, isActive }: Match): SearchOption {
  const content = (
    <span className="flex w-full justify-between gap-4">
      <span>
        {name} <span className="text-muted">{specification}</span>
      </span>
      <span className="text-muted">{code}</span>
    </span>
  )
  return { key: id, text: name, content, isUnavailable: !isActive }
}

/** Our own server answers this shape. */
function asFound(answer: unknown): { products: Match[] } {
  return answer as { products: Match[] }
}
