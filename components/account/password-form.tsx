'use client'

import { useTranslations } from 'next-intl'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { TextField } from '#components/forms/fields.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { changePasswordInput, type ChangePasswordForm } from '#lib/domain/account/schema.ts'

/** Changes one's own password. `onChanged` follows; the first change leads into the desk. */
export function PasswordForm({
  action,
  onChanged,
}: {
  action: FormAction<{ endedSessions: number }>
  onChanged: (endedSessions: number) => void
}) {
  const t = useTranslations('account')
  const form = useActionForm<ChangePasswordForm, { endedSessions: number }>({
    schema: changePasswordInput,
    action,
    defaultValues: { currentPassword: '', newPassword: '', repeatedPassword: '' },
    namespace: 'account',
    onDone: (value) => {
      form.form.reset()
      onChanged(value.endedSessions)
    },
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
      <TextField
        of={form}
        name="newPassword"
        label={t('password.new')}
        hint={t('password.hint')}
        type="password"
        autoComplete="new-password"
      />
      <TextField
        of={form}
        name="repeatedPassword"
        label={t('password.repeat')}
        type="password"
        autoComplete="new-password"
      />
      <div>
        <SubmitButton of={form}>{t('password.act')}</SubmitButton>
      </div>
    </ActionForm>
  )
}
