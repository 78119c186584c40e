'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { newOneTimePassword } from '#lib/kernel/one-time-password.ts'
import { OneTimePassword } from './one-time-password.tsx'

type Member = { userId: string; version: number; displayName: string }
type Ended = { endedSessions: number }

/** Gives a member a one-time password, shown once in the dialog. */
export function ResetPasswordAct({ member, action }: { member: Member; action: FormAction<Ended> }) {
  const t = useTranslations('staff.act')
  const [isOpen, setIsOpen] = useState(false)
  const [password, setPassword] = useState('')
  const [isDone, setIsDone] = useState(false)
  const router = useRouter()
  const say = useSentence('staff')
  const resetting = useAction(action, () => setIsDone(true))
  const open = (): void => {
    setPassword(newOneTimePassword())
    setIsDone(false)
    resetting.dismiss()
    setIsOpen(true)
  }
  const close = (): void => {
    setIsOpen(false)
    if (isDone) router.refresh()
  }
  const { userId, version, displayName: name } = member
  return (
    <>
      <Button onClick={open}>{t('resetPassword')}</Button>
      <Dialog isOpen={isOpen} onClose={close} title={t('resetPassword')}>
        <div className="flex flex-col gap-3">
          <AnswerNotice answer={resetting.answer} say={say} checkAgain={resetting.checkAgain} />
          {isDone ? (
            <OneTimePassword name={name} password={password} />
          ) : (
            <>
              <p>{t('resetPasswordAbout', { name })}</p>
              <div>
                <Button
                  variant="primary"
                  aria-disabled={resetting.isSending || undefined}
                  onClick={() => void resetting.send({ userId, version, oneTimePassword: password })}
                >
                  {t('resetPassword')}
                </Button>
              </div>
            </>
          )}
        </div>
      </Dialog>
    </>
  )
}

/** Signs a member out everywhere. */
export function EndSessionsAct({ userId, action }: { userId: string; action: FormAction<Ended> }) {
  const t = useTranslations('staff.act')
  const toast = useToast()
  const router = useRouter()
  const say = useSentence('staff')
  const ending = useAction(action, () => {
    toast(t('done'), 'positive')
    router.refresh()
  })
  return (
    <>
      <Button onClick={() => void ending.send({ userId })} aria-disabled={ending.isSending || undefined}>
        {t('endSessions')}
      </Button>
      <AnswerNotice answer={ending.answer} say={say} checkAgain={ending.checkAgain} />
    </>
  )
}
