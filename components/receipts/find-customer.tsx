'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { FindParty } from '#components/forms/find-party.tsx'
import { customerMoneyAddress } from './receipt-address.ts'

/** Finds the customer whose money came; taking one leads to its open notes and the form. */
export function FindCustomer({ accountSets }: { accountSets: readonly { id: number; name: string }[] }) {
  const t = useTranslations('receipts')
  const router = useRouter()
  return (
    <FindParty
      of="CUSTOMER"
      labels={{ accountSet: t('accountSet'), party: t('column.customer') }}
      accountSets={accountSets}
      onTake={({ accountSetId, id }) => router.push(customerMoneyAddress(accountSetId, id))}
    />
  )
}
