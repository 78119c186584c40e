import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { FindStatementCustomer } from '#components/statements/find-customer.tsx'
import { MakeForm } from '#components/statements/make-form.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { customerOfStatement } from '#lib/domain/statements/queries.ts'
import { asked, askedNumber, type AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { makeStatementAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('statements'))('make') }
}

/** Makes a statement for the customer that the address names; without one, finds it first. */
export default async function NewStatementPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('statement.make')
  const { db, clock } = theDesk()
  const params = await searchParams
  const [accountSetId, customerId] = [askedNumber(params, 'set'), asked(params, 'customer')]
  const t = await getTranslations('statements')
  if (customerId === '' || accountSetId === null) {
    return (
      <>
        <PageHeader title={t('make')} about={t('makeAbout')} />
        <ClientMessages namespaces={['statements']}>
          <FindStatementCustomer accountSets={actor.accountSets} />
        </ClientMessages>
      </>
    )
  }
  const customer = (await customerOfStatement(db, actor, { accountSetId, customerId })) ?? notFound()
  const day = today(clock)
  return (
    <>
      <PageHeader
        title={t('make')}
        about={`${customer.name} · ${customer.code}`}
        acts={<ButtonLink href="/statements/new">{t('otherCustomer')}</ButtonLink>}
      />
      <Card className="max-w-xl">
        <ClientMessages namespaces={['statements']}>
          <MakeForm
            start={{ accountSetId, customerId, from: `${day.slice(0, 8)}01`, to: day }}
            action={makeStatementAction}
          />
        </ClientMessages>
      </Card>
    </>
  )
}
