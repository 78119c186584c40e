import { cookies, headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import type { Permission } from '#lib/auth/permissions.ts'
import { requestTrace } from '#lib/auth/request-trace.ts'
import { signInCookies, tokenOfCookie } from '#lib/auth/session-cookie.ts'
import { type SignedInPerson, personOfToken } from '#lib/auth/session-store.ts'
import { orAway } from '#lib/db/constraint-errors.ts'
import { readEnvironment, requireServerSettings } from '#lib/db/env.ts'
import { theDatabase } from '#lib/db/process-database.ts'
import { systemClock } from '#lib/kernel/clock.ts'

/** The person of a request; `isDemo` says that this whole desk is the demo. */
export type RequestPerson = SignedInPerson & { isDemo: boolean }

/** Where the first password is changed. */
export const FIRST_PASSWORD_PATH = '/account/password'

/**
 * The person who sent this request, or null. One statement a request, however often it is asked; every page's first,
 * so that a database that is away is told here (F13).
 */
export const currentActor = cache(async (): Promise<RequestPerson | null> => {
  const environment = readEnvironment()
  const cookie = (await cookies()).get(signInCookies().sessionToken.name)?.value
  const token = await tokenOfCookie(cookie, requireServerSettings(environment).nextauthSecret)
  if (token === null) return null
  const vault = { db: theDatabase(), clock: systemClock }
  const person = await orAway(personOfToken(vault, token, requestTrace(await headers())))
  return person && { ...person, isDemo: environment.SILIAN_DEMO }
})

/** The person, with their first password still to change or not; nobody goes to sign in and comes back here. */
export async function requireSignedIn(): Promise<RequestPerson> {
  const actor = await currentActor()
  if (actor) return actor
  const path = (await headers()).get('x-desk-path') ?? '/'
  return redirect(path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`)
}

/** The person a page is for. Whoever still has the password they were given changes it first (A40). */
export async function requireActor(): Promise<RequestPerson> {
  const actor = await requireSignedIn()
  return actor.mustChangePassword ? redirect(FIRST_PASSWORD_PATH) : actor
}

/** The person, who has the permission; for anybody else there is no such page. */
export async function requirePermission(permission: Permission): Promise<RequestPerson> {
  const actor = await requireActor()
  return actor.permissions.has(permission) ? actor : notFound()
}
