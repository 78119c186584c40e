'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useRef, useState, type SubmitEvent } from 'react'
import { askPasskeyProof, type AskToSign } from '#components/account/ask-passkey.ts'
import { PinField } from '#components/forms/pin-field.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ActAnswer, useAct } from '#components/forms/act-button.tsx'
import { usePaperRooms } from './say-rooms.tsx'
import { StrokePad, type ReadStroke } from './stroke-pad.tsx'

/** Signs the slot that is the reader's own: what is signed, a PIN or a passkey, and a stroke for who wants to draw one. */
export function SignAct({
  action,
  command = 'note.sign',
  askToSign,
  hasPasskeys,
  paper,
  question,
}: {
  action: FormAction<unknown>
  /** The verb that a passkey is asked for. */
  command?: string
  askToSign: AskToSign
  hasPasskeys: boolean
  paper: { accountSetId: number; paperId: string }
  question: string
}) {
  const t = useTranslations('notePage.signatures')
  const rooms = usePaperRooms()
  const say = useSentence(rooms)
  const [isOpen, setIsOpen] = useState(false)
  const [pin, setPin] = useState('')
  const [trouble, setTrouble] = useState<string | undefined>(undefined)
  const readStroke = useRef<ReadStroke>(() => null)
  const keepReader = useCallback((read: ReadStroke) => {
    readStroke.current = read
  }, [])
  const sent = useAct(action, t('done'), () => setIsOpen(false))
  const input = () => ({ ...paper, stroke: readStroke.current() })

  async function signWithPin(event?: SubmitEvent): Promise<void> {
    event?.preventDefault()
    if (pin === '') return setTrouble(say('invalid', 'required'))
    setTrouble(undefined)
    setPin('')
    await sent.send(input(), { pin })
  }

  async function signWithPasskey(): Promise<void> {
    setTrouble(undefined)
    const signed = input()
    const asked = await askPasskeyProof(askToSign, command, signed)
    if (asked.status === 'refused') return setTrouble(say('refused', asked.code))
    await sent.send(signed, asked.value)
  }

  return (
    <>
      <Button variant="primary" className="self-start" onClick={() => setIsOpen(true)}>
        {t('sign')}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('sign')}
        footer={
          <>
            {hasPasskeys ? <Button onClick={() => void signWithPasskey()}>{t('withPasskey')}</Button> : null}
            <Button
              variant="primary"
              shortcut="Enter"
              aria-disabled={sent.isSending || undefined}
              onClick={() => void signWithPin()}
            >
              {t('sign')}
            </Button>
          </>
        }
      >
        <form className="flex flex-col gap-3" onSubmit={(event) => void signWithPin(event)}>
          <ActAnswer sent={sent} namespace={rooms} />
          <p>{question}</p>
          <PinField
            autoFocus
            value={pin}
            onChange={(event) => setPin(event.currentTarget.value)}
            error={trouble}
          />
          <StrokePad label={t('stroke')} clearLabel={t('clear')} onReady={keepReader} />
        </form>
      </Dialog>
    </>
  )
}
