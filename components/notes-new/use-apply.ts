'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useState, type ComponentProps, type Dispatch, type RefObject } from 'react'
import type { Answer } from '#components/forms/send-once.ts'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import type { ApplyDialog } from './apply-dialog.tsx'
import { firstWrong, type WrongPlace } from './note-figures.ts'
import type { Note, NoteAct, NoteState } from './note-state.ts'
import { noteInputOf, orderInputOf, wrongPlaceOf } from './note-wire.ts'
import type { LiveCheck } from './use-note-check.ts'
import type { Trouble } from './use-trouble.ts'

export type Applied = { applicationId: string; number: string; orderId: string; orderNumber: string | null }
export type Recorded = { orderId: string; number: string }

type Actions = { apply: FormAction<Applied>; recordOrder: FormAction<Recorded> }

type Needs = {
  dispatch: Dispatch<NoteAct>
  tell: (trouble: Trouble) => void
  point: (place: WrongPlace) => void
  live: LiveCheck
}

export type Applying = {
  isOpen: boolean
  open: () => void
  dialog: Omit<ComponentProps<typeof ApplyDialog>, 'say'>
  /** Records the order now, for a salesperson to check before the note can be issued (R53). */
  recordOrder: () => void
  orderAnswer: Answer<Recorded> | null
  checkOrderAgain: () => unknown
}

const ASKS: ReadonlySet<string> = new Set([
  'applicationNeeded',
  'applicationRejected',
  'differsFromApplication',
  'underFloor',
  'offList',
  'overdue',
  'overCredit',
  'discountNeedsConsent',
])

/** Whether the sales manager has been asked and has not answered yet. */
export function isAsked(live: LiveCheck): boolean {
  return live.check?.checklist.items.some((item) => item.code === 'applicationWaiting') === true
}

function asksForConsent(live: LiveCheck): boolean {
  return live.check?.checklist.items.some((item) => item.state === 'unmet' && ASKS.has(item.code)) === true
}

/** The acts that clear a rule without leaving the note: asking a sales manager, and recording the order first. */
export function useApply(actions: Actions, latest: RefObject<NoteState>, needs: Needs): Applying {
  const { dispatch, tell, point, live } = needs
  const t = useTranslations('gates/words.value.reasons')
  const [isOpen, setIsOpen] = useState(false)
  const apply = useAction(actions.apply)
  const record = useAction(actions.recordOrder)
  const { send, dismiss, checkAgain } = apply
  const { send: sendOrder } = record

  const open = useCallback(() => {
    const place = firstWrong(latest.current)
    if (place !== null) return point(place)
    if (isAsked(live)) return tell({ kind: 'alreadyAsked' })
    if (!asksForConsent(live)) return tell({ kind: 'notNeeded' })
    dismiss()
    setIsOpen(true)
  }, [latest, live, point, tell, dismiss])

  const close = useCallback(() => setIsOpen(false), [])

  const take = useCallback(
    (answer: Answer<Applied> | null) => {
      if (answer?.status === 'done') {
        const { applicationId, number, orderId, orderNumber } = answer.value
        const order = orderNumber === null ? latest.current.order : { id: orderId, number: orderNumber }
        dispatch({ kind: 'setOrder', order })
        dispatch({ kind: 'setApplication', application: { id: applicationId, number } })
        tell({ kind: 'applied', number })
        setIsOpen(false)
      } else if (answer?.status === 'invalid') {
        setIsOpen(false)
        const place = wrongPlaceOf(answer.fields, latest.current)
        if (place !== null) point(place)
      }
    },
    [latest, dispatch, tell, point],
  )

  const onApply = useCallback(
    (remark: string) => void send({ note: noteInputOf(latest.current), remark }).then(take),
    [send, latest, take],
  )

  const recordOrder = useCallback(() => {
    const place = firstWrong(latest.current)
    if (place !== null) return point(place)
    void sendOrder(orderInputOf(latest.current)).then((answer) => {
      if (answer?.status === 'done') {
        dispatch({ kind: 'setOrder', order: { id: answer.value.orderId, number: answer.value.number } })
        tell({ kind: 'recorded', number: answer.value.number })
      } else if (answer?.status === 'invalid') pointAt(answer.fields, latest.current, point)
    })
  }, [latest, sendOrder, dispatch, tell, point])

  const reasons = (live.check?.reasons ?? []).map((reason) => t(reason))
  const { isSending, answer } = apply
  const dialog = {
    ...{ reasons, isSending, answer, onApply, onClose: close },
    checkAgain: () => checkAgain().then(take),
  }
  return { isOpen, open, dialog, recordOrder, orderAnswer: record.answer, checkOrderAgain: record.checkAgain }
}

function pointAt(fields: Readonly<Record<string, string>>, note: Note, point: Needs['point']): void {
  const place = wrongPlaceOf(fields, note)
  if (place !== null) point(place)
}
