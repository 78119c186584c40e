import { cookies } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { defaultLocale, deskTimeZone, isLocale, localeCookie } from './locales.ts'
import { messagesOf } from './messages.ts'

/** The language, zone and messages of one request: from the cookie, never from the address. */
export default getRequestConfig(async () => {
  const wanted = (await cookies()).get(localeCookie)?.value
  const locale = isLocale(wanted) ? wanted : defaultLocale
  return { locale, timeZone: deskTimeZone, messages: messagesOf(locale) }
})
