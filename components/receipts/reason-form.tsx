'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { TextField } from '#components/forms/fields.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import type { ButtonVariant } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { receiptActInput } from '#lib/domain/receipts/schema.ts'

type Key = { accountSetId: number; paperId: string }

/** An act on a receipt that needs a reason: to undo it, or to release what it puts aside. */
export function ReasonForm({
  receipt: { accountSetId, paperId },
  act,
  variant = 'plain',
  action,
}: {
  receipt: Key
  act: 'reverse' | 'release'
  variant?: ButtonVariant
  action: FormAction<{ number: string }>
}) {
  const t = useTranslations('receipts')
  const toast = useToast()
  const router = useRouter()
  const of = useActionForm({
    schema: receiptActInput,
    action,
    defaultValues: { accountSetId, paperId, reason: '' },
    namespace: 'receipts',
    onDone: ({ number }) => {
      toast(t(`act.${act}.done`, { number }), 'positive')
      router.refresh()
    },
  })
  return (
    <ActionForm of={of} className="flex flex-col gap-3" onReload={() => router.refresh()}>
      <p className="text-muted">{t(`act.${act}.about`)}</p>
      <TextField of={of} name="reason" label={t('column.reason')} isRequired />
      <div>
        <SubmitButton of={of} variant={variant}>
          {t(`act.${act}.press`)}
        </SubmitButton>
      </div>
    </ActionForm>
  )
}
