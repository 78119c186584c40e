import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { StaffTable } from '#components/staff/staff-table.tsx'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listStaff } from '#lib/domain/staff/queries.ts'
import { staffListAddress, staffListQuestion } from '#lib/domain/staff/list-address.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('staff'))('title') }
}

export default async function StaffPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const actor = await requirePermission('staff.read')
  const asked = staffListQuestion(await searchParams)
  const { rows, olderKey } = await listStaff(theDesk().db, asked)
  const t = await getTranslations('staff')
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        acts={
          actor.permissions.has('staff.write') ? (
            <ButtonLink href="/staff/new" variant="primary">
              {t('add')}
            </ButtonLink>
          ) : undefined
        }
      />
      <form className="mb-3 flex max-w-md gap-2" role="search">
        <TextInput
          name="q"
          aria-label={t('search')}
          placeholder={t('search')}
          defaultValue={asked.search ?? ''}
        />
        <Button type="submit">{t('find')}</Button>
      </form>
      {rows.length === 0 ? <EmptyState title={t('none')} hint={t('noneHint')} /> : <StaffTable rows={rows} />}
      <KeyPagination
        newerHref={asked.after === null ? null : staffListAddress(asked.search, null)}
        olderHref={olderKey === null ? null : staffListAddress(asked.search, olderKey)}
      />
    </>
  )
}
