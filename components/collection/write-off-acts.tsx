'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { SelectField, TextField } from '#components/forms/fields.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { useToast } from '#components/ui/toast.tsx'
import { decideInput, reverseWriteOffInput } from '#lib/domain/write-offs/schema.ts'

type Key = { accountSetId: number; paperId: string }

/** A manager agrees to a write-off, or refuses it with a remark. */
export function DecideForm({ of: key, action }: { of: Key; action: FormAction<{ number: string }> }) {
  const t = useTranslations('collection')
  const toast = useToast()
  const router = useRouter()
  const of = useActionForm({
    schema: decideInput,
    action,
    defaultValues: { ...key, decision: 'APPROVED', remark: '' },
    namespace: 'collection',
    onDone: ({ number }) => {
      toast(
        t(of.form.getValues('decision') === 'APPROVED' ? 'writeOff.entered' : 'writeOff.refusedDone', {
          number,
        }),
        'positive',
      )
      router.refresh()
    },
  })
  return (
    <ActionForm of={of} onReload={() => router.refresh()}>
      <SelectField of={of} name="decision" label={t('writeOff.decision')} isRequired>
        <option value="APPROVED">{t('writeOff.approve')}</option>
        <option value="REFUSED">{t('writeOff.refuse')}</option>
      </SelectField>
      <TextField of={of} name="remark" label={t('writeOff.remark')} />
      <div>
        <SubmitButton of={of}>{t('writeOff.decision')}</SubmitButton>
      </div>
    </ActionForm>
  )
}

/** Takes an entered write-off back, with the reason. */
export function ReverseWriteOffForm({
  of: key,
  action,
}: {
  of: Key
  action: FormAction<{ number: string; paidFen: string }>
}) {
  const t = useTranslations('collection')
  const toast = useToast()
  const router = useRouter()
  const of = useActionForm({
    schema: reverseWriteOffInput,
    action,
    defaultValues: { ...key, reason: '' },
    namespace: 'collection',
    onDone: ({ number }) => {
      toast(t('writeOff.reversed', { number }), 'positive')
      router.refresh()
    },
  })
  return (
    <ActionForm of={of} onReload={() => router.refresh()}>
      <p className="text-muted">{t('writeOff.reverseAbout')}</p>
      <TextField of={of} name="reason" label={t('column.reason')} isRequired />
      <div>
        <SubmitButton of={of} variant="danger">
          {t('writeOff.reverse')}
        </SubmitButton>
      </div>
    </ActionForm>
  )
}
