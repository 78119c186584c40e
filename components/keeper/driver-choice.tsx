'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActButton } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/inputs.tsx'

/** Who drives. */
export function DriverChoice({
  note,
  drivers,
  action,
}: {
  note: { accountSetId: number; paperId: string; driverId: string | null }
  drivers: readonly { id: string; name: string }[]
  action: FormAction<unknown>
}) {
  const t = useTranslations('keeper.driver')
  const [chosen, setChosen] = useState(note.driverId ?? drivers[0]?.id ?? '')
  if (drivers.length === 0) return <p className="text-muted">{t('none')}</p>
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Field label={t('label')} className="min-w-40 flex-1">
        {(control) => (
          <Select {...control} value={chosen} onChange={(event) => setChosen(event.target.value)}>
            {drivers.map((driver) => (
              <option key={driver.id} value={driver.id}>
                {driver.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ActButton
        namespace="keeper"
        action={action}
        input={{ accountSetId: note.accountSetId, paperId: note.paperId, driverId: chosen }}
        label={t('act')}
        doneText={t('done')}
        variant="plain"
        isDisabled={chosen === note.driverId}
      />
    </div>
  )
}
