'use client'

import { IntlProvider, useLocale, useMessages, type AbstractIntlMessages } from 'next-intl'
import { useMemo, type ReactNode } from 'react'

/** Joins messages to those that the provider above already holds. */
export function AddedMessages({
  messages,
  children,
}: {
  messages: AbstractIntlMessages
  children: ReactNode
}) {
  const held = useMessages()
  const joined = useMemo(() => ({ ...held, ...messages }), [held, messages])
  return (
    <IntlProvider locale={useLocale()} messages={joined}>
      {children}
    </IntlProvider>
  )
}
