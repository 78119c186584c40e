'use client'

import { useState, type ReactNode, type SubmitEvent } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { PinField } from '#components/forms/pin-field.tsx'
import type { Answer } from '#components/forms/send-once.ts'
import type { Proof } from '#components/forms/use-action.ts'
import type { Say } from '#components/forms/use-sentence.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Notice } from '#components/ui/notice.tsx'

/** The words of the dialog, from the namespace of whoever asks. */
export type ProofWords = {
  title: string
  sign: string
  sending: string
  passkey: string
  pinMissing: string
}

/** One small dialog: what is signed, in which role (`children`), the PIN, Enter. Or a passkey. */
export function ProofDialog({
  words,
  isSending,
  answer,
  say,
  checkAgain,
  onSign,
  askPasskey,
  onClose,
  children,
}: {
  words: ProofWords
  isSending: boolean
  answer: Answer<unknown> | null
  say: Say
  checkAgain: () => unknown
  onSign: (proof: Proof) => void
  /** Asks the browser for a passkey; null where pages are not served securely. */
  askPasskey: (() => Promise<{ proof: Proof } | { trouble: string }>) | null
  onClose: () => void
  children: ReactNode
}) {
  const [pin, setPin] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    if (isSending) return
    if (pin === '') return setTrouble(words.pinMissing)
    setTrouble(null)
    onSign({ pin })
    setPin('')
  }

  async function sign(ask: NonNullable<typeof askPasskey>): Promise<void> {
    setTrouble(null)
    const asked = await ask()
    if ('proof' in asked) onSign(asked.proof)
    else setTrouble(asked.trouble)
  }

  return (
    <Dialog isOpen onClose={onClose} title={words.title}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        <AnswerNotice answer={answer} say={say} checkAgain={checkAgain} />
        {trouble === null ? null : <Notice tone="danger">{trouble}</Notice>}
        {children}
        <PinField autoFocus value={pin} onChange={(event) => setPin(event.currentTarget.value)} />
        <div className="flex flex-wrap justify-end gap-2">
          {askPasskey === null ? null : (
            <Button onClick={() => void sign(askPasskey)}>{words.passkey}</Button>
          )}
          <Button type="submit" variant="primary" shortcut="Enter" aria-disabled={isSending || undefined}>
            {isSending ? words.sending : words.sign}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
