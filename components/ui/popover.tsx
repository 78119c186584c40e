'use client'

import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { placeBelow, type Side } from './place-below.ts'

/**
 * A panel under its trigger, on the browser's own popover: Esc and a press elsewhere close it.
 * `trigger` draws the button; it receives what wires the two together.
 */
export function Popover({
  trigger,
  label,
  side = 'start',
  role = 'dialog',
  className,
  onKeyDown,
  children,
}: {
  trigger: (wiring: {
    popoverTarget: string
    'aria-haspopup': 'menu' | 'dialog'
    ref: (element: HTMLButtonElement | null) => void
  }) => ReactNode
  label: string
  side?: Side
  role?: 'menu' | 'dialog'
  className?: string
  onKeyDown?: (event: KeyboardEvent<HTMLDivElement>) => void
  children: ReactNode
}) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      {trigger({
        popoverTarget: id,
        'aria-haspopup': role,
        ref: (element) => {
          button.current = element
        },
      })}
      <div
        id={id}
        popover="auto"
        role={role}
        aria-label={label}
        onKeyDown={onKeyDown}
        onToggle={(event) => {
          if (event.newState !== 'open' || button.current === null) return
          placeBelow(event.currentTarget, button.current, side)
          event.currentTarget.querySelector<HTMLElement>('[data-first],[role=menuitem]')?.focus()
        }}
        className={classNames(
          'fixed m-0 min-w-44 rounded-md border border-line bg-surface p-1 shadow-raised',
          className,
        )}
      >
        {children}
      </div>
    </>
  )
}
