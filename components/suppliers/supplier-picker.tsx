'use client'

import { useCallback } from 'react'
import { SearchBox, type SearchOption } from '#components/forms/search-box.tsx'
import { Field } from '#components/ui/field.tsx'
import type { SupplierMatch } from '#lib/domain/suppliers/queries.ts'
import { addressOf } from '#lib/kernel/address.ts'

/** Finds a supplier of an account set by typing; `onTake` receives its id, or nothing when the text is emptied. */
export function SupplierPicker({
  label,
  accountSetId,
  error,
  onTake,
}: {
  label: string
  accountSetId: number
  error?: string
  onTake: (supplierId: string) => void
}) {
  const search = useCallback(
    async (text: string): Promise<SearchOption[]> => {
      const answer = await fetch(addressOf('/api/search/suppliers', { q: text, set: accountSetId }))
      if (!answer.ok) throw new Error('no answer')
      return asFound(await answer.json()).suppliers.map(optionOf)
    },
    [accountSetId],
  )
  return (
    <Field label={label} error={error} isRequired className="min-w-56">
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

function optionOf({ id, code, name, isActive }: SupplierMatch): SearchOption {
  const content = (
    <span className="flex w-full justify-between gap-4">
      <span>{name}</span>
      <span className="text-muted">{code}</span>
    </span>
  )
  return { key: id, text: name, content, isUnavailable: !isActive }
}

/** Our own server answers this shape. */
function asFound(answer: unknown): { suppliers: SupplierMatch[] } {
  return answer as { suppliers: SupplierMatch[] }
}
