'use client'

import { useCallback } from 'react'
import { Field } from '#components/ui/field.tsx'
import { type Findable, findMatches, type Match } from './find-matches.ts'
import { SearchBox, type SearchOption } from './search-box.tsx'

/**
 * Finds a supplier, customer or product by typing or scanning; `onTake` receives its id, or nothing when the text is
 * emptied.
 */
export function MatchPicker({
  of,
  label,
  accountSetId = null,
  error,
  isRequired = true,
  onTake,
}: {
  of: Findable
  label: string
  /** Whose suppliers or customers; products belong to nobody. */
  accountSetId?: number | null
  error?: string | undefined
  isRequired?: boolean
  onTake: (id: string) => void
}) {
  const search = useCallback(
    async (text: string): Promise<SearchOption[]> =>
      (await findMatches(of, accountSetId, text)).map((match) => matchOption(match)),
    [of, accountSetId],
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

/** A match as the list of a search shows it: its name, and at the end its code or why it cannot be taken. */
export function matchOption(
  { id, code, name, specification = '', isActive }: Match,
  inactive = code,
): SearchOption {
  const content = (
    <span className="flex w-full justify-between gap-4">
      <span>
        {name} {specification === '' ? null : <span className="text-muted">{specification}</span>}
      </span>
      <span className="text-muted">{isActive ? code : inactive}</span>
    </span>
  )
  return { key: id, text: name, content, isUnavailable: !isActive }
}
