'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActAnswer, useAct } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Checkbox, Select, TextInput } from '#components/ui/inputs.tsx'
import type { CopyKind, CopyPlace } from '#lib/papers/copy-kinds.ts'

type Paper = { accountSetId: number; paperId: string }

/** Somebody copies can be handed to. */
export type Receiver = { id: string; name: string; roles: readonly string[] }

/** The places at which people of the house receive, and their roles there. */
export const receivingPlaces = {
  DESK: ['CLERK', 'SALESPERSON'],
  WAREHOUSE: ['KEEPER'],
  DRIVER: ['DRIVER'],
  ACCOUNTING: ['ACCOUNTANT'],
} as const satisfies Partial<Record<CopyPlace, readonly string[]>>

export type ReceivingPlace = keyof typeof receivingPlaces

/** The people who receive at a place. */
export function receiversAt(place: ReceivingPlace, receivers: readonly Receiver[]): readonly Receiver[] {
  const roles: readonly string[] = receivingPlaces[place]
  return receivers.filter((receiver) => receiver.roles.some((role) => roles.includes(role)))
}

/** Hands the set of four to one named keeper (R3). */
export function HandToKeeper({
  action,
  paper,
  keepers,
}: {
  action: FormAction<unknown>
  paper: Paper
  keepers: readonly Receiver[]
}) {
  const t = useTranslations('notePage.handToKeeper')
  const [only] = keepers
  const [keeperId, setKeeperId] = useState(keepers.length === 1 ? (only?.id ?? '') : '')
  const sent = useAct(action, t('done'))
  if (keepers.length === 0) return <p className="text-warning">{t('none')}</p>
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (keeperId !== '') void sent.send({ ...paper, keeperId })
      }}
    >
      <ActAnswer sent={sent} namespace="custody" />
      <div className="flex items-end gap-2">
        <Field label={t('keeper')} className="flex-1">
          {(control) => (
            <Select {...control} value={keeperId} onChange={(event) => setKeeperId(event.target.value)}>
              <option value="">{t('choose')}</option>
              {keepers.map((keeper) => (
                <option key={keeper.id} value={keeper.id}>
                  {keeper.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button
          type="submit"
          variant="primary"
          disabled={keeperId === ''}
          aria-disabled={sent.isSending || undefined}
        >
          {t('act')}
        </Button>
      </div>
    </form>
  )
}

/** Hands the signed customer copies of notes to accounting (R46). */
export function HandToAccounting({
  action,
  accountSetId,
  paperIds,
  accountants,
}: {
  action: FormAction<unknown>
  accountSetId: number
  paperIds: readonly string[]
  accountants: readonly Receiver[]
}) {
  const t = useTranslations('notePage.handToAccounting')
  const [toId, setToId] = useState('')
  const sent = useAct(action, t('done'))
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void sent.send({ accountSetId, paperIds, toId: toId === '' ? null : toId })
      }}
    >
      <ActAnswer sent={sent} namespace="custody" />
      <div className="flex items-end gap-2">
        <Field label={t('to')} className="flex-1">
          {(control) => (
            <Select {...control} value={toId} onChange={(event) => setToId(event.target.value)}>
              <option value="">{t('anyone')}</option>
              {accountants.map((accountant) => (
                <option key={accountant.id} value={accountant.id}>
                  {accountant.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit" variant="primary" aria-disabled={sent.isSending || undefined}>
          {t('act')}
        </Button>
      </div>
    </form>
  )
}

/** Offers copies to a person at a place: a button and its dialog. `choices` are the copies that can be ticked. */
export function OfferCopies({
  action,
  choices,
  receivers,
  names = {},
}: {
  action: FormAction<unknown>
  choices: readonly (Paper & { kind: CopyKind })[]
  receivers: readonly Receiver[]
  /** What the paper calls its copies, where it has names of its own. */
  names?: Readonly<Partial<Record<CopyKind, string>>>
}) {
  const t = useTranslations('notePage.copies')
  const common = useTranslations('common')
  const custody = useTranslations('custody')
  const [isOpen, setIsOpen] = useState(false)
  const [kinds, setKinds] = useState<readonly CopyKind[]>([])
  const [place, setPlace] = useState<ReceivingPlace>('DESK')
  const [toId, setToId] = useState('')
  const [remark, setRemark] = useState('')
  const sent = useAct(action, t('offerDone'), () => setIsOpen(false))
  const people = receiversAt(place, receivers)
  const canSend = kinds.length > 0 && (toId !== '' || place === 'ACCOUNTING')

  function send(): void {
    if (!canSend) return
    const copies = choices.filter((copy) => kinds.includes(copy.kind))
    void sent.send({ copies, toPlace: place, toId: toId === '' ? null : toId, remark })
  }

  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t('offer')}</Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('offerTitle')}
        footer={
          <>
            <Button onClick={() => setIsOpen(false)}>{common('cancel')}</Button>
            <Button
              variant="primary"
              disabled={!canSend}
              aria-disabled={sent.isSending || undefined}
              onClick={send}
            >
              {t('offer')}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-3">
          <ActAnswer sent={sent} namespace="custody" />
          <div className="flex flex-wrap gap-x-4">
            {choices.map(({ kind }) => (
              <Checkbox
                key={kind}
                label={names[kind] ?? custody(`copy.${kind}`)}
                checked={kinds.includes(kind)}
                onChange={(event) =>
                  setKinds(event.target.checked ? [...kinds, kind] : kinds.filter((each) => each !== kind))
                }
              />
            ))}
          </div>
          <PlaceAndPerson
            place={place}
            toId={toId}
            people={people}
            onPlace={(chosen) => {
              setPlace(chosen)
              setToId('')
            }}
            onPerson={setToId}
          />
          <Field label={t('remark')}>
            {(control) => (
              <TextInput
                {...control}
                maxLength={200}
                value={remark}
                onChange={(event) => setRemark(event.target.value)}
              />
            )}
          </Field>
        </div>
      </Dialog>
    </>
  )
}

/** To which place, and to whom there. */
export function PlaceAndPerson({
  place,
  toId,
  people,
  onPlace,
  onPerson,
}: {
  place: ReceivingPlace
  toId: string
  people: readonly Receiver[]
  onPlace: (place: ReceivingPlace) => void
  onPerson: (id: string) => void
}) {
  const t = useTranslations('notePage.copies')
  const custody = useTranslations('custody')
  const choices: readonly ReceivingPlace[] = ['DESK', 'WAREHOUSE', 'DRIVER', 'ACCOUNTING']
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t('toPlace')}>
        {(control) => (
          <Select
            {...control}
            value={place}
            onChange={(event) => onPlace(choices.find((each) => each === event.target.value) ?? 'DESK')}
          >
            {choices.map((each) => (
              <option key={each} value={each}>
                {custody(`place.${each}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('toPerson')}>
        {(control) => (
          <Select {...control} value={toId} onChange={(event) => onPerson(event.target.value)}>
            <option value="">{place === 'ACCOUNTING' ? t('anyone') : t('choose')}</option>
            {people.map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  )
}
