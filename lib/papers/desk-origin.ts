import { headers } from 'next/headers'
import { readEnvironment } from '#lib/db/env.ts'

/**
 * The address that QR codes lead to: the public one where it is set, else the one this request came to. Forwarded
 * names are not believed: a code on paper outlives the request (A36).
 */
export async function deskOrigin(): Promise<string> {
  const { PUBLIC_URL, PORT } = readEnvironment()
  if (PUBLIC_URL !== undefined) return new URL(PUBLIC_URL).origin
  return `http://${(await headers()).get('host') ?? `localhost:${PORT}`}`
}
