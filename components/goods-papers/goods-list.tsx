import { useTranslations } from 'next-intl'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { GOODS_ROOMS } from '#lib/papers/goods/address.ts'
import type { GoodsKind } from '#lib/papers/goods/kinds.ts'
import {
  type GoodsChip,
  goodsAddress,
  goodsChips,
  type GoodsFilter,
  isNarrowed,
  keptWords,
} from '#lib/papers/goods/list-filter.ts'
import type { GoodsListPage } from '#lib/papers/goods/list-queries.ts'
import { statusWord } from './goods-status.tsx'
import { GoodsTable } from './goods-table.tsx'

type Reader = {
  accountSets: readonly { id: number; name: string }[]
  permissions: ReadonlySet<string>
}

/** The list of one kind: what can be opened, the search, every filter as a chip, the papers, the way through. */
export function GoodsList({
  kind,
  list,
  filter,
  actor,
  newHref,
}: {
  kind: GoodsKind
  list: GoodsListPage
  filter: GoodsFilter
  actor: Reader
  /** Where a new one is opened; null for whoever opens none. */
  newHref: string | null
}) {
  const t = useTranslations('goods')
  const name = t(`kindWithin.${kind}`)
  const isFiltered = isNarrowed(filter)
  const open =
    newHref === null ? undefined : (
      <ButtonLink href={newHref} variant="primary">
        {t('list.new', { kind: name })}
      </ButtonLink>
    )
  const clear = <ButtonLink href={GOODS_ROOMS[kind]}>{t('list.clear')}</ButtonLink>
  return (
    <>
      <PageHeader title={t(`title.${kind}`)} acts={open} />
      <Filters kind={kind} list={list} filter={filter} accountSets={actor.accountSets} />
      {list.rows.length === 0 ? (
        <EmptyState
          title={t(isFiltered ? 'list.noneFiltered' : 'list.none', { kind: name })}
          hint={isFiltered ? undefined : t('list.noneHint', { kind: name })}
          act={isFiltered ? clear : open}
        />
      ) : (
        <GoodsTable kind={kind} rows={list.rows} hasPrices={actor.permissions.has('note.seePrices')} />
      )}
      <KeyPagination
        newerHref={list.newerKey === null ? null : goodsAddress(kind, filter, { after: list.newerKey })}
        olderHref={list.olderKey === null ? null : goodsAddress(kind, filter, { before: list.olderKey })}
      />
    </>
  )
}

function Filters({
  kind,
  list,
  filter,
  accountSets,
}: {
  kind: GoodsKind
  list: GoodsListPage
  filter: GoodsFilter
  accountSets: Reader['accountSets']
}) {
  const t = useTranslations('goods')
  const choices = goodsChips(kind, filter, {
    accountSetIds: accountSets.map(({ id }) => id),
    warehouseIds: list.warehouses.map(({ id }) => id),
  })
  const labelOf = ({ name, value }: GoodsChip): string => {
    if (name === 'set') return accountSets.find(({ id }) => String(id) === value)?.name ?? value
    if (name === 'warehouse') return list.warehouses.find(({ id }) => id === value)?.name ?? value
    return name === 'status' ? t(`status.${statusWord(kind, value)}`) : t(`list.${name}`)
  }
  const chips = (of: readonly GoodsChip[]) => (
    <div className="flex gap-1.5 max-md:overflow-x-auto max-md:pb-1 md:flex-wrap">
      {of.map((chip) => (
        <FilterChip key={`${chip.name} ${chip.value}`} isChosen={chip.isChosen} href={chip.href}>
          {labelOf(chip)}
        </FilterChip>
      ))}
    </div>
  )
  return (
    <div className="mb-3 flex flex-col gap-2">
      <form role="search" className="flex max-w-2xl flex-wrap gap-2">
        {Object.entries(keptWords(filter)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextInput
          name="q"
          aria-label={t('list.search')}
          placeholder={t('list.search')}
          defaultValue={filter.query}
          maxLength={100}
          className="min-w-56 flex-1"
        />
        <TextInput
          name="from"
          inputMode="numeric"
          placeholder={t('list.dateFrom')}
          maxLength={10}
          aria-label={t('list.from')}
          defaultValue={filter.from ?? ''}
          className="max-w-36"
        />
        <TextInput
          name="to"
          inputMode="numeric"
          placeholder={t('list.dateUntil')}
          maxLength={10}
          aria-label={t('list.until')}
          defaultValue={filter.to ?? ''}
          className="max-w-36"
        />
        <Button type="submit">{t('list.find')}</Button>
      </form>
      {chips(choices.statuses)}
      {chips(choices.others)}
    </div>
  )
}
