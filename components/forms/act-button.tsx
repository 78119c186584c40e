'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { Button, type ButtonSize, type ButtonVariant } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { AnswerNotice } from './answer-notice.tsx'
import { useAction, type FormAction, type SentAction } from './use-action.ts'
import { useSentence } from './use-sentence.ts'

/** Sends an act, says that it is done where there are words for it, and shows the page anew. */
export function useAct<Value>(
  action: FormAction<Value>,
  doneText?: string,
  onDone?: () => void,
): SentAction<Value> {
  const toast = useToast()
  const router = useRouter()
  return useAction(action, () => {
    if (doneText !== undefined) toast(doneText, 'positive')
    onDone?.()
    router.refresh()
  })
}

/** What the desk answered to an act, in the sentences of the room. */
export function ActAnswer({
  sent,
  namespace,
}: {
  sent: SentAction<unknown>
  namespace: string | readonly string[]
}) {
  const say = useSentence(namespace)
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

/** One press, one act. What was refused stands over the button. */
export function ActButton<Value>({
  action,
  input,
  label,
  doneText,
  namespace,
  isDisabled = false,
  onDone,
  ...looks
}: {
  action: FormAction<Value>
  input: unknown
  label: ReactNode
  doneText?: string
  /** The room whose sentences for refusals come first. */
  namespace: string | readonly string[]
  isDisabled?: boolean
  onDone?: () => void
  variant?: ButtonVariant
  size?: ButtonSize
  className?: string
}) {
  const sent = useAct(action, doneText, onDone)
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <ActAnswer sent={sent} namespace={namespace} />
      <Button
        {...looks}
        aria-disabled={sent.isSending || isDisabled || undefined}
        onClick={() => (isDisabled ? undefined : void sent.send(input))}
      >
        {label}
      </Button>
    </div>
  )
}
