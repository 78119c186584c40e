import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { RequestInvoiceForm } from '#components/invoices/request-form.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { invoiceStart, uninvoicedWish } from '#lib/domain/invoices/queries-uninvoiced.ts'
import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'
import type { AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { requestInvoiceAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invoices'))('request') }
}

export default async function NewInvoicePage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('invoice.request')
  const { db, clock } = theDesk()
  const day = today(clock)
  const wish = uninvoicedWish(await searchParams, actor, day)
  const start = (await invoiceStart(db, wish, day)) ?? notFound()
  const t = await getTranslations('invoices')
  return (
    <>
      <PageHeader
        title={t('request')}
        about={start.customerName}
        acts={<ButtonLink href="/invoices/uninvoiced">{t('part.uninvoiced')}</ButtonLink>}
      />
      {start.lines.length === 0 ? (
        <EmptyState title={t('nothingOpen')} />
      ) : (
        <ClientMessages namespaces={['invoices', ...gateNamespaces('requestInvoice')]}>
          <RequestInvoiceForm accountSetId={wish.accountSetId} start={start} action={requestInvoiceAction} />
        </ClientMessages>
      )}
    </>
  )
}
