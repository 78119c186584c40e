import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getMessages, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { CjkFace } from '#components/shell/cjk-face.tsx'
import { themeCookie, themeOf } from '#components/shell/theme.ts'
import { pickNamespaces } from '#lib/i18n/messages.ts'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const name = (await getTranslations('common'))('productName')
  return { title: { default: name, template: `%s · ${name}` }, icons: '/mark.svg', robots: 'noindex' }
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#191d1c' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(themeCookie)?.value)
  const messages = pickNamespaces(await getMessages(), ['common', 'errors'])
  return (
    <html lang={await getLocale()} data-theme={theme}>
      <body className="font-sans">
        <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>
        <CjkFace />
      </body>
    </html>
  )
}
