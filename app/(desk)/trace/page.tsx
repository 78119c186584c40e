import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { PaperCodesCard } from '#components/tracing/paper-codes.tsx'
import { TraceResult } from '#components/tracing/trace-result.tsx'
import { TraceSearch } from '#components/tracing/trace-search.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readPaperCodes } from '#lib/domain/tracing/paper-queries.ts'
import { traceCode } from '#lib/domain/tracing/queries.ts'
import { askedNumber, askedOrNull, type AskedParams } from '#lib/kernel/address.ts'
import { seesWholeSets } from '#lib/papers/note-scope.ts'
import { goodsKeyOf } from '#lib/papers/goods/address.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('trace'))('title') }
}

export default async function TracePage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('code.trace')
  const { db } = theDesk()
  const params = await searchParams
  const [code, paper] = [askedOrNull(params, 'code'), askedOrNull(params, 'paper')]
  const after = askedNumber(params, 'after') ?? 0
  const t = await getTranslations('trace')
  const acts = seesWholeSets(actor) ? (
    <ButtonLink href="/trace/diversions">{t('diversions')}</ButtonLink>
  ) : undefined
  const [accountSetId = '', paperId = ''] = paper?.split('/') ?? []
  const key = paper === null ? null : (goodsKeyOf({ accountSetId, paperId }) ?? notFound())
  const codes = key === null ? null : ((await readPaperCodes(db, actor, key, after)) ?? notFound())
  const answer = code === null ? null : await traceCode(db, actor, code)
  return (
    <ClientMessages namespaces={['trace', 'scan']}>
      <PageHeader title={t('title')} about={t('about')} acts={acts} />
      <div className="flex flex-col gap-3">
        <TraceSearch />
        {codes === null ? (
          <TraceResult answer={answer} canReport={actor.permissions.has('diversion.report')} />
        ) : (
          <PaperCodesCard paper={codes} after={after} />
        )}
      </div>
    </ClientMessages>
  )
}
