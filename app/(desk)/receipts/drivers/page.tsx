import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DifferenceCard } from '#components/receipts/difference-card.tsx'
import { ReceiptTabs } from '#components/receipts/receipt-tabs.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { differenceWish, listDifferences } from '#lib/domain/driver-reconciliations/repayment-queries.ts'
import { addressOf, type AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { repayDifferenceAction, undoRepaymentAction } from '../actions.ts'

const HERE = '/receipts/drivers'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('receipts'))('drivers.title') }
}

export default async function DriverDifferencesPage({
  searchParams,
}: {
  searchParams: Promise<AskedParams>
}) {
  const actor = await requirePermission('receipt.read')
  const { db, clock } = theDesk()
  const wish = differenceWish(await searchParams)
  const { rows, olderThan } = await listDifferences(db, actor, wish)
  const t = await getTranslations('receipts')
  const show = wish.isAll ? 'all' : null
  const acts = {
    repay: actor.permissions.has('reconciliation.repay') ? repayDifferenceAction : null,
    undo: actor.permissions.has('reconciliation.undoRepayment') ? undoRepaymentAction : null,
  }
  return (
    <>
      <PageHeader title={t('drivers.title')} about={t('drivers.about')} />
      <ReceiptTabs open="drivers" mayMatch={actor.permissions.has('bankList.match')} />
      <nav aria-label={t('filters')} className="mb-3 flex flex-wrap gap-2">
        <FilterChip href={wish.isAll ? HERE : addressOf(HERE, { show: 'all' })} isChosen={wish.isAll}>
          {t('drivers.all')}
        </FilterChip>
      </nav>
      {rows.length === 0 ? (
        <EmptyState title={t(wish.isAll ? 'drivers.noneAll' : 'drivers.none')} hint={t('drivers.noneHint')} />
      ) : (
        <ClientMessages namespaces={['receipts']}>
          <div className="grid items-start gap-3 lg:grid-cols-2">
            {rows.map((row) => (
              <DifferenceCard
                key={`${row.accountSetId} ${row.paperId}`}
                difference={row}
                today={today(clock)}
                acts={acts}
              />
            ))}
          </div>
        </ClientMessages>
      )}
      <KeyPagination
        newerHref={wish.before === null ? null : addressOf(HERE, { show })}
        olderHref={olderThan === null ? null : addressOf(HERE, { show, before: olderThan })}
      />
    </>
  )
}
