'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { useToast } from '#components/ui/toast.tsx'
import { setScopeInput, type SetScopeForm } from '#lib/domain/staff/schema.ts'
import { ChoiceBoxes } from './choice-boxes.tsx'

/** What a member can be bounded to, as the boxes name it. */
export type ScopeOptions = {
  accountSets: readonly { value: number; label: string }[]
  warehouses: readonly { value: string; label: string }[]
}

type Scope = { accountSetIds: number[]; warehouseIds: string[] }

/** The account sets and warehouses of a member. */
export function ScopeForm({
  action,
  options,
  values,
}: {
  action: FormAction<Scope>
  options: ScopeOptions
  values: SetScopeForm
}) {
  const t = useTranslations('staff.scope')
  const toast = useToast()
  const router = useRouter()
  const form = useActionForm<SetScopeForm, Scope>({
    schema: setScopeInput,
    action,
    defaultValues: values,
    namespace: 'staff',
    onDone: () => {
      toast(t('saved'), 'positive')
      router.refresh()
    },
  })
  const { watch, setValue } = form.form
  return (
    <ActionForm of={form}>
      <ChoiceBoxes
        legend={t('accountSets')}
        options={options.accountSets}
        chosen={watch('accountSetIds')}
        onChange={(ids) => setValue('accountSetIds', ids)}
        error={form.errorAt('accountSetIds')}
        empty={t('none')}
      />
      <ChoiceBoxes
        legend={t('warehouses')}
        options={options.warehouses}
        chosen={watch('warehouseIds')}
        onChange={(ids) => setValue('warehouseIds', ids)}
        error={form.errorAt('warehouseIds')}
        empty={t('none')}
      />
      <div>
        <SubmitButton of={form}>{t('save')}</SubmitButton>
      </div>
    </ActionForm>
  )
}
