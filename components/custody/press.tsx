'use client'

import { useTranslations } from 'next-intl'
import { useState, type ComponentProps, type ReactNode } from 'react'
import { ActAnswer, ActButton, useAct } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button, type ButtonSize, type ButtonVariant } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/inputs.tsx'
import { usePaperRooms } from './say-rooms.tsx'

type Looks = { variant?: ButtonVariant; size?: ButtonSize }

/** One press, one act on copies. Needs `CUSTODY_NAMESPACES`. */
export function Press<Value>(
  props: Omit<ComponentProps<typeof ActButton<Value>>, 'namespace' | 'className'>,
) {
  return <ActButton {...props} namespace={usePaperRooms()} className="self-start" />
}

/** An act that needs words: a button that opens a dialog with one text, and sends it under `name`. */
export function PressWithWords<Value>({
  action,
  input,
  name,
  label,
  wordsLabel,
  doneText,
  about,
  isRequired = true,
  ...looks
}: {
  action: FormAction<Value>
  input: object
  name: string
  label: string
  wordsLabel: string
  doneText: string
  about?: ReactNode
  isRequired?: boolean
} & Looks) {
  const common = useTranslations('common')
  const rooms = usePaperRooms()
  const say = useSentence(rooms)
  const [isOpen, setIsOpen] = useState(false)
  const [words, setWords] = useState('')
  const sent = useAct(action, doneText, () => {
    setIsOpen(false)
    setWords('')
  })
  const { answer } = sent
  const wrong = answer?.status === 'invalid' ? answer.fields[name] : undefined
  return (
    <>
      <Button {...looks} onClick={() => setIsOpen(true)}>
        {label}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={label}
        footer={
          <>
            <Button onClick={() => setIsOpen(false)}>{common('cancel')}</Button>
            <Button
              variant={looks.variant === 'danger' ? 'danger' : 'primary'}
              aria-disabled={sent.isSending || undefined}
              onClick={() => void sent.send({ ...input, [name]: words })}
            >
              {label}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-3">
          <ActAnswer sent={sent} namespace={rooms} />
          {about === undefined ? null : <p>{about}</p>}
          <Field
            label={wordsLabel}
            isRequired={isRequired}
            error={wrong === undefined ? undefined : say('invalid', wrong)}
          >
            {(control) => (
              <Textarea
                {...control}
                autoFocus
                maxLength={1000}
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
            )}
          </Field>
        </div>
      </Dialog>
    </>
  )
}
