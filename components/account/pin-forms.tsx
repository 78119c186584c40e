'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { TextField } from '#components/forms/fields.tsx'
import { PinField } from '#components/forms/pin-field.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { useToast } from '#components/ui/toast.tsx'
import {
  changePinInput,
  setPinInput,
  type ChangePinForm,
  type SetPinForm,
} from '#lib/domain/account/schema.ts'
import { NewPinFields } from './new-pin-fields.tsx'

type PinAction = FormAction<Record<string, never>>

/** Says that the PIN is set and draws the page anew. */
function useSaid(): () => void {
  const t = useTranslations('account.pin')
  const toast = useToast()
  const router = useRouter()
  return () => {
    toast(t('done'), 'positive')
    router.refresh()
  }
}

/** The first signing PIN, with the password. */
export function FirstPinForm({ action }: { action: PinAction }) {
  const t = useTranslations('account')
  const said = useSaid()
  const form = useActionForm<SetPinForm, Record<string, never>>({
    schema: setPinInput,
    action,
    defaultValues: { currentPassword: '', newPin: '', repeatedPin: '' },
    namespace: 'account',
    onDone: said,
  })
  return (
    <ActionForm of={form}>
      <TextField
        of={form}
        name="currentPassword"
        label={t('password.current')}
        type="password"
        autoComplete="current-password"
      />
      <NewPinFields of={form} newPin="newPin" repeatedPin="repeatedPin" />
      <div>
        <SubmitButton of={form}>{t('pin.set')}</SubmitButton>
      </div>
    </ActionForm>
  )
}

/** Another signing PIN, with the present one as the proof. */
export function ChangePinForm({ action }: { action: PinAction }) {
  const t = useTranslations('account')
  const said = useSaid()
  const present = useRef<HTMLInputElement>(null)
  const form = useActionForm<ChangePinForm, Record<string, never>>({
    schema: changePinInput,
    action,
    defaultValues: { newPin: '', repeatedPin: '' },
    namespace: 'account',
    proof: () => ({ pin: present.current?.value ?? '' }),
    onDone: () => {
      form.form.reset()
      if (present.current !== null) present.current.value = ''
      said()
    },
  })
  return (
    <ActionForm of={form}>
      <PinField ref={present} label={t('pin.present')} />
      <NewPinFields of={form} newPin="newPin" repeatedPin="repeatedPin" />
      <div>
        <SubmitButton of={form}>{t('pin.change')}</SubmitButton>
      </div>
    </ActionForm>
  )
}
