/** The languages of the desk, the written default first. */
export const locales = ['zh-CN', 'en'] as const

export type Locale = (typeof locales)[number]

export const defaultLocale: Locale = 'zh-CN'

/** The cookie in which a person's language is kept. The address of a page never carries it. */
export const localeCookie = 'silian-locale'

/** Every time a person reads is told in this zone. */
export const deskTimeZone = 'Asia/Shanghai'

/** Whether a word from outside (cookie, form) names one of the desk's languages. */
export function isLocale(word: string | undefined): word is Locale {
  return locales.some((locale) => locale === word)
}
