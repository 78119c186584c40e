'use client'

import { useTranslations } from 'next-intl'
import { memo, type KeyboardEvent } from 'react'
import { Checkbox, NumberInput, Select, TextInput } from '#components/ui/inputs.tsx'
import type { NoteCustomer } from '#lib/domain/customers/queries.ts'
import type { NoteDesk } from '#lib/domain/delivery-notes/issue-queries.ts'
import { fieldId, walkFrom } from './cells.ts'
import { Labelled } from './labelled.tsx'
import type { Header } from './note-state.ts'

const INTAKE = ['PHONE', 'MESSAGE', 'COUNTER', 'VISIT', 'MAIL', 'WEB'] as const

export type SetHeader = (patch: Partial<Header>) => void

/** Everything about the note but customer and lines, in two dense rows. Enter walks them, Esc goes back to the lines. */
export const HeaderFields = memo(function HeaderFields({
  header,
  customer,
  desk,
  wrongField,
  set,
  onLeave,
}: {
  header: Header
  customer: NoteCustomer | null
  desk: NoteDesk
  /** The field that the server found wrong, with its sentence. */
  wrongField: { field: string; sentence: string } | null
  set: SetHeader
  onLeave: () => void
}) {
  const t = useTranslations('noteNew')
  const addresses = customer?.addresses ?? []
  const address = addresses.find((each) => each.id === header.addressId)
  const asksFreight = customer?.policy.requiresFreightAgent === true || header.freightAgent !== ''
  const handlers = desk.handlers.filter(
    ({ accountSetIds }) => customer === null || accountSetIds.includes(customer.accountSetId),
  )

  function press(event: KeyboardEvent<HTMLElement>): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') onLeave()
    else if (event.key !== 'Enter' || !(event.target instanceof HTMLElement)) return
    else if (!walkFrom(event.target, event.shiftKey ? -1 : 1)) onLeave()
    event.preventDefault()
  }

  const place = (field: keyof Header) => ({
    id: fieldId(field),
    'data-walk': 'header',
    ...(wrongField?.field === field ? { 'aria-invalid': true as const, title: wrongField.sentence } : {}),
  })
  const text = (field: TextName, limit: number) => ({
    ...place(field),
    value: header[field],
    maxLength: limit,
    onChange: (event: { currentTarget: { value: string } }) => set({ [field]: event.currentTarget.value }),
  })

  return (
    <div onKeyDown={press} className="grid grid-cols-2 gap-x-3 gap-y-1.5 lg:grid-cols-12">
      <Labelled name={t('address')} field="addressId" className="col-span-2 lg:col-span-4">
        <Select
          {...place('addressId')}
          value={header.addressId}
          onChange={(event) => {
            const taken = addresses.find((each) => each.id === event.currentTarget.value)
            const freight = {
              freightAgent: taken?.freightAgent ?? '',
              freightPhone: taken?.freightPhone ?? '',
            }
            set({ addressId: event.currentTarget.value, ...freight })
          }}
        >
          {address === undefined ? <option value="">{t('noAddress')}</option> : null}
          {addresses.map((each, at) => (
            <option key={each.id} value={each.id}>
              {`(${at + 1}/${addresses.length}) ${each.contactName} ${each.phone} ${each.address}`}
            </option>
          ))}
        </Select>
      </Labelled>
      <Labelled name={t('warehouse')} field="warehouseId" className="lg:col-span-2">
        <Select
          {...place('warehouseId')}
          value={header.warehouseId}
          onChange={(event) => set({ warehouseId: event.currentTarget.value })}
        >
          {desk.warehouses.map(({ warehouseId, name }) => (
            <option key={warehouseId} value={warehouseId}>
              {name}
            </option>
          ))}
        </Select>
      </Labelled>
      <Labelled name={t('handler')} field="handlerId" className="lg:col-span-2">
        <Select
          {...place('handlerId')}
          value={header.handlerId}
          onChange={(event) => set({ handlerId: event.currentTarget.value })}
        >
          {handlers.some(({ handlerId }) => handlerId === header.handlerId) ? null : (
            <option value="">{t('choose')}</option>
          )}
          {handlers.map(({ handlerId, name }) => (
            <option key={handlerId} value={handlerId}>
              {name}
            </option>
          ))}
        </Select>
      </Labelled>
      <Labelled name={t('businessDate')} field="businessDate" className="lg:col-span-2">
        <TextInput {...text('businessDate', 10)} inputMode="numeric" />
      </Labelled>
      <Labelled name={t('expectedOn')} field="expectedOn" className="lg:col-span-2">
        <TextInput {...text('expectedOn', 10)} inputMode="numeric" />
      </Labelled>
      <Labelled name={t('intake')} field="intakeChannel" className="lg:col-span-2">
        <Select
          {...place('intakeChannel')}
          value={header.intakeChannel}
          onChange={(event) => set({ intakeChannel: event.currentTarget.value })}
        >
          {INTAKE.map((how) => (
            <option key={how} value={how}>
              {t(`intakeChannel.${how}`)}
            </option>
          ))}
        </Select>
      </Labelled>
      <div className="flex items-end lg:col-span-1">
        <Checkbox
          {...place('isUrgent')}
          label={t('urgent')}
          checked={header.isUrgent}
          onChange={(event) => set({ isUrgent: event.currentTarget.checked })}
        />
      </div>
      <Labelled name={t('instructions')} field="specialInstructions" className="col-span-2 lg:col-span-4">
        <TextInput {...text('specialInstructions', 500)} />
      </Labelled>
      {asksFreight ? (
        <>
          <Labelled name={t('freightAgent')} field="freightAgent" className="lg:col-span-2">
            <TextInput {...text('freightAgent', 100)} />
          </Labelled>
          <Labelled name={t('freightPhone')} field="freightPhone" className="lg:col-span-2">
            <TextInput {...text('freightPhone', 40)} inputMode="tel" />
          </Labelled>
        </>
      ) : null}
      <Labelled name={t('advancedFreight')} field="advancedFreight" className="lg:col-span-1">
        <NumberInput {...text('advancedFreight', 40)} />
      </Labelled>
    </div>
  )
})

type TextName = {
  [Name in keyof Header]: Header[Name] extends string ? Name : never
}[keyof Header]
