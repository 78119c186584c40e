import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { paymentsAddress } from '#components/payments/payment-address.ts'
import { PaymentTable } from '#components/payments/payment-table.tsx'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listPayments, paymentWish } from '#lib/domain/payments/queries.ts'
import { PAYMENT_METHODS } from '#lib/domain/payments/schema.ts'
import type { AskedParams } from '#lib/kernel/address.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('payments'))('title') }
}

export default async function PaymentsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('payment.read')
  const shown = paymentWish(await searchParams)
  const { rows, olderThan } = await listPayments(theDesk().db, actor, shown)
  const t = await getTranslations('payments')
  const record = actor.permissions.has('payment.record') ? (
    <ButtonLink href="/payments/new" variant="primary">
      {t('record')}
    </ButtonLink>
  ) : undefined
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} acts={record} />
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <nav aria-label={t('filters')} className="flex flex-wrap gap-2">
          {PAYMENT_METHODS.map((method) => (
            <FilterChip
              key={method}
              href={paymentsAddress(shown, { method: shown.method === method ? null : method })}
              isChosen={shown.method === method}
            >
              {t(`method.${method}`)}
            </FilterChip>
          ))}
          {shown.on === null ? null : (
            <FilterChip href={paymentsAddress(shown, { on: null })} isChosen>
              {shown.on}
            </FilterChip>
          )}
        </nav>
        <form action="/payments" className="flex gap-2">
          {shown.method === null ? null : <input type="hidden" name="method" value={shown.method} />}
          <TextInput
            type="date"
            name="on"
            key={shown.on ?? ''}
            aria-label={t('column.paidOn')}
            defaultValue={shown.on ?? ''}
            className="w-40"
          />
          <Button type="submit">{t('show')}</Button>
        </form>
      </div>
      {rows.length === 0 ? (
        <EmptyState title={t('none')} hint={t('noneHint')} act={record} />
      ) : (
        <PaymentTable rows={rows} />
      )}
      <KeyPagination
        newerHref={shown.before === null ? null : paymentsAddress(shown, {})}
        olderHref={olderThan === null ? null : paymentsAddress(shown, { before: olderThan })}
      />
    </>
  )
}
