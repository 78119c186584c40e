'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { keptPlace } from '#components/goods-papers/open-state.ts'
import { SupplierPicker } from '#components/suppliers/supplier-picker.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/inputs.tsx'
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
  const [accountSetId, setAccountSetId] = useState(accountSets[0]?.id ?? 0)
  const begin = (words: Record<string, string>): void => {
    const place = keptPlace('PURCHASE_ORDER', signerName, null)
    // As the page goes, so that nothing keeps it once more.
    addEventListener('pagehide', () => sessionStorage.removeItem(place), { once: true })
    location.assign(addressOf('/purchase-orders/new', words))
  }
  if (supplier === null) {
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
          label={t('supplier')}
          accountSetId={accountSetId}
          onTake={(supplierId) => {
            if (supplierId !== '') begin({ supplier: supplierId })
          }}
        />
      </div>
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
