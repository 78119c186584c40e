'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { ChevronDownIcon } from '#components/ui/icons-direction.tsx'
import { Menu, MenuGroup, MenuItem, MenuLink } from '#components/ui/menu.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { requestSignOut } from './session-requests.ts'
import type { Theme } from './theme.ts'
import { ThemeChoice } from './theme-choice.tsx'

/** Who is signed in, with their language, light or dark, account and the way out. */
export function UserMenu({
  displayName,
  roleNames,
  themeAtFirst,
}: {
  displayName: string
  roleNames: readonly string[]
  themeAtFirst: Theme
}) {
  const t = useTranslations('shell.user')
  const toast = useToast()

  async function signOut(): Promise<void> {
    if (await requestSignOut()) return location.assign('/sign-in')
    toast(t('signOutFailed'), 'danger')
  }

  return (
    <Menu
      label={t('menu', { name: displayName })}
      trigger={(wiring) => (
        <Button {...wiring} variant="quiet" size="small">
          <span className="max-w-28 truncate">{displayName}</span>
          <ChevronDownIcon className="size-3.5" />
        </Button>
      )}
    >
      <MenuGroup label={`${displayName} · ${roleNames.join(' · ')}`}>
        <MenuLink href="/account">{t('account')}</MenuLink>
      </MenuGroup>
      <LanguageChoice />
      <ThemeChoice themeAtFirst={themeAtFirst} />
      <MenuGroup>
        <MenuItem onSelect={() => void signOut()}>{t('signOut')}</MenuItem>
      </MenuGroup>
    </Menu>
  )
}
