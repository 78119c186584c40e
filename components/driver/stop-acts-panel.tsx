'use client'

import { ActsPanel } from './acts-panel.tsx'
import type { DriverActions } from './stop-work.tsx'
import { useActs } from './use-acts.ts'

/** The same panel over the list of stops: what is on the phone goes on from here too. */
export function DriverActs({ actions, userId }: { actions: DriverActions; userId: string }) {
  const { acts, isOffline, drop } = useActs(actions, userId)
  return <ActsPanel state={{ acts, isOffline }} drop={drop} />
}
