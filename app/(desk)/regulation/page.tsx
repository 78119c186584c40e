import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { RuleList } from '#components/regulation/rule-list.tsx'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { countKept, findRules, KEPT_BY, regulationWish } from '#lib/domain/regulation/queries.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('regulation'))('title') }
}

export default async function RegulationPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  await requirePermission('regulation.read')
  const wish = regulationWish(await searchParams)
  const found = findRules(wish, (await getLocale()) === 'en' ? 'en' : 'zh')
  const t = await getTranslations('regulation')
  const count = found.reduce((sum, chapter) => sum + chapter.rules.length, 0)
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} />
      <form role="search" className="mb-3 flex max-w-md gap-2">
        {wish.keptBy === null ? null : <input type="hidden" name="kept" value={wish.keptBy} />}
        <TextInput name="q" aria-label={t('search')} placeholder={t('search')} defaultValue={wish.text} />
        <Button type="submit">{t('find')}</Button>
      </form>
      <nav aria-label={t('filters')} className="mb-3 flex flex-wrap gap-2">
        {KEPT_BY.map((by) => (
          <FilterChip
            key={by}
            href={addressOf({ text: wish.text, kept: wish.keptBy === by ? '' : by })}
            isChosen={wish.keptBy === by}
          >
            {t('keptCount', { kept: t(`kept.${by}`), count: countKept(by) })}
          </FilterChip>
        ))}
      </nav>
      <p role="status" className="mb-2 text-muted">
        {t('count', { count })}
      </p>
      {count === 0 ? (
        <EmptyState
          title={t('none')}
          hint={t('noneHint')}
          act={<ButtonLink href="/regulation">{t('showAll')}</ButtonLink>}
        />
      ) : (
        <div className="flex flex-col gap-3">
          {found.map((chapter) => (
            <RuleList key={chapter.name} name={chapter.name} rules={chapter.rules} />
          ))}
        </div>
      )}
    </>
  )
}

function addressOf({ text, kept }: { text: string; kept: string }): string {
  const asked = new URLSearchParams()
  if (text !== '') asked.set('q', text)
  if (kept !== '') asked.set('kept', kept)
  return asked.size === 0 ? '/regulation' : `/regulation?${asked}`
}
