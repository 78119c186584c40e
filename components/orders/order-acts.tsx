'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { ActButton } from '#components/forms/act-button.tsx'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { SelectField, TextField } from '#components/forms/fields.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { useActionForm } from '#components/forms/use-action-form.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { cancelOrderInput, confirmOrderInput, INTAKE_CHANNELS } from '#lib/domain/sales-orders/schema.ts'

type Key = { accountSetId: number; orderId: string; seenVersion: number }
type Changed = { orderId: string }

/** Which acts this person has on this order, as it stands. */
export type OrderActsShown = { canWrite: boolean; canConfirm: boolean; canCheck: boolean; canCancel: boolean }

/** What can be done with an order now. Each act answers with its rules when it is refused. */
export function OrderActs({
  orderKey,
  shown,
  actions,
}: {
  orderKey: Key
  shown: OrderActsShown
  actions: { confirm: FormAction<Changed>; check: FormAction<Changed>; cancel: FormAction<Changed> }
}) {
  const t = useTranslations('orders.acts')
  const router = useRouter()
  const onDone = useCallback(() => router.refresh(), [router])
  return (
    <Card title={t('title')}>
      <div className="flex flex-col gap-4">
        {shown.canWrite ? (
          <ButtonLink variant="primary" href={`/notes/new?order=${orderKey.orderId}`}>
            {t('write')}
          </ButtonLink>
        ) : null}
        {shown.canConfirm ? (
          <ConfirmForm orderKey={orderKey} action={actions.confirm} onDone={onDone} />
        ) : null}
        {shown.canCheck ? <CheckButton orderKey={orderKey} action={actions.check} /> : null}
        {shown.canCancel ? <CancelForm orderKey={orderKey} action={actions.cancel} onDone={onDone} /> : null}
        {Object.values(shown).some(Boolean) ? null : <p className="text-muted">{t('nothing')}</p>}
      </div>
    </Card>
  )
}

type FormProps = { orderKey: Key; action: FormAction<Changed>; onDone: () => void }

function ConfirmForm({ orderKey, action, onDone }: FormProps) {
  const t = useTranslations('orders')
  const of = useActionForm({
    schema: confirmOrderInput,
    action,
    defaultValues: { ...orderKey, confirmedHow: 'PHONE' },
    namespace: 'orders',
    onDone,
  })
  return (
    <ActionForm of={of} onReload={onDone}>
      <SelectField of={of} name="confirmedHow" label={t('acts.confirmHow')}>
        {INTAKE_CHANNELS.map((how) => (
          <option key={how} value={how}>
            {t(`intakeChannel.${how}`)}
          </option>
        ))}
      </SelectField>
      <SubmitButton of={of}>{t('acts.confirm')}</SubmitButton>
    </ActionForm>
  )
}

function CheckButton({ orderKey, action }: Omit<FormProps, 'onDone'>) {
  const t = useTranslations('orders.acts')
  return (
    <div className="flex flex-col gap-2">
      <p className="text-muted">{t('checkHint')}</p>
      <ActButton namespace="orders" action={action} input={orderKey} label={t('check')} variant="primary" />
    </div>
  )
}

function CancelForm({ orderKey, action, onDone }: FormProps) {
  const t = useTranslations('orders.acts')
  const of = useActionForm({
    schema: cancelOrderInput,
    action,
    defaultValues: { ...orderKey, reason: '' },
    namespace: 'orders',
    onDone,
  })
  return (
    <ActionForm of={of} onReload={onDone}>
      <TextField of={of} name="reason" label={t('reason')} maxLength={200} isRequired />
      <SubmitButton of={of} variant="danger">
        {t('cancel')}
      </SubmitButton>
    </ActionForm>
  )
}
