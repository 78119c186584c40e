import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ListSearch } from '#components/forms/list-search.tsx'
import { FileActs } from '#components/imports/file-acts.tsx'
import { PriceTable } from '#components/prices/price-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listPrices } from '#lib/domain/prices/queries.ts'
import {
  addressOf,
  asked,
  askedNumber,
  askedOrNull,
  type AskedParams,
  listPages,
} from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('prices'))('title') }
}

export default async function PricesPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('price.read')
  const params = await searchParams
  const t = await getTranslations('prices')
  const set = actor.accountSets.find(({ id }) => id === askedNumber(params, 'set')) ?? actor.accountSets[0]
  if (set === undefined) return <EmptyState title={t('noAccountSet')} />
  const { db, clock } = theDesk()
  const [query, afterCode, date] = [asked(params, 'q'), askedOrNull(params, 'after'), today(clock)]
  const { rows, nextKey } = await listPrices(db, { accountSetId: set.id, date, query, afterCode })
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about', { date })}
        acts={
          <FileActs
            kind="prices"
            permissions={actor.permissions}
            exportHref={addressOf('/api/exports/prices', { format: 'xlsx', set: set.id })}
          />
        }
      />
      <TabLinks
        label={t('accountSets')}
        links={actor.accountSets.map(({ id, name }) => ({
          href: addressOf('/prices', { set: id, q: query }),
          label: name,
          isChosen: id === set.id,
        }))}
      />
      <div className="mt-3">
        <ListSearch label={t('search')} act={t('find')} query={query} kept={{ set: set.id }} />
      </div>
      {rows.length === 0 ? (
        <EmptyState title={t('none')} hint={t('noneHint')} />
      ) : (
        <PriceTable rows={rows} accountSetId={set.id} />
      )}
      <KeyPagination
        {...listPages('/prices', { set: set.id, q: query }, { here: afterCode, next: nextKey })}
      />
    </>
  )
}
