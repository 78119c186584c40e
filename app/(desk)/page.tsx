import { redirect } from 'next/navigation'
import { requireActor } from '#lib/auth/session.ts'
import { firstRoomOf } from '#components/shell/navigation.ts'

/** The first screen answers a person's one question without a click. */
export default async function HomePage() {
  const actor = await requireActor()
  redirect(firstRoomOf(actor.permissions).href)
}
