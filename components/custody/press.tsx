'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { useAction, type FormAction, type SentAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button, type ButtonSize, type ButtonVariant } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/inputs.tsx'
import { useToast } from '#components/ui/toast.tsx'

type Looks = { variant?: ButtonVariant; size?: ButtonSize }

/** Sends an act, says that it is done, and shows the page anew. */
export function useAct<Value>(
  action: FormAction<Value>,
  doneText: string,
  onDone?: () => void,
): SentAction<Value> {
  const toast = useToast()
  const router = useRouter()
  return useAction(action, () => {
    toast(doneText, 'positive')
    onDone?.()
    router.refresh()
  })
}

/** What the desk answered to an act. Needs `CUSTODY_NAMESPACES`. */
export function ActAnswer({ sent }: { sent: SentAction<unknown> }) {
  const say = useSentence('custody')
  const router = useRouter()
  return (
    <AnswerNotice
      answer={sent.answer}
      say={say}
      checkAgain={sent.checkAgain}
      onReload={() => {
        sent.dismiss()
        router.refresh()
      }}
    />
  )
}

/** One press, one act. */
export function Press<Value>({
  action,
  input,
  label,
  doneText,
  ...looks
}: {
  action: FormAction<Value>
  input: unknown
  label: string
  doneText: string
} & Looks) {
  const sent = useAct(action, doneText)
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <ActAnswer sent={sent} />
      <Button
        {...looks}
        className="self-start"
        aria-disabled={sent.isSending || undefined}
        onClick={() => void sent.send(input)}
      >
        {label}
      </Button>
    </div>
  )
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
  const say = useSentence('custody')
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
          <ActAnswer sent={sent} />
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
