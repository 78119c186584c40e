import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { InvoiceTabs } from '#components/invoices/invoice-table.tsx'
import { UninvoicedTable } from '#components/invoices/uninvoiced-table.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Select, TextInput } from '#components/ui/inputs.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { accountSetNames } from '#lib/domain/account-sets/queries.ts'
import { listUninvoiced, uninvoicedWish } from '#lib/domain/invoices/queries-uninvoiced.ts'
import { type AskedParams, listPages } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invoices'))('part.uninvoiced') }
}

export default async function UninvoicedPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('invoice.read')
  const { db, clock } = theDesk()
  const day = today(clock)
  const wish = uninvoicedWish(await searchParams, actor, day)
  const [{ rows, nextAfter }, sets] = await Promise.all([
    listUninvoiced(db, wish, day),
    accountSetNames(db, actor.accountSetIds),
  ])
  const t = await getTranslations('invoices')
  const { accountSetId: set, since, customerId: customer, after } = wish
  return (
    <>
      <PageHeader title={t('title')} about={t('uninvoicedAbout')} />
      <InvoiceTabs part="uninvoiced" />
      <form action="/invoices/uninvoiced" className="mb-3 flex flex-wrap items-center gap-2">
        <Select name="set" aria-label={t('accountSet')} defaultValue={set} key={set}>
          {sets.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <label className="flex items-center gap-2">
          <span className="text-muted">{t('since')}</span>
          <TextInput type="date" name="since" key={since} defaultValue={since} className="w-40" />
        </label>
        <Button type="submit">{t('show')}</Button>
      </form>
      {rows.length === 0 ? (
        <EmptyState title={t('nothingOpen')} />
      ) : (
        <UninvoicedTable rows={rows} wish={wish} mayRequest={actor.permissions.has('invoice.request')} />
      )}
      <KeyPagination
        {...listPages('/invoices/uninvoiced', { set, since, customer }, { here: after, next: nextAfter })}
      />
    </>
  )
}
