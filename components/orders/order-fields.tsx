'use client'

import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { fieldId } from '#components/notes-new/cells.ts'
import type { SetHeader } from '#components/notes-new/header-fields.tsx'
import { Labelled } from '#components/notes-new/labelled.tsx'
import type { Header } from '#components/notes-new/note-state.ts'
import { Checkbox, Select, TextInput } from '#components/ui/inputs.tsx'

const CHANNELS = ['PHONE', 'MESSAGE', 'COUNTER', 'VISIT', 'MAIL', 'WEB'] as const

/** How the order came in (R32), how it was confirmed (R33), the promised day and what it asks for (R132). */
export const OrderFields = memo(function OrderFields({
  header,
  confirmedHow,
  wrongField,
  set,
  onConfirmedHow,
}: {
  header: Header
  /** Empty: still to be confirmed with the customer. */
  confirmedHow: string
  wrongField: { field: string; sentence: string } | null
  set: SetHeader
  onConfirmedHow: (how: string) => void
}) {
  const t = useTranslations('orders')
  const place = (field: string) => ({
    id: fieldId(field),
    'data-walk': 'order',
    ...(wrongField?.field === field ? { 'aria-invalid': true as const, title: wrongField.sentence } : {}),
  })
  const text = (field: 'businessDate' | 'expectedOn' | 'specialInstructions', limit: number) => ({
    ...place(field),
    value: header[field],
    maxLength: limit,
    onChange: (event: { currentTarget: { value: string } }) => set({ [field]: event.currentTarget.value }),
  })
  const options = CHANNELS.map((how) => (
    <option key={how} value={how}>
      {t(`intakeChannel.${how}`)}
    </option>
  ))
  return (
    <div className="grid grid-cols-2 gap-x-3 gap-y-1.5 lg:grid-cols-12">
      <Labelled name={t('intake')} field="intakeChannel" className="lg:col-span-2">
        <Select
          {...place('intakeChannel')}
          value={header.intakeChannel}
          onChange={(event) => set({ intakeChannel: event.currentTarget.value })}
        >
          {options}
        </Select>
      </Labelled>
      <Labelled name={t('confirmed')} field="confirmedHow" className="lg:col-span-2">
        <Select
          {...place('confirmedHow')}
          value={confirmedHow}
          onChange={(event) => onConfirmedHow(event.currentTarget.value)}
        >
          <option value="">{t('confirmLater')}</option>
          {options}
        </Select>
      </Labelled>
      <Labelled name={t('businessDate')} field="businessDate" className="lg:col-span-2">
        <TextInput {...text('businessDate', 10)} inputMode="numeric" />
      </Labelled>
      <Labelled name={t('expectedOn')} field="expectedOn" className="lg:col-span-2">
        <TextInput {...text('expectedOn', 10)} inputMode="numeric" />
      </Labelled>
      <Labelled name={t('instructions')} field="specialInstructions" className="lg:col-span-3">
        <TextInput {...text('specialInstructions', 500)} />
      </Labelled>
      <div className="flex items-end lg:col-span-1">
        <Checkbox
          {...place('isUrgent')}
          label={t('urgent')}
          checked={header.isUrgent}
          onChange={(event) => set({ isUrgent: event.currentTarget.checked })}
        />
      </div>
    </div>
  )
})
