import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { AmendForm } from '#components/amendments/amend-form.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readAmendable } from '#lib/domain/delivery-notes/amendment-queries.ts'
import { asked, askedNumber, type AskedParams } from '#lib/kernel/address.ts'
import { isId } from '#lib/kernel/ids.ts'
import { openAmendmentAction, startSigningAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('amendments'))('open') }
}

export default async function NewAmendmentPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('amendment.open')
  const { db, passkeyOrigin } = theDesk()
  const params = await searchParams
  const [accountSetId, paperId] = [askedNumber(params, 'set') ?? 0, asked(params, 'note')]
  if (!isId(paperId)) notFound()
  const found = (await readAmendable(db, actor, { accountSetId, paperId })) ?? notFound()
  const t = await getTranslations('amendments')
  return (
    <ClientMessages namespaces={['amendments']}>
      <PageHeader title={t('open')} about={found.note.customerName} />
      <AmendForm
        note={{ accountSetId, paperId, number: found.note.number }}
        lines={found.lines}
        action={openAmendmentAction}
        askToSign={startSigningAction}
        hasPasskeys={passkeyOrigin !== null}
      />
    </ClientMessages>
  )
}
