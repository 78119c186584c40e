'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { TextField } from '#components/forms/fields.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { Button, type ButtonVariant } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { reasonInput, type ReasonForm } from '#lib/domain/staff/schema.ts'

/** An act on a member that asks for a reason; `values` is the rest of its input. */
export function ReasonAct(props: {
  label: string
  about: string
  action: FormAction<unknown>
  values: Readonly<Record<string, unknown>>
  variant?: ButtonVariant
}) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button variant={props.variant ?? 'plain'} onClick={() => setIsOpen(true)}>
        {props.label}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title={props.label}>
        <ReasonForm {...props} onDone={() => setIsOpen(false)} />
      </Dialog>
    </>
  )
}

function ReasonForm({
  label,
  about,
  action,
  values,
  onDone,
}: {
  label: string
  about: string
  action: FormAction<unknown>
  values: Readonly<Record<string, unknown>>
  onDone: () => void
}) {
  const t = useTranslations('staff.act')
  const toast = useToast()
  const router = useRouter()
  const form = useActionForm<ReasonForm, unknown>({
    schema: reasonInput,
    action: ({ input, ...rest }) =>
      action({ ...rest, input: { ...values, ...(isObject(input) ? input : {}) } }),
    defaultValues: { reason: '' },
    namespace: 'staff',
    onDone: () => {
      toast(t('done'), 'positive')
      onDone()
      router.refresh()
    },
  })
  return (
    <ActionForm of={form}>
      <p>{about}</p>
      <TextField of={form} name="reason" label={t('reason')} autoFocus />
      <div>
        <SubmitButton of={form}>{label}</SubmitButton>
      </div>
    </ActionForm>
  )
}

function isObject(input: unknown): input is object {
  return typeof input === 'object' && input !== null
}
