import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { CaseFacts, RulingFacts } from '#components/diversions/case-facts.tsx'
import { RuleForm } from '#components/diversions/rule-form.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { TraceCard } from '#components/tracing/trace-card.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readDiversion } from '#lib/domain/diversions/queries.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { seesWholeSets } from '#lib/papers/note-scope.ts'
import { ruleDiversionAction } from '../../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('diversions'))('title') }
}

export default async function DiversionPage({ params }: { params: Promise<GoodsAddress> }) {
  const actor = await requirePermission('code.trace')
  if (!seesWholeSets(actor)) notFound()
  const key = goodsKeyOf(await params) ?? notFound()
  const found = (await readDiversion(theDesk().db, actor, key)) ?? notFound()
  const t = await getTranslations('diversions')
  const canRule =
    found.status === 'OPEN' && actor.permissions.has('diversion.rule') && found.reportedById !== actor.userId
  const print = `/print/diversion/${key.accountSetId}/${key.paperId}`
  return (
    <ClientMessages namespaces={['diversions']}>
      <PageHeader
        title={t('case', { number: found.number })}
        about={
          <Badge tone={found.status === 'OPEN' ? 'warning' : 'neutral'}>{t(`status.${found.status}`)}</Badge>
        }
        acts={
          <>
            <ButtonLink href="/trace/diversions" variant="quiet">
              {t('back')}
            </ButtonLink>
            <ButtonLink href={print}>{t('print')}</ButtonLink>
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <CaseFacts found={found} />
        <Card title={t('ruling')}>
          <RulingFacts found={found} />
          {canRule ? <RuleForm action={ruleDiversionAction} of={found} /> : null}
        </Card>
        <h2 className="font-semibold">{t('evidence')}</h2>
        <TraceCard trace={found.evidence} canReport={false} />
      </div>
    </ClientMessages>
  )
}
