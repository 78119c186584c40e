'use client'

import { useCallback, useRef, useState, type RefObject } from 'react'
import type { Answer } from '#components/forms/send-once.ts'
import { useAction, type FormAction, type Proof } from '#components/forms/use-action.ts'
import type { Checklist } from '#lib/kernel/gate.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import type { Issued } from './issued-panel.tsx'
import { noteFigures, type WrongPlace } from './note-figures.ts'
import type { Note, NoteState } from './note-state.ts'
import { issueInputOf, sentLines, wrongPlaceOf } from './note-wire.ts'
import type { ToSign } from './signing-dialog.tsx'

export type Stage =
  | { kind: 'writing' }
  | { kind: 'signing'; toSign: Omit<ToSign, 'signerName'> }
  | { kind: 'issued'; issued: Issued }

export type Issuing = {
  stage: Stage
  isSending: boolean
  /** What stands in the dialog: a wrong PIN, no answer yet. */
  answer: Answer<Issued> | null
  checkAgain: () => unknown
  open: () => void
  close: () => void
  sign: (proof: Proof) => void
  /** The very input that will be sent, for a passkey to be bound to. */
  input: () => Promise<object>
  startNext: () => void
}

type Told = {
  /** The server's whole gate, when it refused. */
  onRefused: (gate: Checklist) => void
  onWrong: (place: WrongPlace) => void
  /** The draft moved on in another window. */
  onStale: (answer: Extract<Answer<Issued>, { status: 'stale' }>) => void
}

function toSignOf(note: Note): Omit<ToSign, 'signerName'> {
  const { worked } = noteFigures(note)
  return {
    customerName: note.customer?.name ?? '',
    lineCount: sentLines(note).length,
    grossFen: worked?.grossFen ?? 0n,
  }
}

/**
 * Signing and issuing. The draft rests while the dialog is open, so that exactly what is read is what is sent;
 * a refusal closes the dialog and leaves everything typed as it is.
 */
export function useIssue(
  action: FormAction<Issued>,
  keeper: DraftKeeper,
  latest: RefObject<NoteState>,
  told: Told,
): Issuing {
  const [stage, setStage] = useState<Stage>({ kind: 'writing' })
  const prepared = useRef<Promise<object> | null>(null)
  const sent = useAction(action)
  const { send, checkAgain: ask, dismiss } = sent

  const take = useCallback(
    (answer: Answer<Issued> | null) => {
      if (answer === null) return
      const leave = (): void => {
        dismiss()
        keeper.resume()
        setStage({ kind: 'writing' })
      }
      if (answer.status === 'done') {
        keeper.forget()
        setStage({ kind: 'issued', issued: answer.value })
      } else if (answer.status === 'refused' && answer.refusal.checklist !== undefined) {
        leave()
        told.onRefused(answer.refusal.checklist)
      } else if (answer.status === 'invalid') {
        const place = wrongPlaceOf(answer.fields, latest.current)
        leave()
        if (place !== null) told.onWrong(place)
      } else if (answer.status === 'stale') {
        leave()
        told.onStale(answer)
      }
    },
    [dismiss, keeper, latest, told],
  )

  const open = useCallback(() => {
    prepared.current = keeper.rest().then(() => issueInputOf(latest.current, keeper.keptId))
    dismiss()
    setStage({ kind: 'signing', toSign: toSignOf(latest.current) })
  }, [keeper, latest, dismiss])

  const close = useCallback(() => {
    keeper.resume()
    setStage({ kind: 'writing' })
  }, [keeper])

  const input = useCallback(() => prepared.current ?? Promise.resolve({}), [])
  const sign = useCallback(
    (proof: Proof) => void input().then((whole) => send(whole, proof).then(take)),
    [input, send, take],
  )
  const checkAgain = useCallback(() => ask().then(take), [ask, take])
  const startNext = useCallback(() => setStage({ kind: 'writing' }), [])

  const { isSending, answer } = sent
  return { stage, isSending, answer, checkAgain, open, close, sign, input, startNext }
}
