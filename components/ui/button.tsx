import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { KeyHint } from './key-hint.tsx'

export type ButtonVariant = 'primary' | 'plain' | 'quiet' | 'danger'
export type ButtonSize = 'normal' | 'small'

type Shape = ButtonSize | 'square'
type Looks = { variant?: ButtonVariant; size?: ButtonSize; shortcut?: string }

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent border-transparent hover:bg-accent-strong',
  plain: 'bg-surface text-ink border-line-strong hover:bg-sunken',
  quiet: 'bg-transparent text-ink border-transparent hover:bg-sunken',
  danger: 'bg-surface text-danger border-danger hover:bg-danger-soft',
}

const shapes: Record<Shape, string> = {
  normal: 'min-h-control px-3',
  small: 'min-h-control lg:min-h-7 px-2',
  square: 'size-control',
}

function looks(variant: ButtonVariant, shape: Shape, extra: string | undefined): string {
  return classNames(
    'inline-flex items-center justify-center gap-1.5 rounded-control border text-base lg:text-sm whitespace-nowrap select-none',
    'disabled:bg-sunken disabled:text-muted disabled:border-line aria-disabled:bg-sunken aria-disabled:text-muted aria-disabled:border-line',
    variants[variant],
    shapes[shape],
    extra,
  )
}

/** A button. `shortcut` shows the key that does the same; listening to it is `useShortcut`'s. */
export function Button({
  variant = 'plain',
  size = 'normal',
  shortcut,
  className,
  children,
  ...rest
}: ComponentProps<'button'> & Looks) {
  return (
    <button type="button" {...rest} className={looks(variant, size, className)}>
      {children}
      {shortcut === undefined ? null : <KeyHint keys={shortcut} plain />}
    </button>
  )
}

/** A link that looks like a button, for acts that are a page of their own. */
export function ButtonLink({
  variant = 'plain',
  size = 'normal',
  shortcut,
  className,
  children,
  ...rest
}: ComponentProps<typeof Link> & Looks) {
  return (
    <Link {...rest} className={looks(variant, size, className)}>
      {children}
      {shortcut === undefined ? null : <KeyHint keys={shortcut} plain />}
    </Link>
  )
}

/** A square button with an icon alone; `label` is what it is called. */
export function IconButton({
  label,
  variant = 'quiet',
  className,
  children,
  ...rest
}: Omit<ComponentProps<'button'>, 'aria-label'> & {
  label: string
  variant?: ButtonVariant
  children: ReactNode
}) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      aria-label={label}
      className={looks(variant, 'square', className)}
    >
      {children}
    </button>
  )
}
