'use client'

import { useTranslations } from 'next-intl'
import { SendButton } from '#components/forms/send-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'

/** Closes notes of which nothing is open any more: one by its number, or several. */
export function CloseButton({
  accountSetId,
  notes,
  action,
}: {
  accountSetId: number
  notes: readonly { paperId: string; number: string }[]
  action: FormAction<unknown>
}) {
  const t = useTranslations('closings')
  const [only] = notes
  const count = notes.length
  const isOne = count === 1 && only !== undefined
  return (
    <SendButton
      action={action}
      input={{ accountSetId, paperIds: notes.map(({ paperId }) => paperId) }}
      label={isOne ? t('close') : t('closeMany', { count })}
      question={isOne ? t('closeAbout', { number: only.number }) : t('closeManyAbout', { count })}
      doneText={t('done')}
      namespace="closings"
      variant="primary"
    />
  )
}
