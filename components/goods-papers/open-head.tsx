'use client'

import { useTranslations } from 'next-intl'
import { useCallback, type ReactNode } from 'react'
import { findMatches } from '#components/forms/find-matches.ts'
import { matchOption } from '#components/forms/match-picker.tsx'
import { SearchBox, type SearchOption } from '#components/forms/search-box.tsx'
import { Field, type ControlProps } from '#components/ui/field.tsx'
import { Select, TextInput } from '#components/ui/inputs.tsx'
import type { OpenChoices, OpenForm, Wanted } from '#lib/papers/goods/open-form.ts'
import { type OpenHead, partyWord } from './open-state.ts'

type Props = {
  form: OpenForm
  choices: OpenChoices
  head: OpenHead
  /** The party and the account set come from the paper this one answers. */
  isGiven: boolean
  errorOf: (field: keyof OpenHead) => string | undefined
  set: (patch: Partial<OpenHead>) => void
  /** Enter in the last field. */
  onLeave: () => void
}

/** The fields of the head, by the form of the kind. Enter walks on, and from the last one into the lines. */
export function OpenHeadFields({ form, choices, head, isGiven, errorOf, set, onLeave }: Props) {
  const t = useTranslations('goods.open')
  const role = useTranslations('shell.role')
  const purpose = useTranslations('goods.purpose')
  const handlers = choices.handlers.filter(({ accountSetIds }) => accountSetIds.includes(head.accountSetId))
  const field = (
    name: keyof OpenHead,
    label: string,
    wanted: Wanted,
    control: (props: ControlProps) => ReactNode,
    className = '',
  ) =>
    wanted === 'absent' ? null : (
      <Field
        key={name}
        label={label}
        isRequired={wanted === 'required'}
        error={errorOf(name)}
        className={className}
      >
        {control}
      </Field>
    )
  const text =
    (name: 'reason' | 'externalNumber' | 'partyContact', limit: number) => (control: ControlProps) => (
      <TextInput
        {...control}
        data-head={name}
        maxLength={limit}
        value={head[name]}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    )
  const date = (name: 'expectedOn' | 'businessDate') => (control: ControlProps) => (
    <TextInput
      {...control}
      data-head={name}
      inputMode="numeric"
      placeholder={t('dateShape')}
      maxLength={10}
      value={head[name]}
      onChange={(event) => set({ [name]: event.target.value })}
    />
  )
  const choice =
    (
      name: 'warehouseId' | 'toWarehouseId' | 'purpose' | 'handlerId',
      options: readonly { id: string; label: string }[],
      isOpen = true,
    ) =>
    (control: ControlProps) => (
      <Select
        {...control}
        data-head={name}
        value={head[name]}
        onChange={(event) => set({ [name]: event.target.value })}
      >
        {isOpen ? <option value="">{t('choose')}</option> : null}
        {options.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </Select>
    )
  const stores = choices.warehouses.map(({ id, name }) => ({ id, label: name }))
  return (
    <section
      aria-label={t('head')}
      className="grid grid-cols-2 gap-x-3 gap-y-2 rounded-md border border-line bg-surface p-3 max-[30rem]:grid-cols-1 lg:grid-cols-4"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.defaultPrevented || event.nativeEvent.isComposing) return
        if (event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return
        event.preventDefault()
        walkHead(event.target, event.shiftKey ? -1 : 1, onLeave)
      }}
    >
      {choices.accountSets.length < 2
        ? null
        : field('accountSetId', t('accountSet'), 'required', (control) => (
            <Select
              {...control}
              data-head="accountSetId"
              value={head.accountSetId}
              disabled={isGiven}
              onChange={(event) =>
                set({ accountSetId: Number(event.target.value), partyId: '', partyText: '', handlerId: '' })
              }
            >
              {choices.accountSets.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          ))}
      <Party {...{ form, head, isGiven, errorOf, set }} />
      {form.party === 'RECIPIENT'
        ? field('partyContact', t('recipientContact'), 'optional', text('partyContact', 100))
        : null}
      {field(
        'warehouseId',
        t('warehouse'),
        'required',
        choice('warehouseId', stores, head.warehouseId === ''),
      )}
      {field(
        'toWarehouseId',
        t('toWarehouse'),
        form.toWarehouse,
        choice(
          'toWarehouseId',
          stores.filter(({ id }) => id !== head.warehouseId),
        ),
      )}
      {form.purposes.length < 2
        ? null
        : field(
            'purpose',
            t('purpose'),
            'required',
            choice(
              'purpose',
              form.purposes.map((id) => ({ id, label: purpose.has(id) ? purpose(id) : id })),
              false,
            ),
          )}
      {field(
        'handlerId',
        t('handler'),
        form.handler,
        choice(
          'handlerId',
          handlers.map(({ id, name, role: of }) => ({ id, label: `${name} · ${role(of)}` })),
        ),
      )}
      {field('externalNumber', t('externalNumber'), form.externalNumber, text('externalNumber', 60))}
      {field('businessDate', t('businessDate'), form.businessDate, date('businessDate'))}
      {field('expectedOn', t('expectedOn'), form.expectedOn, date('expectedOn'))}
      {field('reason', t('reason'), form.reason, text('reason', 300), 'lg:col-span-2')}
    </section>
  )
}

function Party({
  form,
  head,
  isGiven,
  errorOf,
  set,
}: Pick<Props, 'form' | 'head' | 'isGiven' | 'errorOf' | 'set'>) {
  const t = useTranslations('goods.open')
  const { party } = form
  const { accountSetId } = head
  const search = useCallback(
    async (text: string): Promise<SearchOption[]> => {
      if (party !== 'SUPPLIER' && party !== 'CUSTOMER') return []
      const found = await findMatches(party, accountSetId, text)
      return found.map((match) => matchOption(match, t('inactive')))
    },
    [party, accountSetId, t],
  )
  if (party === 'none') return null
  return (
    <Field label={t(partyWord(form))} isRequired error={errorOf('partyText')}>
      {(control) =>
        party === 'RECIPIENT' || isGiven ? (
          <TextInput
            {...control}
            data-head="partyText"
            readOnly={isGiven}
            maxLength={100}
            value={head.partyText}
            onChange={(event) => set({ partyText: event.target.value })}
          />
        ) : (
          <span data-head="partyText" className="block">
            <SearchBox
              key={accountSetId}
              control={control}
              autoFocus
              initialText={head.partyText}
              search={search}
              onTake={(option) => set({ partyId: option.key, partyText: option.text })}
              onClear={() => set({ partyId: '', partyText: '' })}
            />
          </span>
        )
      }
    </Field>
  )
}

const FIELDS = '[data-head]'

/** Goes to the next field of the head, or back; past the last one the lines begin. */
function walkHead(from: HTMLElement, by: 1 | -1, onLeave: () => void): void {
  const places = [...document.querySelectorAll<HTMLElement>(FIELDS)]
  const next = places[places.findIndex((place) => place.contains(from)) + by]
  if (next === undefined) return by === 1 ? onLeave() : undefined
  focusPlace(next)
}

function focusPlace(place: HTMLElement): void {
  const control = place.matches('input,select') ? place : place.querySelector<HTMLElement>('input,select')
  control?.focus()
  if (control instanceof HTMLInputElement && control.type === 'text') control.select()
}

/** Puts the cursor into a field of the head, the first one when none is named. */
export function focusHead(field?: keyof OpenHead): void {
  const place = document.querySelector<HTMLElement>(field === undefined ? FIELDS : `[data-head="${field}"]`)
  if (place !== null) focusPlace(place)
}
