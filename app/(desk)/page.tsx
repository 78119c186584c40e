import { redirect } from 'next/navigation'
import { requireActor } from '#lib/auth/session.ts'
import { firstScreen } from './first-screen.ts'

/** Nobody stays here: each role begins where its question is answered. */
export default async function HomePage() {
  const actor = await requireActor()
  redirect(firstScreen(actor.roles))
}
