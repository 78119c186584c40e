'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { CameraIcon } from '#components/ui/icons-action.tsx'
import { CheckIcon } from '#components/ui/icons-status.tsx'
import { shrinkPhoto } from './shrink-photo.ts'

const words = { SIGNED_COPY: 'photo', WAYBILL: 'waybill', GOODS: 'goods' } as const

/** The photograph of the copy that the customer signed on paper; filed with the note, then named by its hash. */
export function SignedPhoto({
  note,
  attach,
  purpose = 'SIGNED_COPY',
  onFiled,
}: {
  note: { accountSetId: number; paperId: string }
  attach: FormAction<{ hash: string }>
  /** The copy the customer signed, the freight agent's consignment note (R51), or goods that were not taken (R114). */
  purpose?: keyof typeof words
  onFiled: (hash: string) => void
}) {
  const t = useTranslations('driver.sign')
  const say = useSentence('driver')
  const [state, setState] = useState<'none' | 'working' | 'filed' | 'unreadable'>('none')
  const sent = useAction(attach, ({ hash }) => {
    setState('filed')
    onFiled(hash)
  })

  async function take(file: File | undefined): Promise<void> {
    if (file === undefined) return
    setState('working')
    try {
      const picture = await shrinkPhoto(file)
      const { accountSetId, paperId } = note
      const answer = await sent.send({ of: { accountSetId, paperId }, purpose, picture })
      if (answer?.status !== 'done') setState('none')
    } catch {
      setState('unreadable')
    }
  }

  return (
    <div className="flex flex-col gap-2">
      <AnswerNotice answer={sent.answer} say={say} checkAgain={sent.checkAgain} />
      <label className="flex min-h-24 cursor-pointer items-center justify-center gap-2 rounded-md border border-dashed border-line-strong bg-surface text-base focus-within:outline-2 focus-within:outline-accent">
        <CameraIcon className="size-5" />
        {t(words[purpose])}
        <input
          type="file"
          accept="image/*"
          capture="environment"
          className="sr-only"
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </label>
      <p role="status" className={state === 'unreadable' ? 'text-danger' : 'text-positive'}>
        {state === 'filed' ? <CheckIcon className="mr-1 inline size-4" /> : null}
        {state === 'none' ? null : t(`photoState.${state}`)}
      </p>
    </div>
  )
}
