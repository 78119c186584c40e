'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { TextField } from '#components/forms/fields.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ROLES } from '#lib/auth/permissions.ts'
import { createStaffInput, type CreateStaffForm } from '#lib/domain/staff/schema.ts'
import { newOneTimePassword } from '#lib/kernel/one-time-password.ts'
import { ChoiceBoxes } from './choice-boxes.tsx'
import { OneTimePassword } from './one-time-password.tsx'
import type { ScopeOptions } from './scope-form.tsx'

type Created = { userId: string; userName: string }
type Shown = Created & { displayName: string; password: string }

const fresh = (): CreateStaffForm => ({
  userName: '',
  displayName: '',
  roles: [],
  accountSetIds: [],
  warehouseIds: [],
  oneTimePassword: newOneTimePassword(),
})

/** Takes a person in and then shows their one-time password, once. */
export function CreateStaffForm({ action, options }: { action: FormAction<Created>; options: ScopeOptions }) {
  const t = useTranslations('staff')
  const roleName = useTranslations('shell.role')
  const [shown, setShown] = useState<Shown | null>(null)
  const form = useActionForm<CreateStaffForm, Created>({
    schema: createStaffInput,
    action,
    defaultValues: fresh(),
    namespace: 'staff',
    onDone: (created) => {
      const { displayName, oneTimePassword } = form.form.getValues()
      setShown({ ...created, displayName, password: oneTimePassword })
      form.form.reset(fresh())
    },
  })
  if (shown !== null)
    return (
      <div className="flex flex-col gap-3">
        <OneTimePassword name={shown.displayName} password={shown.password} />
        <div className="flex gap-2">
          <ButtonLink href={`/staff/${shown.userId}`}>{t('create.open')}</ButtonLink>
          <Button onClick={() => setShown(null)}>{t('create.another')}</Button>
        </div>
      </div>
    )
  const { watch, setValue } = form.form
  return (
    <ActionForm of={form}>
      <TextField
        of={form}
        name="displayName"
        label={t('create.displayName')}
        hint={t('create.displayNameHint')}
        autoFocus
      />
      <TextField
        of={form}
        name="userName"
        label={t('create.userName')}
        hint={t('create.userNameHint')}
        autoCapitalize="none"
        spellCheck={false}
      />
      <ChoiceBoxes
        legend={t('column.roles')}
        options={ROLES.map((role) => ({ value: role, label: roleName(role) }))}
        chosen={watch('roles')}
        onChange={(roles) => setValue('roles', roles, { shouldValidate: form.form.formState.isSubmitted })}
        error={form.errorAt('roles')}
      />
      <ChoiceBoxes
        legend={t('scope.accountSets')}
        options={options.accountSets}
        chosen={watch('accountSetIds')}
        onChange={(ids) => setValue('accountSetIds', ids)}
        error={form.errorAt('accountSetIds')}
        empty={t('scope.none')}
      />
      <ChoiceBoxes
        legend={t('scope.warehouses')}
        options={options.warehouses}
        chosen={watch('warehouseIds')}
        onChange={(ids) => setValue('warehouseIds', ids)}
        error={form.errorAt('warehouseIds')}
        empty={t('scope.none')}
      />
      <div>
        <SubmitButton of={form}>{t('create.act')}</SubmitButton>
      </div>
    </ActionForm>
  )
}
