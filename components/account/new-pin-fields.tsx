'use client'

import { useTranslations } from 'next-intl'
import type { FieldValues, Path } from 'react-hook-form'
import { TextField } from '#components/forms/fields.tsx'
import type { ActionForm } from '#components/forms/use-action-form.ts'

/** The new PIN, typed twice. */
export function NewPinFields<Values extends FieldValues>({
  of,
  newPin,
  repeatedPin,
}: {
  of: ActionForm<Values>
  newPin: Path<Values>
  repeatedPin: Path<Values>
}) {
  const t = useTranslations('account.pin')
  const digits = {
    type: 'password',
    inputMode: 'numeric',
    maxLength: 6,
    autoComplete: 'off',
    className: 'max-w-48',
  } as const
  return (
    <>
      <TextField of={of} name={newPin} label={t('new')} hint={t('hint')} {...digits} />
      <TextField of={of} name={repeatedPin} label={t('repeat')} {...digits} />
    </>
  )
}
