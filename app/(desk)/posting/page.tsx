import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CopiesDue } from '#components/posting/copies-due.tsx'
import { PostingDesk } from '#components/posting/posting-desk.tsx'
import { QueueFilters, queueAddress } from '#components/posting/queue-filters.tsx'
import { sayPosting } from '#components/posting/say-posting.ts'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listPostingQueue, postingWish } from '#lib/domain/delivery-notes/post-queries.ts'
import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'
import { today } from '#lib/kernel/clock.ts'
import { postNotesAction } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('posting'))('title') }
}

export default async function PostingPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const actor = await requirePermission('posting.read')
  const { db, clock } = theDesk()
  const wish = postingWish(await searchParams, actor)
  const queue = await listPostingQueue(db, actor, wish, today(clock))
  const t = await getTranslations('posting')
  const words = await getTranslations()
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        acts={<p className="hidden text-muted lg:block">{t('keys')}</p>}
      />
      <QueueFilters
        wish={wish}
        channels={queue.channels}
        accountSets={actor.accountSets}
        periods={queue.periods}
      />
      <div className="flex flex-col gap-3">
        {queue.rows.length === 0 ? (
          <EmptyState title={t('none')} hint={t('noneHint')} />
        ) : (
          <ClientMessages namespaces={['posting', ...gateNamespaces('post')]}>
            <PostingDesk
              accountSetId={wish.accountSetId}
              postingDate={wish.on ?? ''}
              rows={queue.rows.map((row) => sayPosting(words, row))}
              action={postNotesAction}
              mayPost={actor.permissions.has('note.post')}
            />
          </ClientMessages>
        )}
        <KeyPagination
          newerHref={wish.after === null ? null : queueAddress(wish, {})}
          olderHref={queue.nextAfter === null ? null : queueAddress(wish, { after: queue.nextAfter })}
        />
        <CopiesDue accountSetId={wish.accountSetId} copies={queue.copiesDue} />
      </div>
    </>
  )
}
