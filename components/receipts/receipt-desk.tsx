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
import type { Taker } from '#lib/domain/receipts/queries-takers.ts'
import { groupThousands } from '#lib/kernel/decimal.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { foresee } from './foresee.ts'
import { OpenItems, type ShownItem } from './open-items.tsx'

/** `allocatedFen` is what it paid at once; money that waits for the cashier pays nothing yet. */
type Recorded = { paperId: string; number: string; allocatedFen?: string }

/** How money is recorded by who looks: into the books, or for the cashier to accept. */
export type Recording = { isPending: boolean; action: FormAction<Recorded>; takers: readonly Taker[] }

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
  recording: Recording | null
}

/** The customer's open notes, and beside them the form that records money: one sees while typing what it will pay. */
export function ReceiptDesk({ customer, today, recording }: Props) {
  const [typed, setTyped] = useState('')
  const foreseen = recording?.isPending === true ? null : foresee(typed, customer)
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
      {recording === null ? null : (
        <ReceiptForm
          customer={customer}
          today={today}
          recording={recording}
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
  recording,
  onTyped,
  rest,
}: {
  customer: Props['customer']
  today: string
  recording: Recording
  onTyped: (amount: string) => void
  rest: string | undefined
}) {
  const t = useTranslations('receipts')
  const toast = useToast()
  const router = useRouter()
  const { accountSetId, customerId } = customer
  const { isPending, action, takers } = recording
  const empty: Typed = {
    accountSetId,
    customerId,
    amount: '',
    method: isPending ? 'CASH' : 'TRANSFER',
    receivedOn: today,
    remark: '',
    payer: '',
    purpose: 'PAYMENT',
    forPaperId: '',
    takenById: '',
  }
  const onDone = useCallback(
    ({ number, allocatedFen }: Recorded) => {
      toast(
        allocatedFen === undefined
          ? t('recordedPending', { number })
          : t('recorded', { number, amount: groupThousands(formatFenPlain(BigInt(allocatedFen))) }),
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
    <Card title={t(isPending ? 'recordPending' : 'record')}>
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
        <SelectField of={of} name="takenById" label={t('column.takenBy')}>
          <option value="">{t('takenByMe')}</option>
          {takers.map(({ userId, name }) => (
            <option key={userId} value={userId}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField of={of} name="payer" label={t('column.payer')} />
        <TextField of={of} name="remark" label={t('column.remark')} />
        <p role="status" className="text-muted">
          {isPending ? t('waitsForCashier') : <Foreseen paysBefore={customer.paysBefore} rest={rest} />}
        </p>
        <div>
          <SubmitButton of={of}>{t(isPending ? 'recordPending' : 'record')}</SubmitButton>
        </div>
      </ActionForm>
    </Card>
  )
}

function Foreseen({ paysBefore, rest }: { paysBefore: boolean; rest: string | undefined }) {
  const t = useTranslations('receipts')
  if (paysBefore) return t('waitsForNote')
  return rest === undefined ? t('paysOldest') : t('restWaits', { amount: groupThousands(rest) })
}
