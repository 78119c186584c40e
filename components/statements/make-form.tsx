'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { statementHref } from '#components/collection/collection-address.ts'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { TextField } from '#components/forms/fields.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { useToast } from '#components/ui/toast.tsx'
import { type MakeForm as Typed, makeInput } from '#lib/domain/statements/schema.ts'

/** Freezes a customer's account over some days. */
export function MakeForm({
  start,
  action,
}: {
  start: Typed
  action: FormAction<{ accountSetId: number; paperId: string; number: string }>
}) {
  const t = useTranslations('statements')
  const toast = useToast()
  const router = useRouter()
  const of = useActionForm({
    schema: makeInput,
    action,
    defaultValues: start,
    namespace: 'statements',
    onDone: (made) => {
      toast(t('made', { number: made.number }), 'positive')
      router.push(statementHref(made))
    },
  })
  return (
    <ActionForm of={of}>
      <p className="text-muted">{t('freezeAbout')}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField of={of} name="from" type="date" label={t('from')} isRequired autoFocus />
        <TextField of={of} name="to" type="date" label={t('to')} isRequired />
      </div>
      <div>
        <SubmitButton of={of}>{t('freeze')}</SubmitButton>
      </div>
    </ActionForm>
  )
}
