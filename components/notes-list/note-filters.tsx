import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import type { FilterOption } from '#lib/domain/delivery-notes/list-filter.ts'

/** The search by number and every filter of the list as a chip; the address of the page says which are on. */
export function NoteFilters({
  number,
  kept,
  options,
  accountSets,
}: {
  number: string
  /** What else stands in the address and stays there when a number is looked for. */
  kept: Readonly<Record<string, string>>
  options: {
    switches: readonly FilterOption[]
    given: readonly FilterOption[]
    statuses: readonly FilterOption[]
  }
  accountSets: readonly { id: number; name: string }[]
}) {
  const t = useTranslations('notesList')
  const labelOf = ({ name, value }: FilterOption): string => {
    if (name === 'set') return accountSets.find(({ id }) => String(id) === value)?.name ?? value
    if (name === 'status' || name === 'channel') return t(`${name}.${value}`)
    return t(name, { date: value })
  }
  const chips = (of: readonly FilterOption[]) =>
    of.map((option) => (
      <FilterChip key={`${option.name} ${option.value}`} isChosen={option.isChosen} href={option.href}>
        {labelOf(option)}
      </FilterChip>
    ))
  return (
    <div className="mb-3 flex flex-col gap-2">
      <form role="search" className="flex max-w-sm gap-2">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextInput
          name="number"
          aria-label={t('search')}
          placeholder={t('search')}
          defaultValue={number}
          maxLength={40}
        />
        <Button type="submit">{t('find')}</Button>
      </form>
      <div className="flex gap-1.5 max-md:overflow-x-auto max-md:pb-1 md:flex-wrap">
        {chips(options.switches)}
        {chips(options.given)}
      </div>
      <div className="flex gap-1.5 max-md:overflow-x-auto max-md:pb-1 md:flex-wrap">
        {chips(options.statuses)}
      </div>
    </div>
  )
}
