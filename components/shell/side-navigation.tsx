'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { PanelIcon } from '#components/ui/icons-direction.tsx'
import { keepChoice } from './keep-choice.ts'
import { navigationCookie } from './navigation-width.ts'
import { roomAt } from './navigation.ts'

/** A room as the navigation shows it. */
export type Place = { href: string; name: string; glyph: string }
export type PlaceGroup = { key: string; name: string; places: readonly Place[] }

/** The navigation of the desk. Narrow, each room keeps one letter; the choice is kept in a cookie. */
export function SideNavigation({
  groups,
  isNarrowAtFirst,
}: {
  groups: readonly PlaceGroup[]
  isNarrowAtFirst: boolean
}) {
  const t = useTranslations('shell')
  const [isNarrow, setIsNarrow] = useState(isNarrowAtFirst)
  const path = usePathname()
  const openHref = roomAt(
    groups.flatMap((group) => group.places),
    path,
  )?.href

  function turn(): void {
    keepChoice(navigationCookie, isNarrow ? 'wide' : 'narrow')
    setIsNarrow(!isNarrow)
  }

  return (
    <nav
      aria-label={t('navigation')}
      className={classNames(
        'hidden shrink-0 border-r border-line bg-surface lg:block print:hidden',
        isNarrow ? 'w-11' : 'w-44',
      )}
    >
      <div className="sticky top-10 flex h-[calc(100dvh-2.5rem-var(--banner-size,0px))] flex-col gap-2 overflow-y-auto p-1">
        {groups.map((group) => (
          <ul key={group.key} aria-label={group.name} className="border-b border-line pb-2 last:border-b-0">
            {group.places.map((place) => (
              <li key={place.href}>
                <PlaceLink place={place} isOpen={place.href === openHref} isNarrow={isNarrow} />
              </li>
            ))}
          </ul>
        ))}
        <IconButton
          label={isNarrow ? t('expand') : t('collapse')}
          aria-expanded={!isNarrow}
          onClick={turn}
          className="mt-auto shrink-0"
        >
          <PanelIcon />
        </IconButton>
      </div>
    </nav>
  )
}

function PlaceLink({ place, isOpen, isNarrow }: { place: Place; isOpen: boolean; isNarrow: boolean }) {
  return (
    <Link
      href={place.href}
      prefetch={false}
      aria-current={isOpen ? 'page' : undefined}
      title={isNarrow ? place.name : undefined}
      className={classNames(
        'flex h-8 items-center gap-2 rounded-control px-1.5',
        isOpen ? 'bg-accent-soft font-semibold text-accent-strong' : 'hover:bg-sunken',
      )}
    >
      <span
        aria-hidden="true"
        className={classNames(
          'grid size-6 shrink-0 place-items-center rounded-sm text-sm',
          isOpen ? 'bg-accent text-on-accent' : 'text-muted',
        )}
      >
        {place.glyph}
      </span>
      <span className={isNarrow ? 'sr-only' : 'truncate'}>{place.name}</span>
    </Link>
  )
}
