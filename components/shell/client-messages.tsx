import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import { pickNamespaces } from '#lib/i18n/messages.ts'
import { AddedMessages } from './added-messages.tsx'

/**
 * Sends the named namespaces to the client components inside, beside those that are there already.
 * A page wraps only the island that needs them: what only server components say never leaves the server.
 */
export async function ClientMessages({
  namespaces,
  children,
}: {
  namespaces: readonly string[]
  children: ReactNode
}) {
  return <AddedMessages messages={pickNamespaces(await getMessages(), namespaces)}>{children}</AddedMessages>
}
