import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ReportForm } from '#components/diversions/report-form.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { asked, askedNumber, type AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { reportDiversionAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('diversions'))('new') }
}

export default async function NewDiversionPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('diversion.report')
  const params = await searchParams
  const wanted = askedNumber(params, 'set')
  const accountSetId = actor.accountSetIds.find((id) => id === wanted) ?? actor.accountSetIds[0] ?? 0
  const start = { accountSetId, code: asked(params, 'code'), today: today(theDesk().clock) }
  const t = await getTranslations('diversions')
  return (
    <ClientMessages namespaces={['diversions', 'prices']}>
      <PageHeader title={t('new')} />
      <ReportForm action={reportDiversionAction} accountSets={actor.accountSets} start={start} />
    </ClientMessages>
  )
}
