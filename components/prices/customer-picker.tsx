'use client'

import { useCallback } from 'react'
import { SearchBox, type SearchOption } from '#components/forms/search-box.tsx'
import { Field } from '#components/ui/field.tsx'
import type { CustomerMatch } from '#lib/domain/customers/queries.ts'
import { addressOf } from '#lib/kernel/address.ts'

/** Finds a customer of an account set by typing; `onTake` receives its id, or nothing when the text is emptied. */
export function CustomerPicker({
  label,
  accountSetId,
  error,
  isRequired = true,
  onTake,
}: {
  label: string
  accountSetId: number
  error: string | undefined
  isRequired?: boolean
  onTake: (customerId: string) => void
}) {
  const search = useCallback(
    async (text: string): Promise<SearchOption[]> => {
      const answer = await fetch(addressOf('/api/search/customers', { q: text, set: accountSetId }))
      if (!answer.ok) throw new Error('no answer')
      return asFound(await answer.json()).customers.map(optionOf)
    },
    [accountSetId],
  )
  return (
    <Field label={label} error={error} isRequired={isRequired} className="min-w-56">
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

function optionOf({ id, code, name, isActive }: CustomerMatch): SearchOption {
  const content = (
    <span className="flex w-full justify-between gap-4">
      <span>{name}</span>
      <span className="text-muted">{code}</span>
    </span>
  )
  return { key: id, text: name, content, isUnavailable: !isActive }
}

/** Our own server answers this shape. */
function asFound(answer: unknown): { customers: CustomerMatch[] } {
  return answer as { customers: CustomerMatch[] }
}
