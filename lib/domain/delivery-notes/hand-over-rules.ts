import type { NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import { type Gate, met, type Rule, unmet } from '#lib/kernel/gate.ts'

/** What stands between an issued note and its keeper. */
export type HandToKeeperFacts = {
  status: NoteStatus
  /** Who would hand over. */
  handerId: string
  copies: readonly {
    kind: string
    keeperId: string | null
    keeperName: string | null
    offeredPlace: string | null
    offeredToId: string | null
    offeredToName: string | null
  }[]
}

const wholeSet: Rule<HandToKeeperFacts> = {
  id: 'R3',
  check: ({ copies, handerId }) => {
    const offered = copies.find((copy) => copy.offeredPlace !== null)
    if (offered) {
      const params = { copy: offered.kind, name: offered.offeredToName ?? '' }
      return offered.offeredPlace === 'WAREHOUSE'
        ? unmet('waitsForKeeper', { role: 'KEEPER', act: 'note.acceptAtWarehouse' }, params)
        : unmet('offeredElsewhere', { role: 'CLERK', act: 'copies.takeBack' }, params)
    }
    const away = copies.find((copy) => copy.keeperId !== handerId)
    return away
      ? unmet(
          'copyElsewhere',
          { role: 'CLERK', act: 'copies.accept' },
          { copy: away.kind, name: away.keeperName ?? '' },
        )
      : met()
  },
}

/** 交仓管: the four copies go to one named keeper, together (R3). */
export const HAND_TO_KEEPER_GATE: Gate<HandToKeeperFacts> = { step: 'handToKeeper', rules: [wholeSet] }
