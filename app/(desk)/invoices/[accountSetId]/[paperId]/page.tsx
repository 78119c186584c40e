import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { IssueForm, RedForm, ReviewForm } from '#components/invoices/invoice-acts.tsx'
import { InvoiceFacts, InvoiceLines } from '#components/invoices/invoice-page.tsx'
import { InvoiceStanding } from '#components/invoices/invoice-table.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { invoiceDetail } from '#lib/domain/invoices/queries.ts'
import { today } from '#lib/kernel/clock.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { issueInvoiceAction, requestRedAction, reviewInvoiceAction } from '../../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invoices'))('paper') }
}

export default async function InvoicePage({ params }: { params: Promise<GoodsAddress> }) {
  const actor = await requirePermission('invoice.read')
  const { db, clock } = theDesk()
  const key = goodsKeyOf(await params) ?? notFound()
  const invoice = (await invoiceDetail(db, actor, key)) ?? notFound()
  const t = await getTranslations('invoices')
  const { status, version, isRed } = invoice
  const seen = { ...key, version }
  const mine = invoice.requestedById === actor.userId
  const redLines = invoice.lines.filter(({ isTakenBack }) => !isTakenBack)
  const may = (permission: 'invoice.review' | 'invoice.issue' | 'invoice.request') =>
    actor.permissions.has(permission)
  return (
    <ClientMessages namespaces={['invoices']}>
      <PageHeader
        title={
          <>
            {invoice.number} <InvoiceStanding invoice={invoice} />
          </>
        }
        acts={<ButtonLink href="/invoices">{t('all')}</ButtonLink>}
      />
      <div className="grid items-start gap-3 lg:grid-cols-[2fr_1fr]">
        <InvoiceLines invoice={invoice} />
        <div className="flex flex-col gap-3">
          <Card title={t('paper')}>
            <InvoiceFacts invoice={invoice} />
          </Card>
          {status === 'REQUESTED' && may('invoice.review') && !mine ? (
            <Card title={t('review')}>
              <ReviewForm seen={seen} action={reviewInvoiceAction} />
            </Card>
          ) : null}
          {status === 'REVIEWED' && may('invoice.issue') ? (
            <Card title={t('issue')}>
              <IssueForm seen={seen} today={today(clock)} action={issueInvoiceAction} />
            </Card>
          ) : null}
          {status === 'ISSUED' && !isRed && redLines.length > 0 && may('invoice.request') ? (
            <Card title={t('requestRed')}>
              <RedForm source={key} lines={redLines} action={requestRedAction} />
            </Card>
          ) : null}
        </div>
      </div>
    </ClientMessages>
  )
}
