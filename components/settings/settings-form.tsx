'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import type { DefaultValues, FieldValues } from 'react-hook-form'
import type { ZodType } from 'zod'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { type ActionForm as Form, useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { useToast } from '#components/ui/toast.tsx'

/** A form of the settings: only to be read where the person may not write. */
export function SettingsForm<Values extends FieldValues, Value>({
  schema,
  action,
  values,
  mayWrite,
  className = 'grid gap-3 sm:grid-cols-2',
  children,
}: {
  schema: ZodType<unknown, Values>
  action: FormAction<Value>
  values: DefaultValues<Values>
  mayWrite: boolean
  className?: string
  children: (form: Form<Values>) => ReactNode
}) {
  const t = useTranslations('settings')
  const toast = useToast()
  const router = useRouter()
  const of = useActionForm<Values, Value>({
    schema,
    action,
    defaultValues: values,
    namespace: 'settings',
    onDone: () => {
      toast(t('done'), 'positive')
      router.refresh()
    },
  })
  return (
    <ActionForm of={of}>
      <fieldset disabled={!mayWrite} className={className}>
        {children(of)}
      </fieldset>
      {mayWrite ? (
        <div>
          <SubmitButton of={of}>{t('save')}</SubmitButton>
        </div>
      ) : null}
    </ActionForm>
  )
}
