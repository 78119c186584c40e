'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { FindParty } from '#components/forms/find-party.tsx'

/** Finds the customer of a statement; taking one leads to the form. */
export function FindStatementCustomer({
  accountSets,
}: {
  accountSets: readonly { id: number; name: string }[]
}) {
  const t = useTranslations('statements')
  const router = useRouter()
  return (
    <FindParty
      of="CUSTOMER"
      labels={{ accountSet: t('accountSet'), party: t('customer') }}
      accountSets={accountSets}
      onTake={({ accountSetId, id }) => router.push(`/statements/new?set=${accountSetId}&customer=${id}`)}
    />
  )
}
