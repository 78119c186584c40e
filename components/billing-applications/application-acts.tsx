'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { ActButton } from '#components/forms/act-button.tsx'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { TextField } from '#components/forms/fields.tsx'
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
            <DecideForm {...props} verb="approve" schema={approveApplicationInput} action={actions.approve} />
            <DecideForm {...props} verb="reject" schema={rejectApplicationInput} action={actions.reject} />
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

type DecideProps = {
  verb: 'approve' | 'reject'
  schema: typeof approveApplicationInput | typeof rejectApplicationInput
  applicationKey: Key
  action: FormAction<Changed>
  onDone: () => void
}

/** Agreeing, or refusing with a remark. */
function DecideForm({ verb, schema, applicationKey, action, onDone }: DecideProps) {
  const t = useTranslations('billingApplications.acts')
  const isRefusal = verb === 'reject'
  const of = useActionForm({
    schema,
    action,
    defaultValues: { ...applicationKey, remark: '' },
    namespace: 'billingApplications',
    onDone,
  })
  return (
    <ActionForm of={of} onReload={onDone}>
      <TextField of={of} name="remark" label={t(`${verb}Remark`)} maxLength={300} isRequired={isRefusal} />
      <SubmitButton of={of} variant={isRefusal ? 'danger' : 'primary'}>
        {t(verb)}
      </SubmitButton>
    </ActionForm>
  )
}
