import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SessionTable } from '#components/reconciliations/session-table.tsx'
import { WaitingDrivers } from '#components/reconciliations/waiting-drivers.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listSessions, listWaitingDrivers } from '#lib/domain/driver-reconciliations/queries.ts'
import { addressOf, askedOrNull, type AskedParams, listPages } from '#lib/kernel/address.ts'
import { isId } from '#lib/kernel/ids.ts'
import { openReconciliationAction } from './actions.ts'

const PATH = '/reconciliations'
const ONLY = ['OPEN', 'DIFFERENCE', 'DISPUTED'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reconciliations'))('title') }
}

export default async function ReconciliationsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('reconciliation.read')
  const { db } = theDesk()
  const params = await searchParams
  const [asked, key] = [askedOrNull(params, 'only'), askedOrNull(params, 'before')]
  const only = ONLY.find((each) => each === asked) ?? null
  const before = key !== null && isId(key) ? key : null
  const waiting = await listWaitingDrivers(db, actor)
  const { rows, olderThan } = await listSessions(db, actor, { only, before })
  const t = await getTranslations('reconciliations')
  const open = actor.permissions.has('reconciliation.open') ? openReconciliationAction : null
  return (
    <ClientMessages namespaces={['reconciliations']}>
      <PageHeader title={t('title')} about={t('about')} />
      <div className="flex flex-col gap-4">
        <WaitingDrivers rows={waiting} open={open} userId={actor.userId} />
        <div className="flex flex-wrap gap-2">
          {ONLY.map((each) => (
            <FilterChip
              key={each}
              href={addressOf(PATH, { only: only === each ? null : each })}
              isChosen={only === each}
            >
              {t(`only.${each}`)}
            </FilterChip>
          ))}
        </div>
        {rows.length === 0 ? (
          <EmptyState title={t('empty')} hint={t('emptyHint')} />
        ) : (
          <SessionTable rows={rows} accountSets={actor.accountSets} />
        )}
        <KeyPagination {...listPages(PATH, { only }, { name: 'before', here: before, next: olderThan })} />
      </div>
    </ClientMessages>
  )
}
