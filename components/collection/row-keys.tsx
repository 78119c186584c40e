'use client'

import { useTranslations } from 'next-intl'
import { useRef, type ReactNode } from 'react'
import { useShortcut } from '#components/shell/shortcuts.tsx'

/** Moves through the rows of the list inside by keys: each row has one link marked `data-row`, and Enter opens it. */
export function RowKeys({ children }: { children: ReactNode }) {
  const t = useTranslations('collection')
  const place = useRef<HTMLDivElement>(null)
  const move = (by: number) => {
    const links = [...(place.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const here = links.findIndex((link) => link === document.activeElement)
    const next = here === -1 ? links.at(by > 0 ? 0 : -1) : links[here + by]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
  useShortcut('j', t('down'), () => move(1))
  useShortcut('k', t('up'), () => move(-1))
  return <div ref={place}>{children}</div>
}
