'use client'

import { useTranslations } from 'next-intl'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { askPasskeyProof, type AskToSign } from '#components/account/ask-passkey.ts'
import { usePaperRooms } from '#components/custody/say-rooms.tsx'
import { ActAnswer, ActButton, useAct } from '#components/forms/act-button.tsx'
import { PinField } from '#components/forms/pin-field.tsx'
import type { FormAction, Proof } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button, type ButtonVariant } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/inputs.tsx'
import { type ActChoices, TickList } from './tick-list.tsx'

/** A text that the act asks for and sends under `name`. */
export type ActWords = { name: string; label: string; isRequired?: boolean }

/** A signature that the act asks for in the same dialog. */
export type ActSigning = { command: string; askToSign: AskToSign; hasPasskeys: boolean; question: ReactNode }

type Props = {
  action: FormAction<unknown>
  input: object
  label: string
  doneText: string
  variant?: ButtonVariant
  /** The gate in front of it is not open. */
  isDisabled?: boolean
  words?: ActWords
  signing?: ActSigning
  choices?: ActChoices | undefined
  /** A sentence about what the act does. */
  about?: ReactNode
}

/**
 * One button for any verb of a goods paper: at once, or through a dialog that asks for words, a signature or both. What
 * was typed stays when the act is refused.
 */
export function GoodsAct(props: Props) {
  const { words, signing, about, action, input, label, doneText, variant, isDisabled = false } = props
  const rooms = usePaperRooms()
  const [isOpen, setIsOpen] = useState(false)
  if (words === undefined && signing === undefined && about === undefined) {
    return (
      <ActButton
        {...{ action, input, label, doneText, isDisabled }}
        {...(variant === undefined ? {} : { variant })}
        namespace={rooms}
        className="self-start"
      />
    )
  }
  return (
    <>
      <Button
        {...(variant === undefined ? {} : { variant })}
        className="self-start"
        aria-disabled={isDisabled || undefined}
        onClick={() => setIsOpen(!isDisabled)}
      >
        {label}
      </Button>
      {isOpen ? <ActDialog {...props} onClose={() => setIsOpen(false)} /> : null}
    </>
  )
}

function ActDialog({ onClose, ...props }: Props & { onClose: () => void }) {
  const { action, input, label, doneText, variant, words, signing, choices, about } = props
  const common = useTranslations('common')
  const t = useTranslations('goods.open')
  const rooms = usePaperRooms()
  const say = useSentence(rooms)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [pin, setPin] = useState('')
  const [trouble, setTrouble] = useState<string | undefined>(undefined)
  const sent = useAct(action, doneText, onClose)
  const { answer } = sent
  const wrong = words === undefined || answer?.status !== 'invalid' ? undefined : answer.fields[words.name]
  const whole = () => ({
    ...input,
    ...(words === undefined ? {} : { [words.name]: text }),
    ...(choices === undefined ? {} : { [choices.name]: chosen }),
  })

  async function send(proof?: Proof): Promise<void> {
    setTrouble(undefined)
    setPin('')
    await sent.send(whole(), proof)
  }

  async function press(event?: SubmitEvent): Promise<void> {
    event?.preventDefault()
    if (sent.isSending) return
    if (signing === undefined) return send()
    if (pin === '') return setTrouble(t('pinMissing'))
    await send({ pin })
  }

  async function pressPasskey(by: ActSigning): Promise<void> {
    const asked = await askPasskeyProof(by.askToSign, by.command, whole())
    if (asked.status === 'refused') return setTrouble(say('refused', asked.code))
    if (asked.status === 'done') await send(asked.value)
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={label}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          {signing?.hasPasskeys === true ? (
            <Button onClick={() => void pressPasskey(signing)}>{t('passkey')}</Button>
          ) : null}
          <Button
            variant={variant === 'danger' ? 'danger' : 'primary'}
            aria-disabled={sent.isSending || undefined}
            onClick={() => void press()}
          >
            {label}
          </Button>
        </>
      }
    >
      <form className="flex flex-col gap-3" onSubmit={(event) => void press(event)}>
        <ActAnswer sent={sent} namespace={rooms} />
        {about === undefined ? null : <p>{about}</p>}
        {words === undefined ? null : (
          <Field
            label={words.label}
            isRequired={words.isRequired !== false}
            error={wrong === undefined ? undefined : say('invalid', wrong)}
          >
            {(control) => (
              <Textarea
                {...control}
                maxLength={500}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        )}
        {choices === undefined ? null : <TickList choices={choices} chosen={chosen} onChange={setChosen} />}
        {signing === undefined ? null : (
          <>
            <p>{signing.question}</p>
            <PinField value={pin} onChange={(event) => setPin(event.currentTarget.value)} error={trouble} />
          </>
        )}
      </form>
    </Dialog>
  )
}
