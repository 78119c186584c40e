export const themes = ['system', 'light', 'dark'] as const

export type Theme = (typeof themes)[number]

/** The cookie in which a person's choice of light or dark is kept; the server reads it, so nothing flashes. */
export const themeCookie = 'silian-theme'

/** A word from outside as a theme; anything unknown follows the system. */
export function themeOf(word: string | undefined): Theme {
  return themes.find((theme) => theme === word) ?? 'system'
}
