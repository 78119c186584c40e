'use client'

import type { ComponentProps, ReactNode } from 'react'
import type { FieldValues, Path } from 'react-hook-form'
import { Field } from '#components/ui/field.tsx'
import { Checkbox, NumberInput, Select, Textarea, TextInput } from '#components/ui/inputs.tsx'
import type { ActionForm } from './use-action-form.ts'

type Bound<Values extends FieldValues, Control> = Omit<
  Control,
  'name' | 'form' | 'className' | 'children'
> & {
  of: ActionForm<Values>
  name: Path<Values>
  label: ReactNode
  hint?: ReactNode
  isRequired?: boolean
  className?: string
}

/** A line of text of an action form. */
export function TextField<Values extends FieldValues>(props: Bound<Values, ComponentProps<'input'>>) {
  const { of, name, label, hint, isRequired, className, ...rest } = props
  return (
    <Field {...fieldProps({ of, name, label, hint, isRequired, className })}>
      {(control) => <TextInput {...rest} {...of.form.register(name)} {...control} />}
    </Field>
  )
}

/** A figure of an action form, kept as the text that was typed. */
export function NumberField<Values extends FieldValues>(
  props: Bound<Values, ComponentProps<typeof NumberInput>>,
) {
  const { of, name, label, hint, isRequired, className, ...rest } = props
  return (
    <Field {...fieldProps({ of, name, label, hint, isRequired, className })}>
      {(control) => <NumberInput {...rest} {...of.form.register(name)} {...control} />}
    </Field>
  )
}

/** A choice of an action form; `children` are its options. */
export function SelectField<Values extends FieldValues>(
  props: Bound<Values, ComponentProps<'select'>> & { children: ReactNode },
) {
  const { of, name, label, hint, isRequired, className, children, ...rest } = props
  return (
    <Field {...fieldProps({ of, name, label, hint, isRequired, className })}>
      {(control) => (
        <Select {...rest} {...of.form.register(name)} {...control}>
          {children}
        </Select>
      )}
    </Field>
  )
}

/** Several lines of text of an action form. */
export function TextareaField<Values extends FieldValues>(props: Bound<Values, ComponentProps<'textarea'>>) {
  const { of, name, label, hint, isRequired, className, ...rest } = props
  return (
    <Field {...fieldProps({ of, name, label, hint, isRequired, className })}>
      {(control) => <Textarea {...rest} {...of.form.register(name)} {...control} />}
    </Field>
  )
}

/** A yes or no of an action form. */
export function CheckboxField<Values extends FieldValues>({
  of,
  name,
  label,
}: {
  of: ActionForm<Values>
  name: Path<Values>
  label: ReactNode
}) {
  return <Checkbox label={label} {...of.form.register(name)} />
}

function fieldProps<Values extends FieldValues>(props: {
  of: ActionForm<Values>
  name: Path<Values>
  label: ReactNode
  hint: ReactNode
  isRequired: boolean | undefined
  className: string | undefined
}) {
  const { of, name, label, hint, isRequired, className } = props
  return {
    label,
    hint,
    error: of.errorAt(name),
    ...(isRequired === undefined ? {} : { isRequired }),
    ...(className === undefined ? {} : { className }),
  }
}
