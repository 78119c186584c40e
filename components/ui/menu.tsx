'use client'

import Link from 'next/link'
import type { KeyboardEvent, ReactNode } from 'react'
import { Popover } from './popover.tsx'

const item =
  'flex min-h-control w-full items-center gap-2 rounded-sm px-2 text-left text-base lg:text-sm hover:bg-sunken focus-visible:bg-sunken'

function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^=menuitem]')]
  const at = items.findIndex((element) => element === document.activeElement)
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key]
  if (target === undefined) return
  event.preventDefault()
  items[(target + items.length) % items.length]?.focus()
}

function closeMenu(from: HTMLElement): void {
  from.closest<HTMLElement>('[popover]')?.hidePopover()
}

/** A menu of acts under a button; ↑ ↓ Home End walk it, Esc closes it. */
export function Menu({
  trigger,
  label,
  side = 'end',
  children,
}: {
  trigger: Parameters<typeof Popover>[0]['trigger']
  label: string
  side?: 'start' | 'end'
  children: ReactNode
}) {
  return (
    <Popover trigger={trigger} label={label} side={side} role="menu" onKeyDown={walk}>
      {children}
    </Popover>
  )
}

/** One act of a menu. */
export function MenuItem({ onSelect, children }: { onSelect: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className={item}
      onClick={(event) => {
        closeMenu(event.currentTarget)
        onSelect()
      }}
    >
      {children}
    </button>
  )
}

/** One of several choices of a menu, with a mark at the chosen one. */
export function MenuChoice({
  isChosen,
  onSelect,
  children,
}: {
  isChosen: boolean
  onSelect: () => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={isChosen}
      tabIndex={-1}
      className={item}
      onClick={(event) => {
        closeMenu(event.currentTarget)
        onSelect()
      }}
    >
      <span aria-hidden="true" className="w-3 text-accent">
        {isChosen ? '•' : ''}
      </span>
      {children}
    </button>
  )
}

/** A link of a menu. */
export function MenuLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      role="menuitem"
      tabIndex={-1}
      className={item}
      onClick={(event) => closeMenu(event.currentTarget)}
    >
      {children}
    </Link>
  )
}

/** A group of choices, parted by a line from the one before, with an optional heading. */
export function MenuGroup({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <div role="group" aria-label={label} className="border-t border-line pt-1 first:border-t-0 first:pt-0">
      {label === undefined ? null : (
        <p aria-hidden="true" className="px-2 pt-1 text-sm text-muted">
          {label}
        </p>
      )}
      {children}
    </div>
  )
}
