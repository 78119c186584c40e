'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import type { Say } from '#components/forms/use-sentence.ts'
import type { PastPrice } from '#lib/domain/delivery-notes/issue-queries.ts'
import { formatShortDate } from '#lib/i18n/format.ts'
import { groupThousands } from '#lib/kernel/decimal.ts'
import { LINE_PROBLEM } from './line-row.tsx'
import { lineProblem } from './note-figures.ts'
import { fetchPastPrices } from './note-reads.ts'
import type { Line, Note } from './note-state.ts'

/** What is known beside the row the cursor is in: the rungs of the price ladder and what this customer last paid. */
export function LineFacts({
  line,
  customer,
  wrongCode,
  say,
}: {
  line: Line | undefined
  customer: Note['customer']
  /** What the server found wrong in this row, `column code`. */
  wrongCode: string
  say: Say
}) {
  const t = useTranslations('noteNew')
  const product = line?.product ?? null
  const past = usePastPrices(customer, product?.productId ?? null)
  const problem = line === undefined ? null : lineProblem(line, wrongCode)
  if (product === null && problem === null) return <p className="min-h-6 text-muted">{t('factsHint')}</p>
  if (product === null || problem !== null)
    return (
      <p
        id={LINE_PROBLEM}
        className={problem?.code === 'notChosen' ? 'min-h-6 text-muted' : 'min-h-6 text-danger'}
      >
        {problem === null ? '' : say('invalid', problem.code)}
      </p>
    )
  const rungs = [
    ['CUSTOMER_PRICE', product.customerPrice],
    ['LAST_PRICE', product.lastPrice],
    ['LIST_PRICE', product.listPrice],
    ['FLOOR_PRICE', product.floorPrice],
  ] as const
  return (
    <p className="flex min-h-6 flex-wrap gap-x-4">
      <span>
        {product.name} <span className="text-muted">{product.code}</span>
      </span>
      <span className="text-muted">{unitsText(product)}</span>
      {rungs.map(([rung, price]) =>
        price === null ? null : (
          <span key={rung}>
            <span className="mr-1 text-muted">{t(`priceSource.${rung}`)}</span>
            {groupThousands(price)}
          </span>
        ),
      )}
      {past.length === 0 ? null : (
        <span>
          <span className="mr-1 text-muted">{t('pastPrices')}</span>
          {past
            .map((sale) =>
              t('pastPrice', {
                date: formatShortDate(sale.businessDate),
                quantity: sale.quantity,
                price: groupThousands(sale.unitPrice),
              }),
            )
            .join(t('between'))}
        </span>
      )}
    </p>
  )
}

/** `1箱 = 6瓶`: how many base units each larger unit holds. */
function unitsText(product: {
  baseUnit: string
  units: readonly { unit: string; factorE3: string }[]
}): string {
  return product.units
    .filter(({ unit }) => unit !== product.baseUnit)
    .map(({ unit, factorE3 }) => `1${unit} = ${String(BigInt(factorE3) / 1000n)}${product.baseUnit}`)
    .join(' ')
}

function usePastPrices(customer: Note['customer'], productId: string | null): readonly PastPrice[] {
  const [past, setPast] = useState<{ of: string; prices: readonly PastPrice[] }>({ of: '', prices: [] })
  const of = customer === null || productId === null ? '' : `${customer.id} ${productId}`
  useEffect(() => {
    if (customer === null || productId === null) return
    let isCurrent = true
    const key = { accountSetId: customer.accountSetId, customerId: customer.id }
    const timer = setTimeout(() => {
      fetchPastPrices(key, productId).then(
        (prices) => isCurrent && setPast({ of, prices }),
        () => undefined,
      )
    }, 200)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [customer, productId, of])
  return past.of === of ? past.prices : []
}
