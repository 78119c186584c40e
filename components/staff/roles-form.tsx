'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { useToast } from '#components/ui/toast.tsx'
import { ROLES, type Role } from '#lib/auth/permissions.ts'
import { setRolesInput, type SetRolesForm } from '#lib/domain/staff/schema.ts'
import { ChoiceBoxes } from './choice-boxes.tsx'

/** The roles of a member. */
export function RolesForm({
  action,
  values,
}: {
  action: FormAction<{ roles: Role[] }>
  values: SetRolesForm
}) {
  const t = useTranslations('staff.roles')
  const roleName = useTranslations('shell.role')
  const columns = useTranslations('staff.column')
  const toast = useToast()
  const router = useRouter()
  const form = useActionForm<SetRolesForm, { roles: Role[] }>({
    schema: setRolesInput,
    action,
    defaultValues: values,
    namespace: 'staff',
    onDone: () => {
      toast(t('saved'), 'positive')
      router.refresh()
    },
  })
  return (
    <ActionForm of={form}>
      <ChoiceBoxes
        legend={columns('roles')}
        options={ROLES.map((role) => ({ value: role, label: roleName(role) }))}
        chosen={form.form.watch('roles')}
        onChange={(roles) =>
          form.form.setValue('roles', roles, { shouldValidate: form.form.formState.isSubmitted })
        }
        error={form.errorAt('roles')}
      />
      <div>
        <SubmitButton of={form}>{t('save')}</SubmitButton>
      </div>
    </ActionForm>
  )
}
