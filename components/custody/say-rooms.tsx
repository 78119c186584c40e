'use client'

import { createContext, useContext, useMemo, type ReactNode } from 'react'

const CUSTODY = ['custody']
const Rooms = createContext<readonly string[]>(CUSTODY)

/** Whose sentences the acts inside say first when they are refused; those about copies come after. */
export function SayRooms({ rooms, children }: { rooms: readonly string[]; children: ReactNode }) {
  const all = useMemo(() => [...rooms, ...CUSTODY], [rooms])
  return <Rooms value={all}>{children}</Rooms>
}

/** The namespaces in which an act about a paper looks for its sentences, in order. */
export function usePaperRooms(): readonly string[] {
  return useContext(Rooms)
}
