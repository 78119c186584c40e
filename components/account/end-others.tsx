'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'

/** Signs the person out everywhere but here. */
export function EndOthers({ action }: { action: FormAction<{ endedSessions: number }> }) {
  const t = useTranslations('account.sessions')
  const toast = useToast()
  const router = useRouter()
  const say = useSentence('account')
  const ending = useAction(action, ({ endedSessions }) => {
    toast(t('ended', { count: endedSessions }), 'positive')
    router.refresh()
  })
  return (
    <div className="flex flex-col gap-2">
      <AnswerNotice answer={ending.answer} say={say} checkAgain={ending.checkAgain} />
      <div>
        <Button onClick={() => void ending.send({})} aria-disabled={ending.isSending || undefined}>
          {t('endOthers')}
        </Button>
      </div>
    </div>
  )
}
