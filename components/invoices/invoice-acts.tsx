'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { SelectField, TextField } from '#components/forms/fields.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { Checkbox } from '#components/ui/inputs.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { issueInvoiceInput, requestRedInput, reviewInvoiceInput } from '#lib/domain/invoices/schema.ts'
import { invoiceHref } from './invoice-links.ts'

type Seen = { accountSetId: number; paperId: string; version: number }

function useDone(sentence: string): () => void {
  const toast = useToast()
  const router = useRouter()
  return () => {
    toast(sentence, 'positive')
    router.refresh()
  }
}

/** The accountant lets a request go to the platform, or sends it back with a reason. */
export function ReviewForm({ seen, action }: { seen: Seen; action: FormAction<unknown> }) {
  const t = useTranslations('invoices')
  const onDone = useDone(t('reviewed'))
  const of = useActionForm({
    schema: reviewInvoiceInput,
    action,
    defaultValues: { ...seen, decision: 'REVIEWED' as const, remark: '' },
    namespace: 'invoices',
    onDone,
  })
  return (
    <ActionForm of={of} className="flex flex-col gap-3">
      <SelectField of={of} name="decision" label={t('review')}>
        <option value="REVIEWED">{t('approve')}</option>
        <option value="REJECTED">{t('reject')}</option>
      </SelectField>
      <TextField of={of} name="remark" label={t('column.reviewRemark')} hint={t('rejectReason')} />
      <div>
        <SubmitButton of={of}>{t('review')}</SubmitButton>
      </div>
    </ActionForm>
  )
}

/** The platform's number and day. */
export function IssueForm({
  seen,
  today,
  action,
}: {
  seen: Seen
  today: string
  action: FormAction<unknown>
}) {
  const t = useTranslations('invoices')
  const onDone = useDone(t('issued'))
  const of = useActionForm({
    schema: issueInvoiceInput,
    action,
    defaultValues: { ...seen, platformNumber: '', issuedOn: today },
    namespace: 'invoices',
    onDone,
  })
  return (
    <ActionForm of={of} className="flex flex-col gap-3">
      <p className="text-muted">{t('issueAbout')}</p>
      <TextField
        of={of}
        name="platformNumber"
        label={t('column.platformNumber')}
        inputMode="numeric"
        isRequired
      />
      <TextField of={of} name="issuedOn" type="date" label={t('column.issuedOn')} isRequired />
      <div>
        <SubmitButton of={of}>{t('issue')}</SubmitButton>
      </div>
    </ActionForm>
  )
}

type Line = { lineNo: number; productName: string; noteNumber: string }

/** Which lines of an issued invoice are taken back, and why. */
export function RedForm({
  source,
  lines,
  action,
}: {
  source: { accountSetId: number; paperId: string }
  lines: readonly Line[]
  action: FormAction<{ accountSetId: number; paperId: string; number: string }>
}) {
  const t = useTranslations('invoices')
  const toast = useToast()
  const router = useRouter()
  const [chosen, setChosen] = useState(() => lines.map(({ lineNo }) => lineNo))
  const of = useActionForm({
    schema: requestRedInput,
    action,
    defaultValues: {
      ...{ accountSetId: source.accountSetId, sourcePaperId: source.paperId, remark: '' },
      lineNos: chosen,
    },
    namespace: 'invoices',
    onDone: (done) => {
      toast(t('requested', { number: done.number }), 'positive')
      router.push(invoiceHref(done))
    },
  })
  const toggle = (lineNo: number): void => {
    const next = chosen.includes(lineNo) ? chosen.filter((one) => one !== lineNo) : [...chosen, lineNo]
    setChosen(next)
    of.form.setValue('lineNos', next)
  }
  return (
    <ActionForm of={of} className="flex flex-col gap-3">
      <p className="text-muted">{t('redAbout')}</p>
      {lines.map(({ lineNo, productName, noteNumber }) => (
        <Checkbox
          key={lineNo}
          label={`${lineNo} · ${productName} · ${noteNumber}`}
          checked={chosen.includes(lineNo)}
          onChange={() => toggle(lineNo)}
        />
      ))}
      <TextField of={of} name="remark" label={t('redReason')} isRequired />
      <div>
        <SubmitButton of={of} variant="danger">
          {t('requestRed')}
        </SubmitButton>
      </div>
    </ActionForm>
  )
}
