'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { NumberField, SelectField, TextField } from '#components/forms/fields.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { foresee } from '#components/receipts/foresee.ts'
import { OpenItems, type ShownItem } from '#components/receipts/open-items.tsx'
import { Card } from '#components/ui/card.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { PAYMENT_METHODS, paymentInput, type PaymentForm as Typed } from '#lib/domain/payments/schema.ts'
import { groupThousands } from '#lib/kernel/decimal.ts'
import { goodsHref } from '#lib/papers/goods/address.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'

type Recorded = { paperId: string; number: string; allocatedFen: string }

type Props = {
  supplier: {
    accountSetId: number
    supplierId: string
    advance: string
    bills: readonly (Omit<ShownItem, 'href' | 'about'> & { externalNumber: string })[]
  }
  today: string
  action: FormAction<Recorded>
}

/** The supplier's open bills, and beside them the form that records a payment: one sees while typing what it will pay. */
export function PaymentDesk({ supplier, today, action }: Props) {
  const [typed, setTyped] = useState('')
  const { accountSetId, bills, advance } = supplier
  const foreseen = foresee(typed, { prepaid: advance, paysBefore: false, items: bills })
  return (
    <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <OpenItems
        room="payments"
        items={bills.map((bill) => ({
          ...bill,
          href: goodsHref('PURCHASE_BILL', { accountSetId, paperId: bill.paperId }),
          about: bill.externalNumber,
        }))}
        foreseen={foreseen}
      />
      <PaymentForm
        supplier={supplier}
        today={today}
        action={action}
        onTyped={setTyped}
        rest={foreseen?.rest}
      />
    </div>
  )
}

function PaymentForm({
  supplier: { accountSetId, supplierId },
  today,
  action,
  onTyped,
  rest,
}: Props & { onTyped: (amount: string) => void; rest: string | undefined }) {
  const t = useTranslations('payments')
  const toast = useToast()
  const router = useRouter()
  const empty: Typed = { accountSetId, supplierId, amount: '', method: 'TRANSFER', paidOn: today, remark: '' }
  const of = useActionForm({
    schema: paymentInput,
    action,
    defaultValues: empty,
    namespace: 'payments',
    onDone: ({ number, allocatedFen }: Recorded, isReplay) => {
      if (!isReplay) of.form.reset(empty)
      const amount = groupThousands(formatFenPlain(BigInt(allocatedFen)))
      toast(t('recorded', { number, amount }), 'positive')
      onTyped('')
      router.refresh()
    },
  })
  return (
    <Card title={t('record')}>
      <ActionForm of={of} onReload={() => router.refresh()}>
        <NumberField
          of={of}
          name="amount"
          label={t('column.amount')}
          isRequired
          autoFocus
          onInput={(event) => onTyped(event.currentTarget.value)}
        />
        <SelectField of={of} name="method" label={t('column.method')} isRequired>
          {PAYMENT_METHODS.map((method) => (
            <option key={method} value={method}>
              {t(`method.${method}`)}
            </option>
          ))}
        </SelectField>
        <TextField of={of} name="paidOn" type="date" label={t('column.paidOn')} isRequired />
        <TextField of={of} name="remark" label={t('column.remark')} />
        <p role="status" className="text-muted">
          {rest === undefined ? t('paysOldest') : t('restWaits', { amount: groupThousands(rest) })}
        </p>
        <div>
          <SubmitButton of={of}>{t('record')}</SubmitButton>
        </div>
      </ActionForm>
    </Card>
  )
}
