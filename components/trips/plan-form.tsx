'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button, IconButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { ChevronDownIcon } from '#components/ui/icons-direction.tsx'
import { CloseIcon } from '#components/ui/icons-action.tsx'
import { Select, TextInput } from '#components/ui/inputs.tsx'
import type { WaitingNote } from '#lib/domain/trips/queries.ts'

/** What a plan starts from. */
export type PlanValues = { driverId: string; vehicle: string; remark: string; noteIds: readonly string[] }

/**
 * Who drives which vehicle to whom, in which order. Notes that wait stand at the left by address, the stops at the right;
 * a press puts a note on, the arrows move a stop.
 */
export function PlanForm({
  action,
  of,
  drivers,
  notes,
  values,
}: {
  action: FormAction<{ paperId: string }>
  /** The trip that is changed, or the account set of a new one. */
  of: { accountSetId: number; paperId?: string }
  drivers: readonly { id: string; name: string }[]
  notes: readonly WaitingNote[]
  values: PlanValues
}) {
  const t = useTranslations('trips')
  const say = useSentence('trips')
  const router = useRouter()
  const [driverId, setDriverId] = useState(values.driverId)
  const [vehicle, setVehicle] = useState(values.vehicle)
  const [remark, setRemark] = useState(values.remark)
  const [noteIds, setNoteIds] = useState<readonly string[]>(
    values.noteIds.filter((id) => notes.some(({ noteId }) => noteId === id)),
  )
  const [wanted, setWanted] = useState('')
  const sent = useAction(action, ({ paperId }) => router.push(`/trips/${of.accountSetId}/${paperId}`))
  const fields = sent.answer?.status === 'invalid' ? sent.answer.fields : {}
  const errorAt = (name: string) => (fields[name] === undefined ? undefined : say('invalid', fields[name]))
  const stops = noteIds.flatMap((id) => notes.find(({ noteId }) => noteId === id) ?? [])
  const waiting = notes.filter(
    (note) =>
      !noteIds.includes(note.noteId) &&
      `${note.number} ${note.customerName} ${note.deliveryAddress}`.includes(wanted.trim()),
  )
  const move = (at: number, by: number) => {
    const moved = noteIds[at]
    if (moved === undefined || at + by < 0 || at + by >= noteIds.length) return
    setNoteIds(noteIds.filter((id) => id !== moved).toSpliced(at + by, 0, moved))
  }

  return (
    <div className="flex flex-col gap-3">
      <AnswerNotice answer={sent.answer} say={say} checkAgain={sent.checkAgain} />
      <Card>
        <div className="grid gap-3 sm:grid-cols-3">
          <Field label={t('column.driver')} error={errorAt('driverId')} isRequired>
            {(control) => (
              <Select {...control} value={driverId} onChange={(event) => setDriverId(event.target.value)}>
                {drivers.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t('column.vehicle')} error={errorAt('vehicle')} isRequired>
            {(control) => (
              <TextInput {...control} value={vehicle} onChange={(event) => setVehicle(event.target.value)} />
            )}
          </Field>
          <Field label={t('remark')} error={errorAt('remark')}>
            {(control) => (
              <TextInput {...control} value={remark} onChange={(event) => setRemark(event.target.value)} />
            )}
          </Field>
        </div>
      </Card>
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <Card title={t('waiting', { count: waiting.length })} isFlush>
          <div className="p-3">
            <Field label={t('find')}>
              {(control) => (
                <TextInput {...control} value={wanted} onChange={(event) => setWanted(event.target.value)} />
              )}
            </Field>
          </div>
          {waiting.length === 0 ? <p className="px-3 pb-3 text-muted">{t('waitingEmpty')}</p> : null}
          <ul className="max-h-[60vh] divide-y divide-line overflow-y-auto">
            {waiting.map((note) => (
              <li key={note.noteId}>
                <button
                  type="button"
                  className="w-full p-3 text-left hover:bg-sunken"
                  onClick={() => setNoteIds([...noteIds, note.noteId])}
                >
                  <NoteLine note={note} />
                </button>
              </li>
            ))}
          </ul>
        </Card>
        <Card title={t('planned', { count: stops.length })} isFlush>
          {stops.length === 0 ? (
            <p className="p-3 text-muted">{errorAt('noteIds') ?? t('plannedEmpty')}</p>
          ) : null}
          <ol className="divide-y divide-line">
            {stops.map((note, at) => (
              <li key={note.noteId} className="flex items-center gap-2 p-3">
                <span className="w-6 text-muted">{at + 1}</span>
                <div className="min-w-0 flex-1">
                  <NoteLine note={note} />
                </div>
                <IconButton label={t('up', { number: note.number })} onClick={() => move(at, -1)}>
                  <ChevronDownIcon className="size-4 rotate-180" />
                </IconButton>
                <IconButton label={t('down', { number: note.number })} onClick={() => move(at, 1)}>
                  <ChevronDownIcon />
                </IconButton>
                <IconButton
                  label={t('off', { number: note.number })}
                  onClick={() => setNoteIds(noteIds.filter((id) => id !== note.noteId))}
                >
                  <CloseIcon />
                </IconButton>
              </li>
            ))}
          </ol>
        </Card>
      </div>
      <div className="flex justify-end">
        <Button
          variant="primary"
          aria-disabled={sent.isSending || stops.length === 0 || undefined}
          onClick={() =>
            stops.length === 0 ? undefined : void sent.send({ ...of, driverId, vehicle, remark, noteIds })
          }
        >
          {t(of.paperId === undefined ? 'open' : 'change')}
        </Button>
      </div>
    </div>
  )
}

function NoteLine({ note }: { note: WaitingNote }) {
  const t = useTranslations('trips')
  return (
    <span className="flex flex-col">
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-semibold">{note.customerName}</span>
        {note.isUrgent ? <Badge tone="danger">{t('urgent')}</Badge> : null}
        {note.cameBack ? <Badge tone="warning">{t('cameBack')}</Badge> : null}
      </span>
      <span>{note.deliveryAddress}</span>
      <span className="flex flex-wrap gap-x-3 text-muted">
        <span className="font-mono">{note.number}</span>
        <span>{t('amount', { cases: note.cases, bottles: note.bottles })}</span>
      </span>
    </span>
  )
}
