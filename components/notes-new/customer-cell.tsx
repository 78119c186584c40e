'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { TextInput } from '#components/ui/inputs.tsx'
import type { CustomerMatch } from '#lib/domain/customers/queries.ts'
import { fieldId } from './cells.ts'
import { MatchList } from './match-list.tsx'
import { findCustomers } from './note-reads.ts'
import { useMatches } from './use-matches.ts'

/** The first cell of a note: typing is search, Enter takes the first match and goes on to the lines. */
export function CustomerCell({
  text,
  isChosen,
  onType,
  onTake,
  onLeave,
  isFirst,
}: {
  text: string
  /** Whether `text` is the name of the customer that was taken. */
  isChosen: boolean
  onType: (text: string) => void
  /** The match that was taken, on its way; the cursor has gone on already. */
  onTake: (settled: Promise<CustomerMatch | null>, text: string) => void
  onLeave: () => void
  /** Whether the cursor starts here. */
  isFirst: boolean
}) {
  const t = useTranslations('noteNew')
  const anchor = useRef<HTMLInputElement>(null)
  const { matches, type, move, choose, settle, close } = useMatches(findCustomers)

  // The cursor starts here; `autoFocus` alone is lost when the page is drawn on the server first.
  useEffect(() => {
    if (isFirst) anchor.current?.focus()
  }, [isFirst])

  function take(): void {
    const typed = text.trim()
    onTake(settle(typed), typed)
  }

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const isOpen = matches.phase !== 'idle'
    if (event.key === 'ArrowDown' && isOpen) move(1)
    else if (event.key === 'ArrowUp' && isOpen) move(-1)
    else if (event.key === 'ArrowDown' && isChosen) onLeave()
    else if (event.key === 'Escape') close()
    else if (event.key !== 'Enter') return
    else if (isChosen) onLeave()
    else if (text.trim() !== '') take()
    event.preventDefault()
  }

  return (
    <div className="relative min-w-0">
      <TextInput
        id={fieldId('customerId')}
        ref={anchor}
        aria-label={t('customer')}
        role="combobox"
        aria-expanded={false}
        aria-autocomplete="list"
        aria-controls="customer-matches"
        aria-invalid={(!isChosen && text !== '' && matches.phase === 'idle') || undefined}
        spellCheck={false}
        maxLength={100}
        placeholder={t('customerHint')}
        value={text}
        onChange={(event) => {
          const typed = event.currentTarget.value
          onType(typed)
          if (typed.trim() === '') close()
          else type(typed.trim())
        }}
        onKeyDown={press}
        onBlur={close}
        className="text-base font-semibold"
      />
      <MatchList<CustomerMatch>
        id="customer-matches"
        matches={matches}
        anchor={anchor}
        keyOf={(customer) => customer.id}
        isMuted={(customer) => !customer.isActive}
        onTake={(at) => {
          choose(at)
          take()
        }}
      >
        {(customer) => (
          <span className="grid w-full grid-cols-[minmax(9rem,1fr)_auto_auto_auto] items-baseline gap-x-4">
            <span className="truncate">{customer.name}</span>
            <span className="text-muted">{customer.contactName}</span>
            <span className="text-muted">{customer.phone}</span>
            <span className="text-muted">
              {customer.isActive ? t(`channel.${customer.channel}`) : t('match.inactiveCustomer')}
            </span>
          </span>
        )}
      </MatchList>
    </div>
  )
}
