import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ListSearch } from '#components/forms/list-search.tsx'
import { PriceTable } from '#components/prices/price-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listPrices } from '#lib/domain/prices/queries.ts'
import { addressOf, asked, askedNumber, askedOrNull, type AskedParams } from '#lib/kernel/address.ts'
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
          <>
            {actor.permissions.has('export.run') ? (
              <a
                className="self-center text-accent"
                href={addressOf('/api/exports/prices', { format: 'xlsx', set: set.id })}
              >
                {t('export')}
              </a>
            ) : null}
            {actor.permissions.has('masterFile.import') ? (
              <ButtonLink href={addressOf('/imports', { kind: 'prices' })}>{t('import')}</ButtonLink>
            ) : null}
          </>
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
        {...(afterCode === null ? {} : { newerHref: addressOf('/prices', { set: set.id, q: query }) })}
        {...(nextKey === null
          ? {}
          : { olderHref: addressOf('/prices', { set: set.id, q: query, after: nextKey }) })}
      />
    </>
  )
}
