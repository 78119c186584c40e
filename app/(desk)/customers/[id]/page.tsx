import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { CreditForm } from '#components/customers/credit-form.tsx'
import { CustomerAddresses, CustomerCredit, CustomerFacts } from '#components/customers/customer-facts.tsx'
import { MoneyLinks } from '#components/customers/money-links.tsx'
import { SendButton } from '#components/forms/send-button.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { customerDetail } from '#lib/domain/customers/queries-pages.ts'
import { isId } from '#lib/kernel/ids.ts'
import { setCreditAction, setCustomerActiveAction } from '../actions.ts'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('customers'))('title') }
}

export default async function CustomerPage({ params }: Props) {
  const actor = await requirePermission('customer.read')
  const { id } = await params
  const customer = (isId(id) && (await customerDetail(theDesk().db, actor, id))) || notFound()
  const t = await getTranslations('customers')
  const { accountSetId, version, isActive, credit } = customer
  return (
    <ClientMessages namespaces={['customers']}>
      <PageHeader
        title={customer.name}
        about={customer.code}
        acts={
          actor.permissions.has('customer.write') ? (
            <>
              <SendButton
                action={setCustomerActiveAction}
                input={{ accountSetId, id, version, isActive: !isActive }}
                label={t(isActive ? 'activity.stop' : 'activity.start')}
                question={t(isActive ? 'activity.stopAbout' : 'activity.startAbout', { name: customer.name })}
                doneText={t('activity.done')}
                namespace="customers"
              />
              <ButtonLink href={`/customers/${id}/edit`} variant="primary">
                {t('change')}
              </ButtonLink>
            </>
          ) : undefined
        }
      />
      {isActive ? null : <Badge tone="warning">{t('inactive')}</Badge>}
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <Card title={t('form.unit')}>
          <CustomerFacts customer={customer} />
        </Card>
        {credit === null ? null : (
          <Card title={t('credit.title')}>
            <CustomerCredit customer={customer} credit={credit} />
            <MoneyLinks of={{ accountSetId, id }} permissions={actor.permissions} />
            {actor.permissions.has('customer.setCredit') ? (
              <CreditForm
                key={version}
                action={setCreditAction}
                values={{
                  accountSetId,
                  id,
                  version,
                  creditLimit: credit.limit,
                  creditDays: String(credit.days),
                }}
              />
            ) : null}
          </Card>
        )}
        <Card title={t('form.addresses')}>
          <CustomerAddresses addresses={customer.addresses} />
        </Card>
      </div>
    </ClientMessages>
  )
}
