'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Checkbox, Textarea, TextInput } from '#components/ui/inputs.tsx'
import type { LineView } from '#lib/domain/delivery-notes/road-view.ts'

/** What is short or not good about one line: how much there is, and why. The clerk sees it at once. */
export function ShortDialog({
  note,
  line,
  action,
  onClose,
}: {
  note: { accountSetId: number; paperId: string }
  line: LineView
  action: FormAction<unknown>
  onClose: (isRecorded: boolean) => void
}) {
  const t = useTranslations('keeper')
  const say = useSentence('keeper')
  const router = useRouter()
  const [picked, setPicked] = useState(line.pick?.picked ?? line.due)
  const [isQualityGood, setIsQualityGood] = useState(line.pick?.isQualityGood ?? true)
  const [remark, setRemark] = useState(line.pick?.remark ?? '')
  const sent = useAction(action, () => {
    router.refresh()
    onClose(true)
  })
  const fields = sent.answer?.status === 'invalid' ? sent.answer.fields : {}
  const wrong = (name: string) => {
    const code = fields[`lines.0.${name}`]
    return code === undefined ? undefined : say('invalid', code)
  }
  const send = () =>
    sent.send({
      accountSetId: note.accountSetId,
      paperId: note.paperId,
      lines: [{ lineNo: line.lineNo, picked, isQualityGood, remark }],
    })
  return (
    <Dialog
      isOpen
      onClose={() => onClose(false)}
      title={t('shortTitle', { line: line.lineNo, product: line.productName })}
      footer={
        <Button variant="primary" aria-disabled={sent.isSending || undefined} onClick={() => void send()}>
          {t('recordShort')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <AnswerNotice answer={sent.answer} say={say} checkAgain={sent.checkAgain} />
        <Field label={t('pickedLabel', { due: line.due })} error={wrong('picked')}>
          {(control) => (
            <TextInput {...control} value={picked} onChange={(event) => setPicked(event.target.value)} />
          )}
        </Field>
        <Checkbox
          label={t('qualityGood')}
          checked={isQualityGood}
          onChange={(event) => setIsQualityGood(event.target.checked)}
        />
        <Field label={t('remarkLabel')} error={wrong('remark')}>
          {(control) => (
            <Textarea {...control} value={remark} onChange={(event) => setRemark(event.target.value)} />
          )}
        </Field>
      </div>
    </Dialog>
  )
}
