'use client'

import type { FormAction } from '#components/forms/use-action.ts'
import { PasswordForm } from './password-form.tsx'

/** The form of the first change; then a whole load, as everything the person may do is different now. */
export function FirstPassword({ action }: { action: FormAction<{ endedSessions: number }> }) {
  return <PasswordForm action={action} onChanged={() => location.assign('/')} />
}
