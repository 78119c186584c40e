'use client'

import { useRouter } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button, type ButtonVariant } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'

/** An act without anything to type: asks once, sends, says that it is done, and shows the page anew. */
export function SendButton<Value>({
  action,
  input,
  label,
  question,
  doneText,
  namespace,
  variant = 'plain',
}: {
  action: FormAction<Value>
  input: unknown
  label: ReactNode
  question: ReactNode
  doneText: string
  namespace: string
  variant?: ButtonVariant
}) {
  const [isOpen, setIsOpen] = useState(false)
  const toast = useToast()
  const router = useRouter()
  const say = useSentence(namespace)
  const sent = useAction(action, () => {
    setIsOpen(false)
    toast(doneText, 'positive')
    router.refresh()
  })
  const open = (): void => {
    sent.dismiss()
    setIsOpen(true)
  }
  return (
    <>
      <Button variant={variant} onClick={open}>
        {label}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={label}
        footer={
          <Button
            variant="primary"
            aria-disabled={sent.isSending || undefined}
            onClick={() => void sent.send(input)}
          >
            {label}
          </Button>
        }
      >
        <AnswerNotice answer={sent.answer} say={say} checkAgain={sent.checkAgain} />
        <p>{question}</p>
      </Dialog>
    </>
  )
}
