import { useState } from 'react'
import { focusOpenCell } from './open-cells.ts'
import { focusHead } from './open-head.tsx'
import type { OpenState } from './open-state.ts'
import { stillWrong, type WrongPlace } from './open-wrong.ts'

/** What is wrong on the form until something else is typed there; showing it puts the cursor into the first of it. */
export function useWrongPlaces(state: { readonly current: OpenState }): {
  wrong: readonly WrongPlace[]
  show: (places: readonly WrongPlace[]) => void
} {
  const [shown, setShown] = useState<{ places: readonly WrongPlace[]; typed: OpenState } | null>(null)
  return {
    wrong: shown === null ? [] : stillWrong(shown.places, shown.typed, state.current),
    show: (places) => {
      setShown({ places, typed: state.current })
      const [first] = places
      if (first?.at === 'head') focusHead(first.field)
      else if (first !== undefined) focusOpenCell(first.key, first.column)
    },
  }
}
