import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { CopyBadge } from '#components/custody/copy-badge.tsx'
import { CUSTODY_NAMESPACES } from '#components/custody/namespaces.ts'
import { ScannedCopyActs } from '#components/hand-overs/scanned-copy-acts.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { formatInstant } from '#lib/i18n/format.ts'
import { goodsCopyName } from '#lib/papers/goods/copy-names.ts'
import { readScannedCopy, standingFor } from '#lib/papers/hand-over-queries.ts'
import * as actions from '../../hand-overs/actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('handOvers'))('title') }
}

/** What the QR code of a copy opens: where the copy is, and what the reader can do with it. */
export default async function CopyPage({ params }: { params: Promise<{ token: string }> }) {
  const actor = await requirePermission('note.read')
  const { token } = await params
  const copy = (await readScannedCopy(theDesk().db, actor, token)) ?? notFound()
  const t = await getTranslations('handOvers.copy')
  const custody = await getTranslations('custody')
  const ownName = goodsCopyName(await getLocale(), copy.goodsKind, copy.kind)
  const name = ownName ?? custody(`copy.${copy.kind}`)
  return (
    <ClientMessages namespaces={['handOvers', 'notePage', ...CUSTODY_NAMESPACES]}>
      <PageHeader title={t('title', { number: copy.number, copy: name })} about={copy.customerName} />
      <div className="flex max-w-xl flex-col gap-4">
        <Card>
          <p className="flex flex-wrap items-center gap-2 text-base">
            <CopyBadge kind={copy.kind} name={name} />
            {t('at', { place: custody(`place.${copy.place}`) })}
          </p>
          <p className="text-muted">
            {t('keeper', { name: copy.keeperName ?? '—', at: formatInstant(copy.sinceAt) })}
          </p>
          {copy.offeredPlace === null ? null : (
            <p className="text-warning">
              {t('offered', {
                place: custody(`place.${copy.offeredPlace}`),
                name: copy.offeredToName ?? t('anyone'),
              })}
            </p>
          )}
          <Link
            className="text-accent"
            href={`/${copy.isNote ? 'notes' : 'goods'}/${copy.accountSetId}/${copy.paperId}`}
          >
            {t('note')}
          </Link>
        </Card>
        <ScannedCopyActs
          scanned={token}
          number={copy.number}
          standing={standingFor(copy, actor)}
          canAct={actor.permissions.has('handOver.act')}
          canAttach={copy.isNote && actor.permissions.has('note.attach')}
          actions={actions}
        />
      </div>
    </ClientMessages>
  )
}
