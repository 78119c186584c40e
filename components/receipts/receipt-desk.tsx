'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useCallback, useState } from 'react'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { NumberField, SelectField, TextField } from '#components/forms/fields.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { Card } from '#components/ui/card.tsx'
import { useToast } from '#components/ui/toast.tsx'
import {
  RECEIPT_METHODS,
  RECEIPT_PURPOSES,
  receiptInput,
  type ReceiptForm as Typed,
} from '#lib/domain/receipts/schema.ts'
import { groupThousands } from '#lib/kernel/decimal.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { foresee } from './foresee.ts'
import { OpenItems, type ShownItem } from './open-items.tsx'

type Recorded = { paperId: string; number: string; allocatedFen: string }

type Props = {
  customer: {
    accountSetId: number
    customerId: string
    prepaid: string
    paysBefore: boolean
    items: readonly (Omit<ShownItem, 'href' | 'about'> & { businessDate: string })[]
  }
  today: string
  /** Null for who may look but not record. */
  action: FormAction<Recorded> | null
}

/** The customer's open notes, and beside them the form that records money: one sees while typing what it will pay. */
export function ReceiptDesk({ customer, today, action }: Props) {
  const [typed, setTyped] = useState('')
  const foreseen = foresee(typed, customer)
  return (
    <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <OpenItems
        room="receipts"
        items={customer.items.map((item) => ({
          ...item,
          href: `/notes/${customer.accountSetId}/${item.paperId}`,
          about: item.businessDate,
        }))}
        foreseen={foreseen}
      />
      {action === null ? null : (
        <ReceiptForm
          customer={customer}
          today={today}
          action={action}
          onTyped={setTyped}
          rest={foreseen?.rest}
        />
      )}
    </div>
  )
}

function ReceiptForm({
  customer,
  today,
  action,
  onTyped,
  rest,
}: {
  customer: Props['customer']
  today: string
  action: FormAction<Recorded>
  onTyped: (amount: string) => void
  rest: string | undefined
}) {
  const t = useTranslations('receipts')
  const toast = useToast()
  const router = useRouter()
  const { accountSetId, customerId } = customer
  const empty: Typed = {
    accountSetId,
    customerId,
    amount: '',
    method: 'TRANSFER',
    receivedOn: today,
    remark: '',
    payer: '',
    purpose: 'PAYMENT',
    forPaperId: '',
  }
  const onDone = useCallback(
    ({ number, allocatedFen }: Recorded) => {
      toast(
        t('recorded', { number, amount: groupThousands(formatFenPlain(BigInt(allocatedFen))) }),
        'positive',
      )
      onTyped('')
      router.refresh()
    },
    [toast, t, onTyped, router],
  )
  const of = useActionForm({
    schema: receiptInput,
    action,
    defaultValues: empty,
    namespace: 'receipts',
    onDone: (value, isReplay) => {
      if (!isReplay) of.form.reset(empty)
      onDone(value)
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
          {RECEIPT_METHODS.map((method) => (
            <option key={method} value={method}>
              {t(`method.${method}`)}
            </option>
          ))}
        </SelectField>
        <TextField of={of} name="receivedOn" type="date" label={t('column.receivedOn')} isRequired />
        <SelectField of={of} name="purpose" label={t('column.purpose')}>
          {RECEIPT_PURPOSES.map((purpose) => (
            <option key={purpose} value={purpose}>
              {t(`purpose.${purpose}`)}
            </option>
          ))}
        </SelectField>
        <SelectField of={of} name="forPaperId" label={t('column.forNote')}>
          <option value="">{t('oldestFirst')}</option>
          {customer.items.map(({ paperId, number, open }) => (
            <option key={paperId} value={paperId}>
              {t('noteOpen', { number, amount: groupThousands(open) })}
            </option>
          ))}
        </SelectField>
        <TextField of={of} name="payer" label={t('column.payer')} />
        <TextField of={of} name="remark" label={t('column.remark')} />
        <p role="status" className="text-muted">
          {customer.paysBefore
            ? t('waitsForNote')
            : rest === undefined
              ? t('paysOldest')
              : t('restWaits', { amount: groupThousands(rest) })}
        </p>
        <div>
          <SubmitButton of={of}>{t('record')}</SubmitButton>
        </div>
      </ActionForm>
    </Card>
  )
}
