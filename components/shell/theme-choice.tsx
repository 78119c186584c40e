'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { MenuChoice, MenuGroup } from '#components/ui/menu.tsx'
import { keepChoice } from './keep-choice.ts'
import { themeCookie, themes, type Theme } from './theme.ts'

/** Light, dark or as the system: takes hold at once and is kept in a cookie. */
export function ThemeChoice({ themeAtFirst }: { themeAtFirst: Theme }) {
  const t = useTranslations('shell.theme')
  const [chosen, setChosen] = useState(themeAtFirst)

  function choose(theme: Theme): void {
    setChosen(theme)
    keepChoice(themeCookie, theme)
    document.documentElement.dataset['theme'] = theme
  }

  return (
    <MenuGroup label={t('label')}>
      {themes.map((theme) => (
        <MenuChoice key={theme} isChosen={theme === chosen} onSelect={() => choose(theme)}>
          {t(theme)}
        </MenuChoice>
      ))}
    </MenuGroup>
  )
}
