'use client'

import { useCallback, useEffect, useState } from 'react'
import type { Say } from '#components/forms/use-sentence.ts'
import { fieldId, focusCell, focusOn } from './cells.ts'
import type { WrongPlace } from './note-figures.ts'
import type { Note } from './note-state.ts'

export type Wrong = {
  /** Row key to `column code`. */
  lines: Readonly<Record<string, string>>
  field: { field: string; code: string } | null
}

const NOTHING: Wrong = { lines: {}, field: null }

/** Keeps what is wrong and puts the cursor there; the next change of the note clears it. */
export function useWrong(
  note: Pick<Note, 'lines' | 'header' | 'customer'>,
  say: Say,
): {
  wrong: Wrong
  /** The field that is wrong, with its sentence. */
  wrongField: { field: string; sentence: string } | null
  point: (place: WrongPlace) => void
} {
  const [wrong, setWrong] = useState<Wrong>(NOTHING)
  const { lines, header, customer } = note

  useEffect(() => setWrong(NOTHING), [lines, header, customer])

  const point = useCallback((place: WrongPlace) => {
    if (place.at === 'field') {
      setWrong({ lines: {}, field: { field: place.field, code: place.code } })
      focusOn(fieldId(place.field))
    } else {
      setWrong({ lines: { [place.key]: `${place.column} ${place.code}` }, field: null })
      focusCell(place.key, place.column)
    }
  }, [])

  const wrongField =
    wrong.field === null ? null : { field: wrong.field.field, sentence: say('invalid', wrong.field.code) }
  return { wrong, wrongField, point }
}
