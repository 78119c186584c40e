import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { FileDesk } from '#components/imports/file-desk.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { FILE_KINDS, FILE_PERMISSIONS } from '#lib/domain/master-files/schema.ts'
import { addressOf, asked, type AskedParams } from '#lib/kernel/address.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('imports'))('title') }
}

export default async function ImportsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('masterFile.import')
  const wanted = asked(await searchParams, 'kind')
  const t = await getTranslations('imports')
  const kinds = FILE_KINDS.filter((one) => actor.permissions.has(FILE_PERMISSIONS[one]))
  const kind = kinds.find((one) => one === wanted) ?? kinds[0]
  if (kind === undefined) return <EmptyState title={t('nothing')} />
  return (
    <ClientMessages namespaces={['imports']}>
      <PageHeader
        title={t('title')}
        about={t(`about.${kind}`)}
        acts={(['csv', 'xlsx'] as const).map((format) => (
          <ButtonLink key={format} prefetch={false} href={`/api/imports/${kind}/template?format=${format}`}>
            {t('template', { format: format.toUpperCase() })}
          </ButtonLink>
        ))}
      />
      <TabLinks
        label={t('title')}
        links={kinds.map((one) => ({
          href: addressOf('/imports', { kind: one }),
          label: t(`kind.${one}`),
          isChosen: one === kind,
        }))}
      />
      <div className="mt-3">
        <FileDesk key={kind} kind={kind} accountSets={actor.accountSets} />
      </div>
    </ClientMessages>
  )
}
