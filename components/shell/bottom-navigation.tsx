'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { classNames } from '#components/ui/class-names.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { MenuIcon } from '#components/ui/icons-direction.tsx'
import { roomAt } from './navigation.ts'
import type { Place, PlaceGroup } from './side-navigation.tsx'

const cell = 'flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-sm'

/** The navigation of a phone: four rooms and the list of all. A page with a bottom bar of its own hides it. */
export function BottomNavigation({
  places,
  groups,
}: {
  places: readonly Place[]
  groups: readonly PlaceGroup[]
}) {
  const t = useTranslations('shell')
  const [isListOpen, setIsListOpen] = useState(false)
  const openHref = roomAt(places, usePathname())?.href
  return (
    <>
      <nav
        data-bottom-navigation=""
        aria-label={t('navigation')}
        className="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden print:hidden"
      >
        {places.map((place) => (
          <Link
            key={place.href}
            href={place.href}
            prefetch={false}
            aria-current={place.href === openHref ? 'page' : undefined}
            className={classNames(cell, place.href === openHref ? 'font-semibold text-accent' : 'text-muted')}
          >
            <span aria-hidden="true" className="text-base leading-5">
              {place.glyph}
            </span>
            <span className="max-w-full truncate px-0.5">{place.name}</span>
          </Link>
        ))}
        <button type="button" className={classNames(cell, 'text-muted')} onClick={() => setIsListOpen(true)}>
          <MenuIcon className="size-5" />
          {t('more')}
        </button>
      </nav>
      <Dialog isOpen={isListOpen} onClose={() => setIsListOpen(false)} title={t('allRooms')}>
        <div className="flex flex-col gap-3">
          {groups.map((group) => (
            <section key={group.key}>
              <h3 className="text-sm text-muted">{group.name}</h3>
              <ul className="grid grid-cols-2">
                {group.places.map((place) => (
                  <li key={place.href}>
                    <Link
                      href={place.href}
                      prefetch={false}
                      onClick={() => setIsListOpen(false)}
                      className="flex min-h-12 items-center text-base"
                    >
                      {place.name}
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </Dialog>
    </>
  )
}
