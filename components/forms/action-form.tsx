'use client'

import type { ComponentProps, ReactNode } from 'react'
import type { FieldValues } from 'react-hook-form'
import { Button } from '#components/ui/button.tsx'
import { AnswerNotice } from './answer-notice.tsx'
import type { ActionForm as ActionFormState } from './use-action-form.ts'

/** The <form> of an action form: Enter sends it, and the desk's answer stands over the fields. */
export function ActionForm<Values extends FieldValues>({
  of,
  onReload,
  className = 'flex flex-col gap-3',
  children,
}: {
  of: ActionFormState<Values>
  className?: string
  children: ReactNode
} & Pick<ComponentProps<typeof AnswerNotice>, 'onReload'>) {
  return (
    <form noValidate onSubmit={(event) => void of.submit(event)} className={className}>
      <AnswerNotice
        answer={of.answer}
        say={of.say}
        checkAgain={of.checkAgain}
        {...(onReload === undefined ? {} : { onReload })}
      />
      {children}
    </form>
  )
}

/** The button that sends an action form. While it sends it stays focused, and a second press does nothing. */
export function SubmitButton<Values extends FieldValues>({
  of,
  children,
  ...rest
}: { of: Pick<ActionFormState<Values>, 'isSending'> } & Omit<ComponentProps<typeof Button>, 'type'>) {
  return (
    <Button variant="primary" {...rest} type="submit" aria-disabled={of.isSending || undefined}>
      {children}
    </Button>
  )
}
