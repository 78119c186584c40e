import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { caseHref } from '#components/collection/collection-address.ts'
import { DecideForm, ReverseWriteOffForm } from '#components/collection/write-off-acts.tsx'
import { WriteOffLines } from '#components/collection/write-off-lines.tsx'
import { WriteOffBadge } from '#components/collection/write-off-table.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Money } from '#components/ui/money.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { RequestPerson } from '#lib/auth/session.ts'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readWriteOff, type WriteOffDetail } from '#lib/domain/write-offs/queries.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { decideWriteOffAction, reverseWriteOffAction } from '../../../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('collection'))('writeOffs') }
}

export default async function WriteOffPage({ params }: { params: Promise<GoodsAddress> }) {
  const actor = await requirePermission('collection.read')
  const key = goodsKeyOf(await params) ?? notFound()
  const found = (await readWriteOff(theDesk().db, actor, key)) ?? notFound()
  const t = await getTranslations('collection')
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            {found.number}
            <WriteOffBadge status={found.status} />
          </span>
        }
        acts={<ButtonLink href="/collection/write-offs">{t('writeOff.backToList')}</ButtonLink>}
      />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex flex-col gap-3">
          <Card title={t('writeOff.title')}>
            <Facts found={found} />
          </Card>
          <Card title={t('writeOff.lines')} isFlush>
            <WriteOffLines found={found} />
          </Card>
        </div>
        <Acts found={found} actor={actor} />
      </div>
    </>
  )
}

async function Facts({ found }: { found: WriteOffDetail }) {
  const t = await getTranslations('collection')
  const facts = {
    accountSet: found.accountSetName,
    customer: (
      <Link href={caseHref(found)} className="text-accent hover:underline">
        {found.customerName}
      </Link>
    ),
    amount: <Money amount={found.amount} hasSign />,
    reason: found.reason,
    proposedBy: found.proposedBy,
    proposedAt: <Instant iso={found.proposedAt} />,
    decidedBy: found.decidedBy,
    decidedAt: found.decidedAt === null ? null : <Instant iso={found.decidedAt} />,
    decisionRemark: found.decisionRemark === '' ? null : found.decisionRemark,
    enteredOn: found.enteredOn,
    reversedBy: found.reversedBy,
    reversedOn: found.reversedOn,
    reversalReason: found.reversalReason,
  }
  return (
    <DescriptionList
      items={Object.entries(facts).flatMap(([name, value]) =>
        value === null ? [] : [{ key: name, name: t(`column.${name}`), value }],
      )}
    />
  )
}

/** What may be done now: a manager who did not propose it decides; an accountant takes an entered one back. */
async function Acts({ found, actor }: { found: WriteOffDetail; actor: RequestPerson }) {
  const t = await getTranslations('collection')
  const { accountSetId, paperId, status, proposedById } = found
  const key = { accountSetId, paperId }
  const mayDecide =
    status === 'PROPOSED' && actor.permissions.has('writeOff.decide') && proposedById !== actor.userId
  const mayReverse = status === 'ENTERED' && actor.permissions.has('writeOff.reverse')
  if (!mayDecide && !mayReverse) return null
  return (
    <Card title={t(mayDecide ? 'writeOff.decision' : 'writeOff.reverse')}>
      <ClientMessages namespaces={['collection']}>
        {mayDecide ? (
          <DecideForm of={key} action={decideWriteOffAction} />
        ) : (
          <ReverseWriteOffForm of={key} action={reverseWriteOffAction} />
        )}
      </ClientMessages>
    </Card>
  )
}
