import { getTranslations } from 'next-intl/server'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import type { PostingWish } from '#lib/domain/delivery-notes/post-queries.ts'
import { addressOf } from '#lib/kernel/address.ts'

/** The address of the queue with something changed; a changed filter begins at its first page. */
export function queueAddress(wish: PostingWish, change: Partial<PostingWish>): string {
  const { accountSetId, channel, isLate, isCopyMissing, on, after } = { ...wish, after: null, ...change }
  return addressOf('/posting', {
    ...{ set: accountSetId, channel, on, after },
    late: isLate ? '1' : null,
    copy: isCopyMissing ? '1' : null,
  })
}

/** Whose books, which notes, and the day the postings would carry, with what stands open of the periods. */
export async function QueueFilters({
  wish,
  channels,
  accountSets,
  periods,
}: {
  wish: PostingWish
  channels: readonly PostingWish['channel'][]
  accountSets: readonly { id: number; name: string }[]
  periods: readonly { period: string; isOpen: boolean }[]
}) {
  const t = await getTranslations('posting')
  return (
    <div className="mb-3 flex flex-col gap-2">
      {accountSets.length < 2 ? null : (
        <TabLinks
          label={t('accountSets')}
          links={accountSets.map(({ id, name }) => ({
            href: queueAddress(wish, { accountSetId: id, channel: null }),
            label: name,
            isChosen: id === wish.accountSetId,
          }))}
        />
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <nav aria-label={t('filters')} className="flex flex-wrap gap-2">
          {channels.map((channel) => (
            <FilterChip
              key={channel}
              href={queueAddress(wish, { channel: wish.channel === channel ? null : channel })}
              isChosen={wish.channel === channel}
            >
              {t(`channel.${channel ?? ''}`)}
            </FilterChip>
          ))}
          <FilterChip href={queueAddress(wish, { isLate: !wish.isLate })} isChosen={wish.isLate}>
            {t('late')}
          </FilterChip>
          <FilterChip
            href={queueAddress(wish, { isCopyMissing: !wish.isCopyMissing })}
            isChosen={wish.isCopyMissing}
          >
            {t('copyMissing')}
          </FilterChip>
        </nav>
        <form action="/posting" className="flex flex-wrap items-center gap-2">
          <input type="hidden" name="set" value={wish.accountSetId} />
          {wish.channel === null ? null : <input type="hidden" name="channel" value={wish.channel} />}
          <label className="flex items-center gap-2 whitespace-nowrap">
            <span className="text-muted">{t('postingDate')}</span>
            <TextInput
              type="date"
              name="on"
              key={wish.on ?? ''}
              defaultValue={wish.on ?? ''}
              className="w-40"
            />
          </label>
          <Button type="submit">{t('show')}</Button>
          <span className="text-muted">
            {wish.on === null ? t('ownDates') : t('onDate', { date: wish.on })}
          </span>
        </form>
      </div>
      <p className="flex flex-wrap items-center gap-2">
        <span className="text-muted">{t('periods')}</span>
        {periods.slice(-6).map(({ period, isOpen }) => (
          <Badge key={period} tone={isOpen ? 'positive' : 'neutral'}>
            {t(isOpen ? 'periodOpen' : 'periodClosed', {
              period: `${period.slice(0, 4)}-${period.slice(4)}`,
            })}
          </Badge>
        ))}
      </p>
    </div>
  )
}
