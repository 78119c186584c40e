import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { GoodsCodes } from '#components/code-lists/goods-codes.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { paperHref } from '#components/tracing/trace-address.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { readScanningPaper } from '#lib/papers/goods/code-queries.ts'
import * as actions from '../../../../keeper/actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('codeLists'))('title') }
}

export default async function GoodsCodesPage({ params }: { params: Promise<GoodsAddress> }) {
  const actor = await requirePermission('code.capture')
  const key = goodsKeyOf(await params) ?? notFound()
  const paper = (await readScanningPaper(theDesk().db, actor, key)) ?? notFound()
  const t = await getTranslations('codeLists')
  const back = (
    <ButtonLink href={paperHref(paper.kind, key)}>{t('backTo', { number: paper.number })}</ButtonLink>
  )
  return (
    <ClientMessages namespaces={['codeLists', 'codes', 'imports', 'keeper', 'scan']}>
      <PageHeader title={t('title')} about={paper.number} acts={back} />
      <GoodsCodes
        paper={paper}
        userId={actor.userId}
        actions={{
          capture: actions.captureGoodsCodesAction,
          removeCode: actions.removeGoodsCodeAction,
          reportDamaged: actions.reportDamagedGoodsCodeAction,
          takeIn: actions.takeInCodeListAction,
        }}
      />
    </ClientMessages>
  )
}
