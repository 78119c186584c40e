import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ApplicationActs } from '#components/billing-applications/application-acts.tsx'
import { ApplicationBadge } from '#components/billing-applications/application-badge.tsx'
import { ApplicationFacts, CreditFacts } from '#components/billing-applications/application-facts.tsx'
import { ApplicationLines } from '#components/billing-applications/application-lines.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission, type RequestPerson } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { type ApplicationDetail, applicationDetail } from '#lib/domain/billing-applications/queries.ts'
import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'
import { isId } from '#lib/kernel/ids.ts'
import { approveApplicationAction, rejectApplicationAction, withdrawApplicationAction } from '../actions.ts'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('billingApplications'))('one') }
}

export default async function BillingApplicationPage({ params }: Props) {
  const actor = await requirePermission('billingApplication.read')
  const { id } = await params
  const application = (isId(id) ? await applicationDetail(theDesk().db, actor, id) : null) ?? notFound()
  const { accountSetId, applicationId, version: seenVersion } = application
  return (
    <ClientMessages
      namespaces={['billingApplications', ...gateNamespaces('decideApplication', 'withdrawApplication')]}
    >
      <PageHeader title={application.number} about={<ApplicationBadge status={application.status} />} />
      <div className="grid grid-cols-1 items-start gap-3 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <ApplicationLines content={application.content} />
        <div className="flex flex-col gap-3">
          <ApplicationActs
            applicationKey={{ accountSetId, applicationId, seenVersion }}
            exposure={asksForCredit(application) ? application.content.exposure : null}
            shown={actsShown(application, actor)}
            actions={{
              approve: approveApplicationAction,
              reject: rejectApplicationAction,
              withdraw: withdrawApplicationAction,
            }}
          />
          <ApplicationFacts application={application} />
          <CreditFacts application={application} />
        </div>
      </div>
    </ClientMessages>
  )
}

/** Whether the limit or an unpaid note is among what is asked: then agreeing can be limited (R117). */
function asksForCredit({ reasons }: ApplicationDetail): boolean {
  return reasons.includes('OVER_CREDIT') || reasons.includes('OVERDUE')
}

/** What this person can do with this application now; the commands decide again. */
function actsShown({ status, isOwn }: ApplicationDetail, { permissions }: RequestPerson) {
  return {
    canDecide: status === 'SUBMITTED' && !isOwn && permissions.has('billingApplication.decide'),
    canIssue: status === 'APPROVED' && permissions.has('note.issue'),
    canWithdraw: isOwn && (status === 'SUBMITTED' || status === 'APPROVED'),
  }
}
