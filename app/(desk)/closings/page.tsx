import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CloseButton } from '#components/closings/close-button.tsx'
import { ClosingTable } from '#components/closings/closing-table.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Select, TextInput } from '#components/ui/inputs.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { accountSetNames } from '#lib/domain/account-sets/queries.ts'
import { closingWish, listClosings } from '#lib/domain/note-closings/queries.ts'
import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'
import { type AskedParams, listPages } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { closeNotesAction } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('closings'))('title') }
}

export default async function ClosingsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('posting.read')
  const { db, clock } = theDesk()
  const wish = closingWish(await searchParams, actor, today(clock))
  const [{ rows, nextAfter }, sets] = await Promise.all([
    listClosings(db, wish),
    accountSetNames(db, actor.accountSetIds),
  ])
  const t = await getTranslations('closings')
  const { accountSetId: set, since, after } = wish
  const ready = rows.filter(({ canClose }) => canClose)
  return (
    <ClientMessages namespaces={['closings', ...gateNamespaces('closeNote')]}>
      <PageHeader
        title={t('title')}
        about={t('about')}
        acts={
          ready.length > 0 && actor.permissions.has('note.close') ? (
            <CloseButton accountSetId={set} notes={ready} action={closeNotesAction} />
          ) : undefined
        }
      />
      <form action="/closings" className="mb-3 flex flex-wrap items-center gap-2">
        <Select name="set" aria-label={t('accountSet')} defaultValue={set} key={set}>
          {sets.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <label className="flex items-center gap-2">
          <span className="text-muted">{t('since')}</span>
          <TextInput type="date" name="since" key={since} defaultValue={since} className="w-40" />
        </label>
        <Button type="submit">{t('show')}</Button>
      </form>
      {rows.length === 0 ? (
        <EmptyState title={t('none')} hint={t('noneHint')} />
      ) : (
        <ClosingTable accountSetId={set} rows={rows} />
      )}
      <KeyPagination {...listPages('/closings', { set, since }, { here: after, next: nextAfter })} />
    </ClientMessages>
  )
}
