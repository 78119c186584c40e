'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { askPasskeyProof, type AskToSign } from '#components/account/ask-passkey.ts'
import { ProofDialog } from '#components/custody/proof-dialog.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button } from '#components/ui/button.tsx'

/** An act on a slip that is signed: a button, what is signed, a PIN or a passkey. */
export function SignSlip<Value>({
  act,
  command,
  input,
  action,
  askToSign,
  hasPasskeys,
  question,
  onDone,
}: {
  act: string
  command: string
  input: object
  action: FormAction<Value>
  askToSign: AskToSign
  hasPasskeys: boolean
  question: string
  onDone: (value: Value) => void
}) {
  const t = useTranslations('amendments')
  const say = useSentence('amendments')
  const [isOpen, setIsOpen] = useState(false)
  const sent = useAction(action, (value) => {
    setIsOpen(false)
    onDone(value)
  })
  const askPasskey = async () => {
    const asked = await askPasskeyProof(askToSign, command, input)
    return asked.status === 'done'
      ? { proof: asked.value }
      : { trouble: asked.status === 'refused' ? say('refused', asked.code) : '' }
  }
  const fields = sent.answer?.status === 'invalid' ? Object.values(sent.answer.fields) : []
  return (
    <>
      <Button variant="primary" className="self-start" onClick={() => setIsOpen(true)}>
        {act}
      </Button>
      {isOpen ? (
        <ProofDialog
          words={{
            title: act,
            sign: act,
            sending: t('sending'),
            passkey: t('passkey'),
            pinMissing: t('pinMissing'),
          }}
          isSending={sent.isSending}
          answer={sent.answer}
          say={say}
          checkAgain={sent.checkAgain}
          onSign={(proof) => void sent.send(input, proof)}
          askPasskey={hasPasskeys ? askPasskey : null}
          onClose={() => setIsOpen(false)}
        >
          <p>{question}</p>
          {fields.map((code, at) => (
            <p key={`${code} ${at}`} className="text-danger">
              {say('invalid', code)}
            </p>
          ))}
        </ProofDialog>
      ) : null}
    </>
  )
}
