import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { CUSTODY_NAMESPACES } from '#components/custody/namespaces.ts'
import { KeptCopies } from '#components/hand-overs/kept-copies.tsx'
import { OpenOffers } from '#components/hand-overs/open-offers.tsx'
import { ScanToAccept } from '#components/hand-overs/scan-to-accept.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readReceivers } from '#lib/papers/receiver-queries.ts'
import { addressOf, askedOrNull, type AskedParams, listPages } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { COPY_KINDS, isCopyKind } from '#lib/papers/copy-kinds.ts'
import { type HandOverRow, readKeptCopies, readOpenOffers } from '#lib/papers/hand-over-queries.ts'
import { withCopyNames } from '#lib/papers/goods/copy-names.ts'
import { withAge } from '#lib/papers/hand-over-age.ts'
import * as actions from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('handOvers'))('title') }
}

export default async function HandOversPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('handOver.read')
  const { db, clock } = theDesk()
  const params = await searchParams
  const [asked, beforeKey] = [askedOrNull(params, 'copy'), askedOrNull(params, 'before')]
  const kind = asked !== null && isCopyKind(asked) ? asked : null
  const locale = await getLocale()
  const named = (rows: readonly HandOverRow[]) => withCopyNames(withAge(rows, today(clock)), locale)
  const offers = named(await readOpenOffers(db, actor))
  const kept = await readKeptCopies(db, actor, { kind, beforeKey })
  const canAct = actor.permissions.has('handOver.act')
  const { accountSetIds } = actor
  const receivers = canAct ? await readReceivers(db, { accountSetIds, storeIds: null }) : []
  const t = await getTranslations('handOvers')
  const copy = await getTranslations('custody.copy')
  return (
    <ClientMessages namespaces={['handOvers', 'notePage', 'scan', ...CUSTODY_NAMESPACES]}>
      <PageHeader title={t('title')} about={t('about')} />
      <div className="flex flex-col gap-4">
        {canAct ? (
          <ScanToAccept accept={actions.acceptCopiesAction} acceptSet={actions.acceptAtWarehouseAction} />
        ) : null}
        <OpenOffers
          rows={offers}
          isKeeper={actor.roles.includes('KEEPER')}
          canAct={canAct}
          actions={actions}
        />
        <KeptCopies
          rows={named(kept.rows)}
          receivers={receivers}
          canAct={canAct}
          offer={actions.offerCopiesAction}
          handToAccounting={actions.handToAccountingAction}
          filters={
            <>
              {COPY_KINDS.map((each) => (
                <FilterChip
                  key={each}
                  isChosen={kind === each}
                  href={addressOf('/hand-overs', { copy: kind === each ? null : each })}
                >
                  {copy(each)}
                </FilterChip>
              ))}
            </>
          }
        />
        <KeyPagination
          {...listPages(
            '/hand-overs',
            { copy: kind },
            { name: 'before', here: beforeKey, next: kept.nextKey },
          )}
        />
      </div>
    </ClientMessages>
  )
}
