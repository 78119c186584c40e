'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/inputs.tsx'
import { useToast } from '#components/ui/toast.tsx'

const WAYS = ['PHONE', 'MESSAGE', 'IN_PERSON'] as const

/**
 * 出车: dispatches each note that is still inside by its own gate, in the order of the stops, then lets the vehicle go. Stops at
 * the first refusal and names its note; pressing again goes on from there.
 */
export function LeaveBar({
  trip,
  inside,
  dispatch,
  leave,
}: {
  trip: { accountSetId: number; paperId: string; number: string }
  /** Notes whose goods have not left yet, in the order of the stops. */
  inside: readonly { noteId: string; number: string }[]
  dispatch: FormAction<unknown>
  leave: FormAction<unknown>
}) {
  const t = useTranslations('trips')
  const say = useSentence(['trips', 'keeper'])
  const toast = useToast()
  const router = useRouter()
  const [notice, setNotice] = useState<(typeof WAYS)[number]>('PHONE')
  const [at, setAt] = useState<string | null>(null)
  const dispatched = useAction(dispatch)
  const left = useAction(leave)
  const { accountSetId, paperId } = trip

  async function go(): Promise<void> {
    dispatched.dismiss()
    left.dismiss()
    for (const note of inside) {
      setAt(note.number)
      const answer = await dispatched.send({ accountSetId, paperId: note.noteId, notice })
      if (answer?.status !== 'done') return router.refresh()
    }
    setAt(null)
    const answer = await left.send({ accountSetId, paperId })
    if (answer?.status === 'done') toast(t('leave.done', { number: trip.number }), 'positive')
    router.refresh()
  }

  const isSending = dispatched.isSending || left.isSending
  return (
    <Card title={t('leave.title')}>
      <div className="flex flex-col gap-2">
        <p>{t('leave.about', { count: inside.length })}</p>
        {at === null ? null : (
          <p role="status" className="font-mono">
            {t('leave.at', { number: at })}
          </p>
        )}
        <AnswerNotice answer={dispatched.answer} say={say} checkAgain={dispatched.checkAgain} />
        <AnswerNotice answer={left.answer} say={say} checkAgain={left.checkAgain} />
        <div className="flex flex-wrap items-end gap-2">
          <Field label={t('leave.notice')} className="min-w-40">
            {(control) => (
              <Select
                {...control}
                value={notice}
                onChange={(event) => setNotice(WAYS.find((way) => way === event.target.value) ?? 'PHONE')}
              >
                {WAYS.map((way) => (
                  <option key={way} value={way}>
                    {t(`leave.way.${way}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Button variant="primary" aria-disabled={isSending || undefined} onClick={() => void go()}>
            {t('leave.act')}
          </Button>
        </div>
      </div>
    </Card>
  )
}
