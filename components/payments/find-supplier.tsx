'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { SupplierPicker } from '#components/suppliers/supplier-picker.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/inputs.tsx'

/** Finds the supplier to pay; taking one leads to its open bills and the form. */
export function FindSupplier({ accountSets }: { accountSets: readonly { id: number; name: string }[] }) {
  const t = useTranslations('payments')
  const router = useRouter()
  const [accountSetId, setAccountSetId] = useState(accountSets[0]?.id ?? 0)
  return (
    <div className="grid max-w-2xl gap-3 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <Field label={t('accountSet')}>
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
      <SupplierPicker
        key={accountSetId}
        label={t('column.supplier')}
        accountSetId={accountSetId}
        onTake={(supplierId) => {
          if (supplierId !== '') router.push(`/payments/new?supplier=${supplierId}`)
        }}
      />
    </div>
  )
}
