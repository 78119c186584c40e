'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button, type ButtonVariant } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'

/** One press, one act: sends, says that it is done, and shows the page anew. What was refused stands over it. */
export function ActButton<Value>({
  action,
  input,
  label,
  doneText,
  namespace = 'keeper',
  variant = 'primary',
  isDisabled = false,
  className,
  onDone,
}: {
  action: FormAction<Value>
  input: unknown
  label: ReactNode
  doneText: string
  namespace?: string
  variant?: ButtonVariant
  isDisabled?: boolean
  className?: string
  onDone?: () => void
}) {
  const toast = useToast()
  const router = useRouter()
  const say = useSentence(namespace)
  const sent = useAction(action, () => {
    toast(doneText, 'positive')
    onDone?.()
    router.refresh()
  })
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <AnswerNotice
        answer={sent.answer}
        say={say}
        checkAgain={sent.checkAgain}
        onReload={() => {
          sent.dismiss()
          router.refresh()
        }}
      />
      <Button
        variant={variant}
        {...(className === undefined ? {} : { className })}
        aria-disabled={sent.isSending || isDisabled || undefined}
        onClick={() => (isDisabled ? undefined : void sent.send(input))}
      >
        {label}
      </Button>
    </div>
  )
}
