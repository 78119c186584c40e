'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActButton } from '#components/forms/act-button.tsx'
import { BottomBar } from '#components/ui/bottom-bar.tsx'
import { Button } from '#components/ui/button.tsx'
import type { NoteView } from '#lib/domain/delivery-notes/road-view.ts'
import { DispatchDialog } from './dispatch-dialog.tsx'
import type { KeeperActions } from './keeper-actions.ts'
import { SignDialog } from './sign-dialog.tsx'

export type NextAct = 'ACCEPT' | 'PREPARE' | 'SIGN' | 'DISPATCH' | 'WAIT_VERIFY' | null

/** The one next act of this person on this note. */
export function nextActOf(note: NoteView, userId: string): NextAct {
  if (note.status === 'ISSUED')
    return note.copies.every((copy) => copy.offeredToId === userId) ? 'ACCEPT' : null
  if (note.status === 'PICKING') return 'PREPARE'
  if (note.status !== 'PREPARED' && note.status !== 'VERIFIED') return null
  if (note.keeperId === userId && !note.signedSlots.includes('KEEPER')) return 'SIGN'
  return note.status === 'VERIFIED' ? 'DISPATCH' : 'WAIT_VERIFY'
}

/** The bar at the lower edge with that act alone. */
export function NextActBar({
  note,
  userId,
  isGateOpen,
  prepareInput,
  isAllPicked,
  hasPasskeys,
  actions,
  onPrepared,
}: {
  note: NoteView
  userId: string
  isGateOpen: boolean
  prepareInput: unknown
  isAllPicked: boolean
  hasPasskeys: boolean
  actions: KeeperActions
  onPrepared: () => void
}) {
  const t = useTranslations('keeper')
  const [open, setOpen] = useState<'SIGN' | 'DISPATCH' | null>(null)
  const act = nextActOf(note, userId)
  const { accountSetId, paperId, number } = note
  const close = () => setOpen(null)
  if (act === null) return null
  return (
    <>
      <BottomBar>
        {act === 'ACCEPT' ? (
          <ActButton
            variant="primary"
            namespace="keeper"
            action={actions.accept}
            input={{ accountSetId, paperId }}
            label={t('accept')}
            doneText={t('accepted', { number })}
          />
        ) : null}
        {act === 'PREPARE' ? (
          <ActButton
            variant="primary"
            namespace="keeper"
            action={actions.prepare}
            input={prepareInput}
            label={t('prepare')}
            doneText={t('prepared', { number })}
            isDisabled={!isAllPicked}
            onDone={onPrepared}
          />
        ) : null}
        {act === 'SIGN' ? (
          <Button variant="primary" onClick={() => setOpen('SIGN')}>
            {t('signNow')}
          </Button>
        ) : null}
        {act === 'DISPATCH' ? (
          <Button
            variant="primary"
            aria-disabled={!isGateOpen || undefined}
            onClick={() => (isGateOpen ? setOpen('DISPATCH') : undefined)}
          >
            {t('dispatchNow')}
          </Button>
        ) : null}
        {act === 'WAIT_VERIFY' ? (
          <p className="self-center text-center text-muted">{t('waitVerify')}</p>
        ) : null}
      </BottomBar>
      {open === 'SIGN' ? (
        <SignDialog
          note={note}
          question={t('sign.question', { customer: note.customerName, lines: note.lines.length })}
          action={actions.sign}
          askToSign={actions.askToSign}
          hasPasskeys={hasPasskeys}
          onClose={close}
        />
      ) : null}
      {open === 'DISPATCH' ? <DispatchDialog note={note} action={actions.dispatch} onClose={close} /> : null}
    </>
  )
}
