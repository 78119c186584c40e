import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { SessionDesk } from '#components/reconciliations/session-desk.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readSessionPage } from '#lib/domain/driver-reconciliations/queries.ts'
import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'
import { today } from '#lib/kernel/clock.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'
import * as actions from '../../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reconciliations'))('title') }
}

export default async function ReconciliationPage({ params }: { params: Promise<GoodsAddress> }) {
  const actor = await requirePermission('reconciliation.read')
  const { db, clock, passkeyOrigin } = theDesk()
  const key = goodsKeyOf(await params) ?? notFound()
  const page = (await readSessionPage(db, actor, key, today(clock))) ?? notFound()
  const t = await getTranslations('reconciliations')
  const { number, driverName, status } = page.session
  return (
    <ClientMessages
      namespaces={['reconciliations', 'custody', 'handOvers', 'scan', ...gateNamespaces('reconcile')]}
    >
      <PageHeader
        title={t('session', { number })}
        about={
          <>
            <span className="mr-2">{driverName}</span>
            <Badge tone={status === 'OPEN' ? 'warning' : 'neutral'}>{t(`status.${status}`)}</Badge>
          </>
        }
        acts={
          <>
            <ButtonLink href="/reconciliations" variant="quiet">
              {t('back')}
            </ButtonLink>
            <a
              href={`/api/reconciliations/${key.accountSetId}/${key.paperId}/pdf`}
              target="_blank"
              rel="noopener"
              className="self-center text-accent hover:underline"
            >
              {t('pdf')}
            </a>
            <ButtonLink href={`/print/reconciliation/${key.accountSetId}/${key.paperId}`}>
              {t('print')}
            </ButtonLink>
          </>
        }
      />
      <SessionDesk
        page={page}
        actor={{ userId: actor.userId, permissions: actor.permissions }}
        actions={actions}
        hasPasskeys={passkeyOrigin !== null}
      />
    </ClientMessages>
  )
}
