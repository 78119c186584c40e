import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AgeingTable } from '#components/collection/ageing-table.tsx'
import { CollectionTabs } from '#components/collection/collection-tabs.tsx'
import { RowKeys } from '#components/collection/row-keys.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Field } from '#components/ui/field.tsx'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { Select, TextInput } from '#components/ui/inputs.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk, theReports } from '#lib/command/desk.ts'
import {
  AGE_BASES,
  AGEING_GROUPS,
  ageingWish,
  ageingWords,
  type AgeingWish,
  PROOFS,
} from '#lib/domain/collections/buckets.ts'
import { readAgeing } from '#lib/domain/collections/queries-ageing.ts'
import { addressOf, type AskedParams, listPages } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'

const HERE = '/collection/ageing'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('collection'))('ageing') }
}

export default async function AgeingPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('collection.read')
  const { clock } = theDesk()
  const db = theReports()
  const wish = ageingWish(await searchParams)
  const ageing = await readAgeing(db, actor, wish, today(clock))
  const t = await getTranslations('collection')
  const words = ageingWords(wish)
  const file = (format: string) => addressOf('/api/collection/ageing', { ...words, format })
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        acts={
          actor.permissions.has('export.run') ? (
            <>
              {/* A download, not a page: the router has nothing to fetch ahead. */}
              <a href={file('csv')} download className="text-accent hover:underline">
                {t('exportCsv')}
              </a>
              <a href={file('xlsx')} download className="text-accent hover:underline">
                {t('exportXlsx')}
              </a>
            </>
          ) : undefined
        }
      />
      <CollectionTabs open="ageing" />
      <AgeingFilters wish={wish} />
      {wish.areEdgesRight ? null : (
        <div className="mb-3">
          <Notice tone="warning">{t('edgesWrong')}</Notice>
        </div>
      )}
      {ageing.rows.length === 0 ? (
        <EmptyState title={t('noneOwes')} hint={t('noneOwesHint')} />
      ) : (
        <ClientMessages namespaces={['collection']}>
          <RowKeys>
            <AgeingTable ageing={ageing} wish={wish} />
          </RowKeys>
        </ClientMessages>
      )}
      <KeyPagination {...listPages(HERE, words, { here: wish.after?.key ?? null, next: ageing.nextAfter })} />
    </>
  )
}

/** What the ageing shows; all of it stands in the address of the page. */
async function AgeingFilters({ wish }: { wish: AgeingWish }) {
  const t = await getTranslations('collection')
  const to = (change: Partial<AgeingWish>) => addressOf(HERE, ageingWords({ ...wish, ...change }))
  const kept = Object.entries(ageingWords(wish)).filter(([name]) => name !== 'edges' && name !== 'basis')
  return (
    <div className="mb-3 flex flex-wrap items-end justify-between gap-2">
      <nav aria-label={t('filters')} className="flex flex-wrap gap-2">
        {AGEING_GROUPS.map((by) => (
          <FilterChip key={by} href={to({ by })} isChosen={wish.by === by}>
            {t(`by.${by}`)}
          </FilterChip>
        ))}
        {PROOFS.map((proof) => (
          <FilterChip
            key={proof}
            href={to({ proof: wish.proof === proof ? null : proof })}
            isChosen={wish.proof === proof}
          >
            {t(`proof.${proof}`)}
          </FilterChip>
        ))}
        {wish.channel === null ? null : (
          <FilterChip href={to({ channel: null })} isChosen>
            {t.has(`channel.${wish.channel}`) ? t(`channel.${wish.channel}`) : wish.channel}
          </FilterChip>
        )}
        {wish.salespersonId === null ? null : (
          <FilterChip href={to({ salespersonId: null })} isChosen>
            {t('column.salesperson')}
          </FilterChip>
        )}
      </nav>
      <form action={HERE} className="flex flex-wrap items-start gap-2">
        {kept.map(([name, word]) =>
          word === null ? null : <input key={name} type="hidden" name={name} value={word} />,
        )}
        <Field label={t('edges')} hint={t('edgesHint')} className="w-48">
          {(control) => (
            <TextInput
              {...control}
              key={wish.edges.join()}
              name="edges"
              defaultValue={wish.edges.join(',')}
              inputMode="text"
            />
          )}
        </Field>
        <Field label={t('basis.label')} className="w-32">
          {(control) => (
            <Select {...control} key={wish.basis} name="basis" defaultValue={wish.basis}>
              {AGE_BASES.map((basis) => (
                <option key={basis} value={basis}>
                  {t(`basis.${basis}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit" className="mt-6">
          {t('show')}
        </Button>
      </form>
    </div>
  )
}
