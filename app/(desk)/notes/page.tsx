import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NoteFilters } from '#components/notes-list/note-filters.tsx'
import { NoteTable } from '#components/notes-list/note-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import {
  addressOf,
  type AddressParameters,
  filterOf,
  filterOptions,
  keptWords,
} from '#lib/domain/delivery-notes/list-filter.ts'
import { listNotes } from '#lib/domain/delivery-notes/list-queries.ts'
import { today } from '#lib/kernel/clock.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notesList'))('title') }
}

export default async function NotesPage({ searchParams }: { searchParams: Promise<AddressParameters> }) {
  const actor = await requirePermission('note.read')
  const { db, clock } = theDesk()
  const parameters = await searchParams
  const filter = filterOf(parameters)
  const page = await listNotes(db, actor, filter, today(clock))
  const t = await getTranslations('notesList')
  const isFiltered = addressOf(parameters, {}) !== '/notes'
  return (
    <>
      <PageHeader
        title={t('title')}
        acts={
          actor.permissions.has('note.draft') ? (
            <ButtonLink href="/notes/new" variant="primary">
              {t('new')}
            </ButtonLink>
          ) : undefined
        }
      />
      <NoteFilters
        number={filter.number}
        kept={keptWords(parameters)}
        options={filterOptions(filter, parameters, actor.accountSetIds)}
        accountSets={actor.accountSets}
      />
      {page.rows.length === 0 ? (
        <EmptyState
          title={isFiltered ? t('noneFiltered') : t('none')}
          hint={isFiltered ? undefined : t('noneHint')}
          act={isFiltered ? <ButtonLink href="/notes">{t('clear')}</ButtonLink> : undefined}
        />
      ) : (
        <NoteTable rows={page.rows} hasPrices={actor.permissions.has('note.seePrices')} />
      )}
      <KeyPagination
        newerHref={page.newerKey === null ? null : addressOf(parameters, { after: page.newerKey })}
        olderHref={page.olderKey === null ? null : addressOf(parameters, { before: page.olderKey })}
      />
    </>
  )
}
