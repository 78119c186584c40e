'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { PressWithWords } from '#components/custody/press.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/inputs.tsx'

type Session = { accountSetId: number; paperId: string }

/** Says why a thing of a note does not come back. */
export function ExcuseAct({
  session,
  note,
  thing,
  action,
}: {
  session: Session
  note: { paperId: string; number: string }
  thing: string
  action: FormAction<unknown>
}) {
  const t = useTranslations('reconciliations')
  return (
    <PressWithWords
      action={action}
      input={{ ...session, notePaperId: note.paperId, thing }}
      name="reason"
      label={t('excuse')}
      wordsLabel={t('reason')}
      about={t('excuseAbout', { number: note.number, thing: t(`thing.${thing}`) })}
      doneText={t('excused')}
      size="small"
    />
  )
}

/** The driver says what they do not agree with: one note, or the whole session. */
export function DisputeAct({
  session,
  notes,
  action,
}: {
  session: Session
  notes: readonly { paperId: string; number: string }[]
  action: FormAction<unknown>
}) {
  const t = useTranslations('reconciliations')
  const [note, setNote] = useState('')
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Field label={t('disputeOf')}>
        {(control) => (
          <Select {...control} value={note} onChange={(event) => setNote(event.target.value)}>
            <option value="">{t('wholeSession')}</option>
            {notes.map(({ paperId, number }) => (
              <option key={paperId} value={paperId}>
                {number}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <PressWithWords
        action={action}
        input={{ ...session, notePaperId: note === '' ? null : note }}
        name="statement"
        label={t('dispute')}
        wordsLabel={t('statement')}
        about={t('disputeAbout')}
        doneText={t('disputeDone')}
      />
    </div>
  )
}

/** A manager ends a dispute: the shortage stays the driver's, or the house bears it. */
export function RuleActs({
  session,
  sequence,
  action,
}: {
  session: Session
  sequence: number
  action: FormAction<unknown>
}) {
  const t = useTranslations('reconciliations')
  return (
    <div className="flex flex-wrap gap-2">
      {(['DRIVER_BEARS', 'HOUSE_BEARS'] as const).map((outcome) => (
        <PressWithWords
          key={outcome}
          action={action}
          input={{ ...session, sequence, outcome }}
          name="ruling"
          label={t(`ruling.${outcome}`)}
          wordsLabel={t('rulingWords')}
          about={t(`rulingAbout.${outcome}`)}
          doneText={t('ruled')}
        />
      ))}
    </div>
  )
}
