import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { ChevronDownIcon } from './icons-direction.tsx'

const box =
  'w-full min-w-0 rounded-control border border-line-strong bg-surface text-base lg:text-sm text-ink ' +
  'aria-invalid:border-danger disabled:bg-sunken disabled:text-muted [&[readonly]]:bg-sunken'

/** A line of text. */
export function TextInput({ className, ...rest }: ComponentProps<'input'>) {
  return (
    <input
      type="text"
      autoComplete="off"
      {...rest}
      className={classNames(box, 'h-control px-2', className)}
    />
  )
}

/** A figure: typed as text, so nothing is rounded or stepped by the browser, and set to the right. */
export function NumberInput({ className, unit, ...rest }: ComponentProps<'input'> & { unit?: ReactNode }) {
  const input = (
    <input
      type="text"
      inputMode="decimal"
      autoComplete="off"
      {...rest}
      className={classNames(box, 'h-control px-2 text-right', unit !== undefined && 'pr-9', className)}
    />
  )
  if (unit === undefined) return input
  return (
    <span className="relative block">
      {input}
      <span className="pointer-events-none absolute inset-y-0 right-2 flex items-center text-muted">
        {unit}
      </span>
    </span>
  )
}

/** A choice of few, with the browser's own list. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className="relative block">
      <select {...rest} className={classNames(box, 'h-control appearance-none pr-8 pl-2', className)}>
        {children}
      </select>
      <ChevronDownIcon className="pointer-events-none absolute top-1/2 right-2 size-4 -translate-y-1/2 text-muted" />
    </span>
  )
}

/** Several lines of text. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={3} {...rest} className={classNames(box, 'px-2 py-1.5', className)} />
}

/** A yes or no with its label beside it; the whole row is the target. */
export function Checkbox({
  label,
  className,
  ...rest
}: Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode }) {
  return (
    <label
      className={classNames('inline-flex min-h-control items-center gap-2 text-base lg:text-sm', className)}
    >
      <input type="checkbox" {...rest} className="size-5 accent-accent lg:size-4" />
      {label}
    </label>
  )
}
