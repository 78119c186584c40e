'use client'

import { useEffect, useRef, useState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/inputs.tsx'
import { MatchPicker } from './match-picker.tsx'

/** Chooses the account set, then finds a supplier or customer of it; the cursor stands where the name is typed. */
export function FindParty({
  of,
  labels,
  accountSets,
  onTake,
}: {
  of: 'SUPPLIER' | 'CUSTOMER'
  labels: { accountSet: string; party: string }
  accountSets: readonly { id: number; name: string }[]
  onTake: (party: { accountSetId: number; id: string }) => void
}) {
  const [accountSetId, setAccountSetId] = useState(accountSets[0]?.id ?? 0)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector<HTMLInputElement>('input')?.focus(), [])
  return (
    <div ref={place} className="grid max-w-2xl gap-3 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <Field label={labels.accountSet}>
        {(control) => (
          <Select
            {...control}
            value={accountSetId}
            onChange={(event) => setAccountSetId(Number(event.target.value))}
          >
            {accountSets.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <MatchPicker
        key={accountSetId}
        of={of}
        label={labels.party}
        accountSetId={accountSetId}
        onTake={(id) => {
          if (id !== '') onTake({ accountSetId, id })
        }}
      />
    </div>
  )
}
