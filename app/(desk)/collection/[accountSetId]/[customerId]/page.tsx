import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { CaseDesk } from '#components/collection/case-desk.tsx'
import { ContactForm, EscalateForm } from '#components/collection/case-forms.tsx'
import { CasePapers } from '#components/collection/case-papers.tsx'
import { CaseTrail } from '#components/collection/case-trail.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Money } from '#components/ui/money.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { RequestPerson } from '#lib/auth/session.ts'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { type CollectionCase, readCase } from '#lib/domain/collections/queries-customer.ts'
import { addressOf } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { maskPhone } from '#lib/kernel/text.ts'
import {
  endDisputeAction,
  escalateAction,
  openDisputeAction,
  proposeWriteOffAction,
  recordContactAction,
} from '../../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('collection'))('title') }
}

/** One customer's case: what is open, what was said, and what is done about it. */
export default async function CasePage({
  params,
}: {
  params: Promise<{ accountSetId: string; customerId: string }>
}) {
  const actor = await requirePermission('collection.read')
  const { db, clock } = theDesk()
  const { accountSetId, customerId } = await params
  const found =
    (await readCase(db, actor, { accountSetId: Number(accountSetId), customerId }, today(clock))) ??
    notFound()
  const t = await getTranslations('collection')
  const can = (permission: Parameters<typeof actor.permissions.has>[0]) => actor.permissions.has(permission)
  return (
    <>
      <CaseHeader found={found} actor={actor} />
      <dl className="mb-3 grid grid-cols-3 gap-px overflow-hidden rounded-md border border-line bg-line">
        {(['owed', 'overdue', 'prepaid'] as const).map((name) => (
          <div key={name} className="bg-surface px-3 py-2">
            <dt className="text-muted">{t(`column.${name}`)}</dt>
            <dd className="text-base font-semibold">
              <Money amount={found[name]} hasSign />
            </dd>
          </div>
        ))}
      </dl>
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-3">
          <ClientMessages namespaces={['collection']}>
            <CaseDesk
              customer={{ accountSetId: found.accountSetId, customerId }}
              notes={found.notes}
              disputes={can('dispute.write') ? { open: openDisputeAction, close: endDisputeAction } : null}
              propose={can('writeOff.propose') ? proposeWriteOffAction : null}
            />
          </ClientMessages>
          <Card title={t('trail')}>
            <CaseTrail steps={found.steps} />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <CaseForms found={found} actor={actor} day={today(clock)} />
          <CasePapers found={found} />
        </div>
      </div>
    </>
  )
}

async function CaseHeader({ found, actor }: { found: CollectionCase; actor: RequestPerson }) {
  const t = await getTranslations('collection')
  const { accountSetId, customerId } = found
  const phone = actor.permissions.has('customer.seePhone') ? found.phone : maskPhone(found.phone)
  const about = [
    found.code,
    t(`settlement.${found.settlementMethod}`),
    found.contactName,
    phone,
    found.salesperson,
  ]
  return (
    <PageHeader
      title={found.name}
      about={about.filter((word) => word !== '').join(' · ')}
      acts={
        <>
          {actor.permissions.has('statement.make') ? (
            <ButtonLink
              href={addressOf('/statements/new', { set: accountSetId, customer: customerId })}
              variant="primary"
            >
              {t('statement')}
            </ButtonLink>
          ) : null}
          {actor.permissions.has('receipt.read') ? (
            <ButtonLink href={`/receipts/${accountSetId}/${customerId}`}>{t('money')}</ButtonLink>
          ) : null}
          <Link href={`/customers/${customerId}`} className="self-center text-accent hover:underline">
            {t('customerFile')}
          </Link>
        </>
      }
    />
  )
}

async function CaseForms({
  found,
  actor,
  day,
}: {
  found: CollectionCase
  actor: RequestPerson
  day: string
}) {
  const t = await getTranslations('collection')
  const { accountSetId, customerId } = found
  const customer = { accountSetId, customerId }
  return (
    <ClientMessages namespaces={['collection']}>
      {actor.permissions.has('collection.record') ? (
        <Card title={t('contact.title')}>
          <ContactForm
            customer={customer}
            contactName={found.contactName}
            today={day}
            action={recordContactAction}
          />
        </Card>
      ) : null}
      {actor.permissions.has('collection.escalate') ? (
        <Card title={t('escalate.title')}>
          <EscalateForm
            customer={customer}
            tellable={found.tellable.filter(({ userId }) => userId !== actor.userId)}
            action={escalateAction}
          />
        </Card>
      ) : null}
    </ClientMessages>
  )
}
