import { useTranslations } from 'next-intl'
import type { FormAction } from '#components/forms/use-action.ts'
import { EndSessionsAct, ResetPasswordAct } from './plain-acts.tsx'
import { ReasonAct } from './reason-act.tsx'

type Ended = { endedSessions: number }

type Props = {
  member: {
    userId: string
    version: number
    displayName: string
    isActive: boolean
    isBillingSuspended: boolean
  }
  permissions: readonly string[]
  actions: {
    activateStaffAction: FormAction<unknown>
    deactivateStaffAction: FormAction<unknown>
    suspendBillingAction: FormAction<unknown>
    clearSigningAction: FormAction<unknown>
    resetPasswordAction: FormAction<Ended>
    endSessionsAction: FormAction<Ended>
  }
}

/** What the reader may do to a member. */
export function MemberActs({ member, permissions, actions }: Props) {
  const t = useTranslations('staff.act')
  const { userId, version, displayName: name } = member
  const values = { userId, version }
  const suspension = member.isBillingSuspended ? 'restore' : 'suspend'
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {permissions.includes('staff.write') ? (
        <>
          {member.isActive ? (
            <ReasonAct
              label={t('deactivate')}
              about={t('deactivateAbout', { name })}
              action={actions.deactivateStaffAction}
              values={values}
              variant="danger"
            />
          ) : (
            <ReasonAct
              label={t('activate')}
              about={t('activateAbout', { name })}
              action={actions.activateStaffAction}
              values={values}
            />
          )}
          <ResetPasswordAct member={member} action={actions.resetPasswordAction} />
          <EndSessionsAct userId={userId} action={actions.endSessionsAction} />
        </>
      ) : null}
      {permissions.includes('staff.suspendBilling') ? (
        <ReasonAct
          label={t(suspension)}
          about={t(`${suspension}About`, { name })}
          action={actions.suspendBillingAction}
          values={{ ...values, isSuspended: !member.isBillingSuspended }}
        />
      ) : null}
      {permissions.includes('staff.clearSigning') ? (
        <ReasonAct
          label={t('clearSigning')}
          about={t('clearSigningAbout', { name })}
          action={actions.clearSigningAction}
          values={values}
        />
      ) : null}
    </div>
  )
}
