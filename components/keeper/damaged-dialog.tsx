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
import { Select, Textarea, TextInput } from '#components/ui/inputs.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { LineView } from '#lib/domain/delivery-notes/road-view.ts'

export type DamagedLine = Pick<LineView, 'lineNo' | 'productName' | 'casesDue' | 'casesKept' | 'bottlesDue'>

/** A label that cannot be read: which, what is left of it, and why. A second person decides. */
export function DamagedDialog({
  note,
  line,
  action,
  onClose,
}: {
  note: { accountSetId: number; paperId: string }
  line: DamagedLine
  action: FormAction<unknown>
  onClose: () => void
}) {
  const t = useTranslations('codes')
  const say = useSentence('codes')
  const toast = useToast()
  const router = useRouter()
  const isCaseOpen = line.casesKept < line.casesDue
  const [kind, setKind] = useState(isCaseOpen ? 'CASE' : 'BOTTLE')
  const [code, setCode] = useState('')
  const [reason, setReason] = useState('')
  const sent = useAction(action, () => {
    toast(t('damaged.reported'), 'positive')
    router.refresh()
    onClose()
  })
  const fields = sent.answer?.status === 'invalid' ? sent.answer.fields : {}
  const wrong = fields['reason']
  const { accountSetId, paperId } = note
  const input = { accountSetId, paperId, lineNo: line.lineNo, kind, code, reason }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('damaged.line', { line: line.lineNo, product: line.productName })}
      footer={
        <Button
          variant="primary"
          aria-disabled={sent.isSending || undefined}
          onClick={() => void sent.send(input)}
        >
          {t('damaged.send')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <AnswerNotice answer={sent.answer} say={say} checkAgain={sent.checkAgain} />
        <p className="text-muted">{t('damaged.about')}</p>
        <Select aria-label={t('kind.CASE')} value={kind} onChange={(event) => setKind(event.target.value)}>
          {line.casesDue > 0 ? <option value="CASE">{t('kind.CASE')}</option> : null}
          {line.casesDue > 0 ? <option value="SECONDARY">{t('kind.SECONDARY')}</option> : null}
          {line.bottlesDue > 0 ? <option value="BOTTLE">{t('kind.BOTTLE')}</option> : null}
        </Select>
        <Field label={t('damaged.readable')}>
          {(control) => (
            <TextInput {...control} value={code} onChange={(event) => setCode(event.target.value)} />
          )}
        </Field>
        <Field
          label={t('damaged.reason')}
          isRequired
          error={wrong === undefined ? undefined : say('invalid', wrong)}
        >
          {(control) => (
            <Textarea {...control} value={reason} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
      </div>
    </Dialog>
  )
}
