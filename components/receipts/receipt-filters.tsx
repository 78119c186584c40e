import { getTranslations } from 'next-intl/server'
import { Button } from '#components/ui/button.tsx'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import { RECEIPT_METHODS, RECEIPT_STANDINGS } from '#lib/domain/receipts/schema.ts'
import { receiptsAddress, type ShownReceipts } from './receipt-address.ts'

/** Whose books, which day, which method: filters that are the address of the page. */
export async function ReceiptFilters({
  shown,
  accountSets,
}: {
  shown: ShownReceipts
  accountSets: readonly { id: number; name: string }[]
}) {
  const t = await getTranslations('receipts')
  return (
    <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
      <nav aria-label={t('filters')} className="flex flex-wrap gap-2">
        {accountSets.length < 2
          ? null
          : accountSets.map(({ id, name }) => (
              <FilterChip
                key={id}
                href={receiptsAddress(shown, { accountSetId: shown.accountSetId === id ? null : id })}
                isChosen={shown.accountSetId === id}
              >
                {name}
              </FilterChip>
            ))}
        {RECEIPT_METHODS.map((method) => (
          <FilterChip
            key={method}
            href={receiptsAddress(shown, { method: shown.method === method ? null : method })}
            isChosen={shown.method === method}
          >
            {t(`method.${method}`)}
          </FilterChip>
        ))}
        {RECEIPT_STANDINGS.map((status) => (
          <FilterChip
            key={status}
            href={receiptsAddress(shown, { status: shown.status === status ? null : status })}
            isChosen={shown.status === status}
          >
            {t(`standing.${status}`)}
          </FilterChip>
        ))}
        {shown.on === null ? null : (
          <FilterChip href={receiptsAddress(shown, { on: null })} isChosen>
            {shown.on}
          </FilterChip>
        )}
      </nav>
      <form action="/receipts" className="flex gap-2">
        {shown.accountSetId === null ? null : <input type="hidden" name="set" value={shown.accountSetId} />}
        {shown.method === null ? null : <input type="hidden" name="method" value={shown.method} />}
        {shown.status === null ? null : <input type="hidden" name="status" value={shown.status} />}
        <TextInput
          type="date"
          name="on"
          key={shown.on ?? ''}
          aria-label={t('column.receivedOn')}
          defaultValue={shown.on ?? ''}
          className="w-40"
        />
        <Button type="submit">{t('show')}</Button>
      </form>
    </div>
  )
}
