'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Press, PressWithWords } from '#components/custody/press.tsx'
import { ActAnswer, useAct } from '#components/forms/act-button.tsx'
import { shrinkPhoto } from '#components/driver/shrink-photo.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { CameraIcon } from '#components/ui/icons-action.tsx'
import { usePaperRooms } from '#components/custody/say-rooms.tsx'
import { Select, Textarea } from '#components/ui/inputs.tsx'

type Paper = { accountSetId: number; paperId: string }

const copies = ['STUB', 'DRIVER', 'CUSTOMER', 'ACCOUNTING'] as const
const kinds = ['LOST', 'TORN', 'ALTERED', 'OTHER'] as const
const purposes = ['SIGNED_COPY', 'WAYBILL', 'GOODS', 'CUSTOMS_DECLARATION', 'OTHER'] as const

/** Writes an incident statement about one copy (R12). */
export function WriteIncident({ action, paper }: { action: FormAction<unknown>; paper: Paper }) {
  const t = useTranslations('notePage.incidents')
  const custody = useTranslations('custody.copy')
  const common = useTranslations('common')
  const say = useSentence('custody')
  const [isOpen, setIsOpen] = useState(false)
  const [copy, setCopy] = useState<string>('STUB')
  const [kind, setKind] = useState<string>('LOST')
  const [statement, setStatement] = useState('')
  const sent = useAct(action, t('done'), () => {
    setIsOpen(false)
    setStatement('')
  })
  const wrong = sent.answer?.status === 'invalid' ? sent.answer.fields['statement'] : undefined
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)}>
        {t('write')}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('write')}
        footer={
          <>
            <Button onClick={() => setIsOpen(false)}>{common('cancel')}</Button>
            <Button
              variant="primary"
              aria-disabled={sent.isSending || undefined}
              onClick={() => void sent.send({ ...paper, copy, kind, statement })}
            >
              {common('save')}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-3">
          <ActAnswer sent={sent} namespace="custody" />
          <div className="grid gap-3 sm:grid-cols-2">
            <Field label={t('copy')}>
              {(control) => (
                <Select {...control} value={copy} onChange={(event) => setCopy(event.target.value)}>
                  {copies.map((each) => (
                    <option key={each} value={each}>
                      {custody(each)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label={t('what')}>
              {(control) => (
                <Select {...control} value={kind} onChange={(event) => setKind(event.target.value)}>
                  {kinds.map((each) => (
                    <option key={each} value={each}>
                      {t(`kind.${each}`)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </div>
          <Field
            label={t('statement')}
            isRequired
            error={wrong === undefined ? undefined : say('invalid', wrong)}
          >
            {(control) => (
              <Textarea
                {...control}
                rows={5}
                maxLength={1000}
                value={statement}
                onChange={(event) => setStatement(event.target.value)}
              />
            )}
          </Field>
        </div>
      </Dialog>
    </>
  )
}

/** A manager's ruling on a statement (R12). */
export function RuleIncident({
  action,
  accountSetId,
  incidentId,
}: {
  action: FormAction<unknown>
  accountSetId: number
  incidentId: string
}) {
  const t = useTranslations('notePage.incidents')
  const input = { accountSetId, incidentId }
  return (
    <div className="flex flex-wrap gap-2">
      <Press
        action={action}
        input={{ ...input, ruling: 'ACCEPTED', remark: '' }}
        label={t('accept')}
        doneText={t('ruleDone')}
        size="small"
      />
      <PressWithWords
        action={action}
        input={{ ...input, ruling: 'REJECTED' }}
        name="remark"
        label={t('reject')}
        wordsLabel={t('remark')}
        doneText={t('ruleDone')}
        size="small"
      />
    </div>
  )
}

/** Files a photograph with the note, or by the QR code of one of its copies. */
export function FilePicture({
  action,
  of,
  first = 'SIGNED_COPY',
}: {
  action: FormAction<unknown>
  of: Paper | { scanned: string }
  /** What is photographed most here. */
  first?: (typeof purposes)[number]
}) {
  const t = useTranslations('notePage.pictures')
  const rooms = usePaperRooms()
  const say = useSentence(rooms)
  const [purpose, setPurpose] = useState<string>(first)
  const [isUnreadable, setIsUnreadable] = useState(false)
  const sent = useAct(action, t('done'))
  const wrong = sent.answer?.status === 'invalid' ? sent.answer.fields['picture'] : undefined
  const trouble = isUnreadable ? 'notAPicture' : wrong

  async function take(file: File | undefined): Promise<void> {
    if (file === undefined) return
    setIsUnreadable(false)
    try {
      await sent.send({ of, purpose, picture: await shrinkPhoto(file) })
    } catch {
      setIsUnreadable(true)
    }
  }

  return (
    <div className="flex flex-col gap-1">
      <ActAnswer sent={sent} namespace={rooms} />
      <div className="flex flex-wrap items-center gap-2">
        <Select
          aria-label={t('purpose')}
          value={purpose}
          onChange={(event) => setPurpose(event.target.value)}
        >
          {purposes.map((each) => (
            <option key={each} value={each}>
              {t(`of.${each}`)}
            </option>
          ))}
        </Select>
        <label className="inline-flex min-h-control cursor-pointer items-center gap-1.5 rounded-control border border-line-strong bg-surface px-3 text-base focus-within:outline-2 focus-within:outline-accent lg:text-sm">
          <CameraIcon />
          {t('add')}
          <input
            type="file"
            accept="image/*"
            capture="environment"
            className="sr-only"
            disabled={sent.isSending}
            onChange={(event) => void take(event.target.files?.[0])}
          />
        </label>
      </div>
      {trouble === undefined ? null : <p className="text-danger">{say('invalid', trouble)}</p>}
    </div>
  )
}
