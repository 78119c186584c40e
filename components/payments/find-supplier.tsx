'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { FindParty } from '#components/forms/find-party.tsx'

/** Finds the supplier to pay; taking one leads to its open bills and the form. */
export function FindSupplier({ accountSets }: { accountSets: readonly { id: number; name: string }[] }) {
  const t = useTranslations('payments')
  const router = useRouter()
  return (
    <FindParty
      of="SUPPLIER"
      labels={{ accountSet: t('accountSet'), party: t('column.supplier') }}
      accountSets={accountSets}
      onTake={({ id }) => router.push(`/payments/new?supplier=${id}`)}
    />
  )
}
