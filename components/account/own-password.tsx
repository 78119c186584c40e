'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import type { FormAction } from '#components/forms/use-action.ts'
import { useToast } from '#components/ui/toast.tsx'
import { PasswordForm } from './password-form.tsx'

/** The card's form on the account page: says how many other sessions ended. */
export function OwnPassword({ action }: { action: FormAction<{ endedSessions: number }> }) {
  const t = useTranslations('account')
  const toast = useToast()
  const router = useRouter()
  return (
    <PasswordForm
      action={action}
      onChanged={(count) => {
        toast(t('password.done', { count }), 'positive')
        router.refresh()
      }}
    />
  )
}
