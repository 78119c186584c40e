import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { SlipActs } from '#components/amendments/slip-acts.tsx'
import { SlipLines } from '#components/amendments/slip-lines.tsx'
import { SLIP_TONES } from '#components/amendments/slip-table.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readAmendmentPage } from '#lib/domain/delivery-notes/amendment-queries.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'
import * as actions from '../../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('amendments'))('title') }
}

export default async function AmendmentPage({ params }: { params: Promise<GoodsAddress> }) {
  const actor = await requirePermission('amendment.read')
  const { db, passkeyOrigin } = theDesk()
  const key = goodsKeyOf(await params) ?? notFound()
  const { slip, lines } = (await readAmendmentPage(db, actor, key)) ?? notFound()
  const t = await getTranslations('amendments')
  const { permissions, userId, roles } = actor
  const isHis = slip.handlerId === userId || roles.includes('SALES_MANAGER')
  const may = {
    agree:
      slip.status === 'OPEN' && permissions.has('amendment.agree') && isHis && slip.openedById !== userId,
    receive:
      slip.status === 'AGREED' &&
      permissions.has('amendment.receive') &&
      actor.warehouseIds.includes(slip.warehouseId),
    withdraw: ['OPEN', 'AGREED'].includes(slip.status) && permissions.has('amendment.open'),
  }
  return (
    <ClientMessages namespaces={['amendments', 'custody', 'scan']}>
      <PageHeader
        title={t('slip', { number: slip.number })}
        about={<Badge tone={SLIP_TONES[slip.status]}>{t(`status.${slip.status}`)}</Badge>}
        acts={
          <ButtonLink href="/amendments" variant="quiet">
            {t('back')}
          </ButtonLink>
        }
      />
      <div className="flex flex-col gap-4">
        <p className="flex flex-wrap gap-x-3">
          <Link className="text-accent" href={`/notes/${slip.accountSetId}/${slip.notePaperId}`}>
            {slip.noteNumber}
          </Link>
          <span>{slip.customerName}</span>
          <span className="text-muted">{slip.reason}</span>
        </p>
        <SlipLines slip={slip} lines={lines} />
        <SlipActs
          slip={{
            accountSetId: slip.accountSetId,
            paperId: slip.paperId,
            notePaperId: slip.notePaperId,
            number: slip.number,
          }}
          may={may}
          codesDue={lines.reduce((sum, line) => sum + line.codes, 0)}
          actions={{
            agreeAmendmentAction: actions.agreeAmendmentAction,
            receiveSurplusAction: actions.receiveSurplusAction,
            withdrawAmendmentAction: actions.withdrawAmendmentAction,
            startSigningAction: actions.startSigningAction,
          }}
          hasPasskeys={passkeyOrigin !== null}
        />
      </div>
    </ClientMessages>
  )
}
