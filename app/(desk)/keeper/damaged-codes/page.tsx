import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DamagedList } from '#components/keeper/damaged-list.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readDamagedCodes } from '#lib/domain/delivery-notes/codes-queries.ts'
import { approveDamagedCodeAction, approveDamagedGoodsCodeAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('codes'))('damaged.title') }
}

export default async function DamagedCodesPage() {
  const actor = await requirePermission('code.approveDamaged')
  const rows = await readDamagedCodes(theDesk().db, actor)
  const t = await getTranslations('codes')
  const acts = actor.permissions.has('dailyReport.read') ? (
    <ButtonLink href="/reports/damaged-codes">{t('damaged.counts')}</ButtonLink>
  ) : undefined
  return (
    <ClientMessages namespaces={['codes', 'goods', 'keeper']}>
      <PageHeader title={t('damaged.title')} about={t('damaged.about')} acts={acts} />
      {rows.length === 0 ? (
        <EmptyState title={t('damaged.empty')} hint={t('damaged.emptyHint')} />
      ) : (
        <DamagedList
          rows={rows}
          decide={approveDamagedCodeAction}
          decideGoods={approveDamagedGoodsCodeAction}
        />
      )}
    </ClientMessages>
  )
}
