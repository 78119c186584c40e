'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { NumberField, SelectField, TextareaField, TextField } from '#components/forms/fields.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { useToast } from '#components/ui/toast.tsx'
import {
  CONTACT_WAYS,
  type ContactForm as Typed,
  contactInput,
  ESCALATION_LEVELS,
  type EscalateForm as Told,
  escalateInput,
} from '#lib/domain/collections/schema.ts'

type Customer = { accountSetId: number; customerId: string }

/** Keeps what was said with the customer, and what was promised. */
export function ContactForm({
  customer,
  contactName,
  today,
  action,
}: {
  customer: Customer
  contactName: string
  today: string
  action: FormAction<{ contactId: string }>
}) {
  const t = useTranslations('collection')
  const toast = useToast()
  const router = useRouter()
  const empty: Typed = {
    ...customer,
    ...{
      contactedOn: today,
      way: 'PHONE',
      spokenWith: contactName,
      said: '',
      promisedAmount: '',
      promisedOn: '',
    },
  }
  const of = useActionForm({
    schema: contactInput,
    action,
    defaultValues: empty,
    namespace: 'collection',
    onDone: (_value, isReplay) => {
      if (!isReplay) of.form.reset(empty)
      toast(t('contact.done'), 'positive')
      router.refresh()
    },
  })
  return (
    <ActionForm of={of} onReload={() => router.refresh()}>
      <TextareaField of={of} name="said" label={t('contact.said')} isRequired />
      <div className="grid grid-cols-2 gap-3">
        <SelectField of={of} name="way" label={t('contact.way')} isRequired>
          {CONTACT_WAYS.map((way) => (
            <option key={way} value={way}>
              {t(`way.${way}`)}
            </option>
          ))}
        </SelectField>
        <TextField of={of} name="spokenWith" label={t('contact.spokenWith')} isRequired />
        <NumberField of={of} name="promisedAmount" label={t('contact.promisedAmount')} />
        <TextField of={of} name="promisedOn" type="date" label={t('contact.promisedOn')} />
        <TextField of={of} name="contactedOn" type="date" label={t('contact.contactedOn')} isRequired />
      </div>
      <div>
        <SubmitButton of={of}>{t('contact.save')}</SubmitButton>
      </div>
    </ActionForm>
  )
}

const HEARS = { 1: 'SALESPERSON', 2: 'SALES_MANAGER', 3: 'MANAGER' } as const

/** Tells the customer's arrears to somebody of a level. */
export function EscalateForm({
  customer,
  tellable,
  action,
}: {
  customer: Customer
  tellable: readonly { userId: string; name: string; role: string }[]
  action: FormAction<{ name: string }>
}) {
  const t = useTranslations('collection')
  const toast = useToast()
  const router = useRouter()
  const empty: Told = { ...customer, level: '2', toUserId: '', reason: '' }
  const of = useActionForm({
    schema: escalateInput,
    action,
    defaultValues: empty,
    namespace: 'collection',
    onDone: (_value, isReplay) => {
      if (!isReplay) of.form.reset(empty)
      toast(t('escalate.done'), 'positive')
      router.refresh()
    },
  })
  const level = of.form.watch('level')
  const people = tellable.filter(({ role }) => role === HEARS[level])
  return (
    <ActionForm of={of} onReload={() => router.refresh()}>
      <SelectField of={of} name="level" label={t('escalate.level')} isRequired>
        {ESCALATION_LEVELS.map((each) => (
          <option key={each} value={String(each)}>
            {t(`level.${each}`)}
          </option>
        ))}
      </SelectField>
      <SelectField of={of} name="toUserId" label={t('escalate.toUserId')} isRequired>
        <option value="" />
        {people.map(({ userId, name }) => (
          <option key={userId} value={userId}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField of={of} name="reason" label={t('escalate.reason')} isRequired />
      <div>
        <SubmitButton of={of} variant="plain">
          {t('escalate.save')}
        </SubmitButton>
      </div>
    </ActionForm>
  )
}
