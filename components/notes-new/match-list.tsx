'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { classNames } from '#components/ui/class-names.ts'
import { placeBelow } from '#components/ui/place-below.ts'
import type { Matches } from './use-matches.ts'

/** The matches under the box that is typed in. It never takes the focus; a press takes a match. */
export function MatchList<Item>({
  id,
  matches,
  anchor,
  keyOf,
  children,
  isMuted,
  onTake,
}: {
  id: string
  matches: Matches<Item>
  anchor: RefObject<HTMLElement | null>
  keyOf: (item: Item) => string
  children: (item: Item) => ReactNode
  isMuted?: (item: Item) => boolean
  onTake: (at: number) => void
}) {
  const t = useTranslations('common.search')
  const panel = useRef<HTMLDivElement>(null)
  const isOpen = matches.phase !== 'idle'

  useEffect(() => {
    const element = panel.current
    const box = anchor.current
    if (element === null) return
    if (!isOpen || box === null) return element.hidePopover()
    element.showPopover()
    element.style.minWidth = `${Math.max(box.offsetWidth, 360)}px`
    placeBelow(element, box, 'start')
  }, [isOpen, matches, anchor])

  useEffect(() => {
    const box = anchor.current
    if (box === null || !isOpen) return
    box.setAttribute('aria-expanded', 'true')
    const chosen = document.getElementById(`${id}-${matches.chosenAt}`)
    if (chosen === null) box.removeAttribute('aria-activedescendant')
    else box.setAttribute('aria-activedescendant', chosen.id)
    chosen?.scrollIntoView({ block: 'nearest' })
    return () => {
      box.setAttribute('aria-expanded', 'false')
      box.removeAttribute('aria-activedescendant')
    }
  }, [id, anchor, isOpen, matches])

  return (
    <div
      ref={panel}
      popover="manual"
      onMouseDown={(event) => event.preventDefault()}
      className="fixed m-0 max-h-80 max-w-[96vw] overflow-y-auto rounded-md border border-line bg-surface p-1 shadow-raised"
    >
      <ul id={id} role="listbox" aria-label={t('matches')}>
        {matches.items.map((item, at) => (
          <li
            key={keyOf(item)}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === matches.chosenAt}
            onClick={() => onTake(at)}
            className={classNames(
              'flex min-h-control items-center rounded-sm px-2 lg:min-h-row',
              at === matches.chosenAt && 'bg-accent-soft',
              isMuted?.(item) === true && 'text-muted',
            )}
          >
            {children(item)}
          </li>
        ))}
      </ul>
      <p role="status" className="px-2 py-1 text-muted">
        {foundSentence(t, matches)}
      </p>
    </div>
  )
}

function foundSentence(t: ReturnType<typeof useTranslations>, matches: Matches<unknown>): string {
  if (matches.phase === 'failed') return t('failed')
  if (matches.phase === 'found')
    return matches.items.length === 0 ? t('noMatches') : t('count', { count: matches.items.length })
  return t('searching')
}
