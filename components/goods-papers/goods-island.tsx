import type { ReactNode } from 'react'
import { CUSTODY_NAMESPACES } from '#components/custody/namespaces.ts'
import { SayRooms } from '#components/custody/say-rooms.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'

const SHARED_GATES = ['countGoods', 'verifyGoods', 'voidGoods', 'reverseGoods', 'postGoods']

/**
 * Sends the words of goods papers to the acts inside: the room's own, which come first when an act is refused, those
 * that all kinds share, and the sentences of the gates that may refuse. `gates` are further steps of the room.
 */
export function GoodsIsland({
  room,
  gates = [],
  also = [],
  children,
}: {
  /** The room's namespace of messages. */
  room: string | null
  gates?: readonly string[]
  /** Further namespaces that what stands inside needs. */
  also?: readonly string[]
  children: ReactNode
}) {
  const own = room === null ? [] : [room]
  const steps = [...new Set([...SHARED_GATES, ...gates])]
  return (
    <ClientMessages
      namespaces={['goods', 'notePage', ...own, ...also, ...CUSTODY_NAMESPACES, ...gateNamespaces(...steps)]}
    >
      <SayRooms rooms={[...own, 'goods']}>{children}</SayRooms>
    </ClientMessages>
  )
}
