'use client'

import { useTranslations } from 'next-intl'
import { FindParty } from '#components/forms/find-party.tsx'
import { keptPlace } from '#components/goods-papers/open-state.ts'
import { Button } from '#components/ui/button.tsx'
import { addressOf } from '#lib/kernel/address.ts'

type Props = {
  accountSets: readonly { id: number; name: string }[]
  supplier: { id: string; name: string } | null
  from: 'last' | 'reorder' | null
  lineCount: number
  signerName: string
}

/**
 * Where a new order can begin: at its supplier, then with the lines of the last order or those that run low. Beginning
 * anew lets go of what was typed before.
 */
export function StartLinks({ accountSets, supplier, from, lineCount, signerName }: Props) {
  const t = useTranslations('purchaseOrders.new')
  const begin = (words: Record<string, string>): void => {
    const place = keptPlace('PURCHASE_ORDER', signerName, null)
    // As the page goes, so that nothing keeps it once more.
    addEventListener('pagehide', () => sessionStorage.removeItem(place), { once: true })
    location.assign(addressOf('/purchase-orders/new', words))
  }
  if (supplier === null) {
    return (
      <FindParty
        of="SUPPLIER"
        labels={{ accountSet: t('accountSet'), party: t('supplier') }}
        accountSets={accountSets}
        onTake={({ id }) => begin({ supplier: id })}
      />
    )
  }
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <Button onClick={() => begin({ supplier: supplier.id, from: 'last' })}>{t('last')}</Button>
      <Button onClick={() => begin({ supplier: supplier.id, from: 'reorder' })}>{t('reorder')}</Button>
      <Button variant="quiet" onClick={() => begin({})}>
        {t('other')}
      </Button>
      <p role="status" className="text-muted">
        {from === null ? t('at', { name: supplier.name }) : t(`${from}Found`, { count: lineCount })}
      </p>
    </div>
  )
}
