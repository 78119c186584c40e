'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { MenuChoice, MenuGroup } from '#components/ui/menu.tsx'
import { localeCookie, locales } from '#lib/i18n/locales.ts'
import { keepChoice } from './keep-choice.ts'

/** The language of the page; what was typed stays. */
export function LanguageChoice() {
  const t = useTranslations('shell.language')
  const chosen = useLocale()
  const router = useRouter()
  return (
    <MenuGroup label={t('label')}>
      {locales.map((locale) => (
        <MenuChoice
          key={locale}
          isChosen={locale === chosen}
          onSelect={() => {
            keepChoice(localeCookie, locale)
            router.refresh()
          }}
        >
          <span lang={locale}>{t(locale)}</span>
        </MenuChoice>
      ))}
    </MenuGroup>
  )
}
