'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { TextField } from '#components/forms/fields.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useActionForm } from '#components/forms/use-action-form.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { approveApplicationInput, rejectApplicationInput } from '#lib/domain/billing-applications/schema.ts'

type Key = { accountSetId: number; applicationId: string; seenVersion: number }
type Changed = { applicationId: string }

/** Which acts this person has on this application, as it stands. */
export type ApplicationActsShown = { canDecide: boolean; canIssue: boolean; canWithdraw: boolean }

/** What can be done with an application now. */
export function ApplicationActs({
  applicationKey,
  shown,
  actions,
}: {
  applicationKey: Key
  shown: ApplicationActsShown
  actions: { approve: FormAction<Changed>; reject: FormAction<Changed>; withdraw: FormAction<Changed> }
}) {
  const t = useTranslations('billingApplications.acts')
  const router = useRouter()
  const onDone = useCallback(() => router.refresh(), [router])
  const props = { applicationKey, onDone }
  return (
    <Card title={t('title')}>
      <div className="flex flex-col gap-4">
        {shown.canIssue ? (
          <ButtonLink variant="primary" href={`/notes/new?application=${applicationKey.applicationId}`}>
            {t('issue')}
          </ButtonLink>
        ) : null}
        {shown.canDecide ? (
          <>
            <ApproveForm {...props} action={actions.approve} />
            <RejectForm {...props} action={actions.reject} />
          </>
        ) : null}
        {shown.canWithdraw ? <WithdrawButton {...props} action={actions.withdraw} /> : null}
        {Object.values(shown).some(Boolean) ? null : <p className="text-muted">{t('nothing')}</p>}
      </div>
    </Card>
  )
}

type FormProps = { applicationKey: Key; action: FormAction<Changed>; onDone: () => void }

function ApproveForm({ applicationKey, action, onDone }: FormProps) {
  const t = useTranslations('billingApplications.acts')
  const of = useActionForm({
    schema: approveApplicationInput,
    action,
    defaultValues: { ...applicationKey, remark: '' },
    namespace: 'billingApplications',
    onDone,
  })
  return (
    <ActionForm of={of} onReload={onDone}>
      <TextField of={of} name="remark" label={t('approveRemark')} maxLength={300} />
      <SubmitButton of={of}>{t('approve')}</SubmitButton>
    </ActionForm>
  )
}

function RejectForm({ applicationKey, action, onDone }: FormProps) {
  const t = useTranslations('billingApplications.acts')
  const of = useActionForm({
    schema: rejectApplicationInput,
    action,
    defaultValues: { ...applicationKey, remark: '' },
    namespace: 'billingApplications',
    onDone,
  })
  return (
    <ActionForm of={of} onReload={onDone}>
      <TextField of={of} name="remark" label={t('rejectRemark')} maxLength={300} isRequired />
      <SubmitButton of={of} variant="danger">
        {t('reject')}
      </SubmitButton>
    </ActionForm>
  )
}

function WithdrawButton({ applicationKey, action, onDone }: FormProps) {
  const t = useTranslations('billingApplications.acts')
  const say = useSentence('billingApplications')
  const sent = useAction(action, onDone)
  return (
    <div className="flex flex-col gap-2">
      <AnswerNotice
        answer={sent.answer}
        say={say}
        checkAgain={sent.checkAgain}

        onReload={onDone}
      />
      <Button aria-disabled={sent.isSending || undefined} onClick={() => void sent.send(applicationKey)}>
        {t('withdraw')}
      </Button>
    </div>
  )
}
