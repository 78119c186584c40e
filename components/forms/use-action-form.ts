'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useCallback, type SubmitEvent } from 'react'
import { useForm, type DefaultValues, type FieldValues, type Path, type UseFormReturn } from 'react-hook-form'
import type { ZodType } from 'zod'
import { useAction, type FormAction, type Proof, type SentAction } from './use-action.ts'
import { fieldCode, useSentence, type Say } from './use-sentence.ts'

export type ActionForm<Values extends FieldValues> = {
  form: UseFormReturn<Values>
  /** The sentence at a field, or undefined where nothing is wrong. */
  errorAt: (name: Path<Values>) => string | undefined
  say: Say
  submit: (event?: SubmitEvent) => Promise<void>
  isSending: boolean
  answer: SentAction<unknown>['answer']
  checkAgain: SentAction<unknown>['checkAgain']
  dismiss: () => void
}

type Options<Values extends FieldValues, Value> = {
  schema: ZodType<unknown, Values>
  action: FormAction<Value>
  defaultValues: DefaultValues<Values>
  onDone?: (value: Value, isReplay: boolean) => void
  /** The room whose sentences for codes come before the common ones. */
  namespace?: string
  /** For acts that sign: the PIN or passkey at the moment of sending. */
  proof?: () => Proof
}

/**
 * A form over the room's own zod schema and one server action. Sends what was typed (the server parses it with the
 * same schema), keeps it whatever the answer is, and puts the cursor in the first field that is wrong.
 */
export function useActionForm<Values extends FieldValues, Value>(
  options: Options<Values, Value>,
): ActionForm<Values> {
  const { schema, action, defaultValues, onDone, namespace, proof } = options
  const form = useForm<Values>({
    resolver: zodResolver(schema, undefined, { raw: true }),
    defaultValues,
    shouldFocusError: true,
  })
  const sent = useAction(action, onDone)
  const say = useSentence(namespace)
  const { errors } = form.formState
  const { send } = sent

  const submit = useCallback(
    (event?: SubmitEvent) =>
      form.handleSubmit(async (values) => {
        const answer = await send(values, proof?.())
        if (answer?.status === 'invalid') showWrongFields(form, answer.fields)
      })(event),
    [form, send, proof],
  )

  const errorAt = (name: Path<Values>): string | undefined => {
    const code = fieldCode(form.getFieldState(name, { ...form.formState, errors }).error)
    return code === undefined ? undefined : say('invalid', code)
  }

  return {
    form,
    errorAt,
    say,
    submit,
    isSending: sent.isSending,
    answer: sent.answer,
    checkAgain: sent.checkAgain,
    dismiss: sent.dismiss,
  }
}

function showWrongFields<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  fields: Readonly<Record<string, string>>,
): void {
  Object.entries(fields).forEach(([path, code], position) => {
    form.setError(asPath<Values>(path), { type: 'server', message: code }, { shouldFocus: position === 0 })
  })
}

/** The server names fields by the same schema, so its paths are this form's paths. */
function asPath<Values extends FieldValues>(path: string): Path<Values> {
  return path as Path<Values>
}
