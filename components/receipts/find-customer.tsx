'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { CustomerPicker } from '#components/prices/customer-picker.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/inputs.tsx'
import { customerMoneyAddress } from './receipt-address.ts'

/** Finds the customer whose money came; taking one leads to its open notes and the form. */
export function FindCustomer({ accountSets }: { accountSets: readonly { id: number; name: string }[] }) {
  const t = useTranslations('receipts')
  const router = useRouter()
  const [accountSetId, setAccountSetId] = useState(accountSets[0]?.id ?? 0)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector<HTMLInputElement>('input')?.focus(), [])
  return (
    <div ref={place} className="grid max-w-2xl gap-3 sm:grid-cols-[12rem_minmax(0,1fr)]">
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
      <CustomerPicker
        key={accountSetId}
        label={t('column.customer')}
        accountSetId={accountSetId}
        error={undefined}
        onTake={(customerId) => {
          if (customerId !== '') router.push(customerMoneyAddress(accountSetId, customerId))
        }}
      />
    </div>
  )
}
