import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PickWalk } from '#components/keeper/pick-walk.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readPickWalk } from '#lib/domain/delivery-notes/walk-queries.ts'
import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'
import { pickInWalkAction, prepareNoteAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('keeper'))('walk.title') }
}

export default async function PickWalkPage() {
  const actor = await requirePermission('note.prepare')
  const walk = await readPickWalk(theDesk().db, actor)
  const t = await getTranslations('keeper')
  return (
    <ClientMessages namespaces={['keeper', ...gateNamespaces('prepare')]}>
      <PageHeader
        title={t('walk.title')}
        about={walk.noteCount === 0 ? undefined : t('walk.about', { count: walk.noteCount })}
        acts={<ButtonLink href="/keeper">{t('walk.toQueue')}</ButtonLink>}
      />
      {walk.noteCount === 0 ? (
        <EmptyState title={t('walk.empty')} hint={t('walk.emptyHint')} />
      ) : (
        <PickWalk walk={walk} pick={pickInWalkAction} prepare={prepareNoteAction} />
      )}
    </ClientMessages>
  )
}
