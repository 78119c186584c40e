'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { NumberField, SelectField, TextField } from '#components/forms/fields.tsx'
import { useSeenAction } from '#components/forms/seen-action.ts'
import { type ActionForm as Form, useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { Card } from '#components/ui/card.tsx'
import type { CustomerChoices } from '#lib/domain/customers/queries-pages.ts'
import { customerForm, type CustomerFormValues, PRICE_MODES } from '#lib/domain/customers/schema.ts'
import { AddressFields } from './address-fields.tsx'

type Kept = { accountSetId: number; id: string }

/** The customer that is being changed, and the version that was shown. */
export type SeenCustomer = Kept & { version: number }

const EMPTY: CustomerFormValues = {
  code: '',
  name: '',
  contactName: '',
  phone: '',
  channel: 'DIRECT',
  settlementMethod: 'CASH',
  maxOpenNotes: '',
  rollingCeiling: '',
  cutoffDay: '',
  priceMode: 'TAX_INCLUSIVE',
  licenceNumber: '',
  licenceValidUntil: '',
  salespersonId: '',
  addresses: [{ id: '', contactName: '', phone: '', address: '', freightAgent: '', freightPhone: '' }],
}

/** Writes a customer, new or seen before. What was typed stays whatever the desk answers. */
export function CustomerForm({
  action,
  choices,
  seen,
  values = EMPTY,
}: {
  action: FormAction<Kept>
  choices: CustomerChoices
  seen?: SeenCustomer
  values?: CustomerFormValues
}) {
  const t = useTranslations('customers')
  const router = useRouter()
  const send = useSeenAction(action, seen)
  const of = useActionForm({
    schema: customerForm,
    action: send,
    defaultValues: values,
    namespace: 'customers',
    onDone: ({ id }) => router.push(`/customers/${id}`),
  })
  return (
    <ActionForm of={of} className="flex max-w-4xl flex-col gap-3">
      <Card title={t('form.unit')}>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            of={of}
            name="code"
            label={t('column.code')}
            isRequired
            readOnly={seen !== undefined}
            autoFocus={seen === undefined}
          />
          <TextField of={of} name="name" label={t('column.name')} isRequired />
          <TextField of={of} name="contactName" label={t('column.contactName')} isRequired />
          <TextField of={of} name="phone" label={t('column.phone')} isRequired inputMode="tel" />
          <TextField of={of} name="licenceNumber" label={t('column.licenceNumber')} />
          <TextField
            of={of}
            name="licenceValidUntil"
            label={t('column.licenceValidUntil')}
            placeholder="2027-12-31"
          />
        </div>
      </Card>
      <Card title={t('form.terms')}>
        <TermFields of={of} choices={choices} />
      </Card>
      <Card title={t('form.addresses')}>
        <AddressFields of={of} />
      </Card>
      <div>
        <SubmitButton of={of}>{t(seen === undefined ? 'form.add' : 'form.save')}</SubmitButton>
      </div>
    </ActionForm>
  )
}

function TermFields({ of, choices }: { of: Form<CustomerFormValues>; choices: CustomerChoices }) {
  const t = useTranslations('customers')
  const channel = of.form.watch('channel')
  const method = of.form.watch('settlementMethod')
  const policy = choices.channels.find((one) => one.channel === channel)
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <SelectField of={of} name="channel" label={t('column.channel')} isRequired>
        {choices.channels.map((one) => (
          <option key={one.channel} value={one.channel}>
            {t('form.channelIn', { channel: t(`channel.${one.channel}`), accountSet: one.accountSetName })}
          </option>
        ))}
      </SelectField>
      <SelectField of={of} name="settlementMethod" label={t('column.settlement')} isRequired>
        {(policy?.settlementMethods ?? []).map((one) => (
          <option key={one} value={one}>
            {t(`settlement.${one}`)}
          </option>
        ))}
      </SelectField>
      <SelectField of={of} name="priceMode" label={t('column.priceMode')}>
        {PRICE_MODES.map((mode) => (
          <option key={mode} value={mode}>
            {t(`priceMode.${mode}`)}
          </option>
        ))}
      </SelectField>
      {method === 'HELD_NOTE' ? (
        <NumberField
          of={of}
          name="maxOpenNotes"
          label={t('column.maxOpenNotes')}
          hint={t('form.maxOpenNotesHint')}
          isRequired
        />
      ) : null}
      {method === 'ROLLING' ? (
        <NumberField of={of} name="rollingCeiling" label={t('column.rollingCeiling')} isRequired />
      ) : null}
      <NumberField of={of} name="cutoffDay" label={t('column.cutoffDay')} hint={t('form.cutoffDayHint')} />
      <SelectField of={of} name="salespersonId" label={t('column.salesperson')}>
        <option value="">{t('form.noSalesperson')}</option>
        {choices.salespeople.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </SelectField>
    </div>
  )
}
