'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { ActButton } from '#components/forms/act-button.tsx'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { NumberField, TextField } from '#components/forms/fields.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { useActionForm } from '#components/forms/use-action-form.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { approveApplicationInput, rejectApplicationInput } from '#lib/domain/billing-applications/schema.ts'

type Key = { accountSetId: number; applicationId: string; seenVersion: number }
type Changed = { applicationId: string }

/** Which acts this person has on this application, as it stands. */
export type ApplicationActsShown = { canDecide: boolean; canIssue: boolean; canWithdraw: boolean }

/** What can be done with an application now. */
export function ApplicationActs({
  applicationKey,
  exposure,
  shown,
  actions,
}: {
  applicationKey: Key
  /** What the customer's exposure would be, where credit is asked for; null where it is not. */
  exposure: string | null
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
            <ApproveForm {...props} exposure={exposure} action={actions.approve} />
            <RejectForm {...props} action={actions.reject} />
          </>
        ) : null}
        {shown.canWithdraw ? (
          <ActButton
            namespace="billingApplications"
            action={actions.withdraw}
            input={applicationKey}
            label={t('withdraw')}
          />
        ) : null}
        {Object.values(shown).some(Boolean) ? null : <p className="text-muted">{t('nothing')}</p>}
      </div>
    </Card>
  )
}

type DecideProps = { applicationKey: Key; action: FormAction<Changed>; onDone: () => void }

/** Agreeing; where credit is asked for, up to an exposure and for some days, proposed as it was asked. */
function ApproveForm({
  applicationKey,
  exposure,
  action,
  onDone,
}: DecideProps & { exposure: string | null }) {
  const t = useTranslations('billingApplications.acts')
  const release = exposure === null ? {} : { releaseUpTo: exposure, releaseDays: '7' }
  const of = useActionForm({
    schema: approveApplicationInput,
    action,
    defaultValues: { ...applicationKey, remark: '', ...release },
    namespace: 'billingApplications',
    onDone,
  })
  return (
    <ActionForm of={of} onReload={onDone}>
      <TextField of={of} name="remark" label={t('approveRemark')} maxLength={300} />
      {exposure === null ? null : (
        <>
          <NumberField of={of} name="releaseUpTo" label={t('releaseUpTo')} hint={t('releaseHint')} />
          <NumberField of={of} name="releaseDays" label={t('releaseDays')} />
        </>
      )}
      <SubmitButton of={of}>{t('approve')}</SubmitButton>
    </ActionForm>
  )
}

/** Refusing, with a remark. */
function RejectForm({ applicationKey, action, onDone }: DecideProps) {
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
