'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react'
import { classNames } from '#components/ui/class-names.ts'
import type { ControlProps } from '#components/ui/field.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import { placeBelow } from '#components/ui/place-below.ts'
import { useSearch, type Found } from './use-search.ts'

/** One match. What cannot be taken now is shown all the same, and `content` says why. */
export type SearchOption = { key: string; text: string; content: ReactNode; isUnavailable?: boolean }

export type SearchBoxProps<Option extends SearchOption> = {
  search: (text: string) => Promise<readonly Option[]>
  /** Takes a match; the box then shows its `text`. */
  onTake: (option: Option) => void
  /** Called when the text is emptied by hand, so that nothing stays chosen unseen. */
  onClear?: () => void
  initialText?: string
  control?: ControlProps
  label?: string
  placeholder?: string
  autoFocus?: boolean
  inputRef?: Ref<HTMLInputElement>
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
  className?: string
}

/**
 * Typing is search: the first match is chosen already, ↑ ↓ choose another, Enter takes it, Esc closes the list and
 * keeps the text. Enter pressed before the matches are there takes the first one when it comes.
 */
export function SearchBox<Option extends SearchOption>(props: SearchBoxProps<Option>) {
  const { search, onTake, onClear, control, label, inputRef, onKeyDown, initialText = '', ...rest } = props
  const listId = useId()
  const [text, setText] = useState(initialText)
  const [chosenAt, setChosenAt] = useState(0)
  const [isOpen, setIsOpen] = useState(false)
  const isTakeDue = useRef(false)
  const { found, ask, forget } = useSearch(search)
  const chosen = found.items[chosenAt]

  function take(option: Option): void {
    isTakeDue.current = false
    if (option.isUnavailable === true) return
    setText(option.text)
    setIsOpen(false)
    forget()
    onTake(option)
  }

  useEffect(() => {
    setChosenAt(0)
    const first = found.items[0]
    if (found.phase === 'found' && isTakeDue.current && first !== undefined) take(first)
    if (found.phase !== 'searching') isTakeDue.current = false
    // Only a new answer counts here; `take` always sees the latest props.
  }, [found])

  function type(typed: string): void {
    setText(typed)
    isTakeDue.current = false
    const wanted = typed.trim()
    setIsOpen(wanted !== '')
    if (wanted !== '') return ask(wanted)
    forget()
    onClear?.()
  }

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    onKeyDown?.(event)
    if (event.defaultPrevented || event.nativeEvent.isComposing || !isOpen) return
    const count = found.items.length
    if (event.key === 'ArrowDown' && count > 0) setChosenAt((chosenAt + 1) % count)
    else if (event.key === 'ArrowUp' && count > 0) setChosenAt((chosenAt - 1 + count) % count)
    else if (event.key === 'Enter' && found.phase === 'searching') isTakeDue.current = true
    else if (event.key === 'Enter' && chosen !== undefined) take(chosen)
    else if (event.key === 'Escape') setIsOpen(false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <span className="relative block min-w-0">
      <TextInput
        {...rest}
        {...control}
        {...(inputRef === undefined ? {} : { ref: inputRef })}
        {...(label === undefined ? {} : { 'aria-label': label })}
        role="combobox"
        aria-expanded={isOpen}
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={isOpen && chosen !== undefined ? `${listId}-${chosenAt}` : undefined}
        spellCheck={false}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={press}
        onBlur={() => setIsOpen(false)}
      />
      <MatchList id={listId} isOpen={isOpen} found={found} chosenAt={chosenAt} onTake={take} />
    </span>
  )
}

function MatchList<Option extends SearchOption>({
  id,
  isOpen,
  found,
  chosenAt,
  onTake,
}: {
  id: string
  isOpen: boolean
  found: Found<Option>
  chosenAt: number
  onTake: (option: Option) => void
}) {
  const t = useTranslations('common.search')
  const panel = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const element = panel.current
    const box = element?.parentElement
    if (element === null || box === null || box === undefined) return
    if (!isOpen) return element.hidePopover()
    element.showPopover()
    element.style.minWidth = `${box.offsetWidth}px`
    placeBelow(element, box, 'start')
  }, [isOpen, found])

  useEffect(() => {
    document.getElementById(`${id}-${chosenAt}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, chosenAt])

  return (
    <div
      ref={panel}
      popover="manual"
      onMouseDown={(event) => event.preventDefault()}
      className="fixed m-0 max-h-80 max-w-[96vw] overflow-y-auto rounded-md border border-line bg-surface p-1 shadow-raised"
    >
      <ul id={id} role="listbox" aria-label={t('matches')}>
        {found.items.map((option, at) => (
          <li
            key={option.key}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === chosenAt}
            aria-disabled={option.isUnavailable || undefined}
            onClick={() => onTake(option)}
            className={classNames(
              'flex min-h-control items-center rounded-sm px-2 lg:min-h-row',
              at === chosenAt && 'bg-accent-soft',
              option.isUnavailable === true && 'text-muted',
            )}
          >
            {option.content}
          </li>
        ))}
      </ul>
      <p role="status" className="px-2 py-1 text-muted">
        {sayFound(t, found)}
      </p>
    </div>
  )
}

function sayFound(t: ReturnType<typeof useTranslations>, found: Found<SearchOption>): string {
  if (found.phase === 'failed') return t('failed')
  if (found.phase === 'found')
    return found.items.length === 0 ? t('noMatches') : t('count', { count: found.items.length })
  return t('searching')
}
