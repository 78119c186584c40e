import Link from 'next/link'
import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ToastProvider } from '#components/ui/toast.tsx'
import { BottomNavigation } from './bottom-navigation.tsx'
import { ClientMessages } from './client-messages.tsx'
import { DemoBanner } from './demo-banner.tsx'
import { navigationCookie } from './navigation-width.ts'
import { phoneRoomsOf, roomsFor, type Room } from './navigation.ts'
import { ShortcutButton } from './shortcut-button.tsx'
import { ShortcutProvider } from './shortcuts.tsx'
import { SideNavigation, type Place, type PlaceGroup } from './side-navigation.tsx'
import { themeCookie, themeOf } from './theme.ts'
import { UserMenu } from './user-menu.tsx'

/** What the frame shows of the person who is signed in. */
export type FrameActor = {
  displayName: string
  roles: readonly string[]
  permissions: ReadonlySet<string>
  accountSetNames: readonly string[]
  isDemo: boolean
}

/** The frame around every page of the desk. `search` stands in the header where a page set offers one. */
export async function AppFrame({
  actor,
  search,
  children,
}: {
  actor: FrameActor
  search?: ReactNode
  children: ReactNode
}) {
  const t = await getTranslations('shell')
  const jar = await cookies()
  const open = roomsFor(actor.permissions)
  const placeOf = (room: Room): Place => ({
    href: room.href,
    name: t(`room.${room.key}`),
    glyph: t(`glyph.${room.key}`),
  })
  const groups: PlaceGroup[] = [...new Set(open.map((room) => room.group))].map((group) => ({
    key: group,
    name: t(`group.${group}`),
    places: open.filter((room) => room.group === group).map(placeOf),
  }))
  return (
    <ClientMessages namespaces={['shell', 'permissions']}>
      <ToastProvider>
        <ShortcutProvider>
          <a
            href="#content"
            className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-2"
          >
            {t('skip')}
          </a>
          {actor.isDemo ? <DemoBanner /> : null}
          <FrameHeader accountSetNames={actor.accountSetNames} search={search}>
            <UserMenu
              displayName={actor.displayName}
              roleNames={actor.roles.map((role) => t(`role.${role}`))}
              themeAtFirst={themeOf(jar.get(themeCookie)?.value)}
            />
          </FrameHeader>
          <div className="flex">
            <SideNavigation groups={groups} isNarrowAtFirst={jar.get(navigationCookie)?.value === 'narrow'} />
            <main
              id="content"
              tabIndex={-1}
              className="min-w-0 flex-1 p-3 pb-20 outline-none lg:px-4 lg:pb-6"
            >
              {children}
            </main>
          </div>
          <BottomNavigation places={phoneRoomsOf(open).map(placeOf)} groups={groups} />
        </ShortcutProvider>
      </ToastProvider>
    </ClientMessages>
  )
}

async function FrameHeader({
  accountSetNames,
  search,
  children,
}: {
  accountSetNames: readonly string[]
  search: ReactNode
  children: ReactNode
}) {
  const t = await getTranslations('common')
  return (
    <header className="sticky top-0 z-20 flex h-12 items-center gap-3 border-b border-line bg-surface px-3 lg:h-10 print:hidden">
      <Link href="/" className="flex min-h-control items-center text-base font-semibold text-accent">
        {t('productName')}
      </Link>
      <p className="min-w-0 flex-1 truncate text-muted lg:flex-none">{accountSetNames.join(' · ')}</p>
      <div className="hidden min-w-0 flex-1 justify-center lg:flex">
        <div className="w-full max-w-md">{search}</div>
      </div>
      <ShortcutButton />
      {children}
    </header>
  )
}
