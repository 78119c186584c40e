'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { Field } from '#components/ui/field.tsx'
import { TextInput } from '#components/ui/inputs.tsx'

/** The signing PIN: digits only, hidden, never offered by the browser to be filled in. */
export function PinField({
  error,
  label,
  ...rest
}: Omit<ComponentProps<'input'>, 'type' | 'className'> & { error?: string | undefined; label?: string }) {
  const t = useTranslations('common.pin')
  return (
    <Field label={label ?? t('label')} hint={t('hint')} error={error}>
      {(control) => (
        <TextInput
          {...rest}
          {...control}
          type="password"
          inputMode="numeric"
          pattern="[0-9]*"
          maxLength={12}
          autoComplete="one-time-code"
          className="max-w-48 tracking-[0.4em]"
        />
      )}
    </Field>
  )
}
