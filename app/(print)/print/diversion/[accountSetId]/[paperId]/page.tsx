import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { CaseFacts, RulingFacts } from '#components/diversions/case-facts.tsx'
import { PrintNow } from '#components/reports/print-now.tsx'
import { TraceCard } from '#components/tracing/trace-card.tsx'
import { Card } from '#components/ui/card.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readDiversion } from '#lib/domain/diversions/queries.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { seesWholeSets } from '#lib/papers/note-scope.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('diversions'))('print') }
}

/** The evidence of a diversion on paper: what was reported, the code's way as it was frozen, and the ruling. */
export default async function DiversionSheet({ params }: { params: Promise<GoodsAddress> }) {
  const actor = await requirePermission('code.trace')
  if (!seesWholeSets(actor)) notFound()
  const key = goodsKeyOf(await params) ?? notFound()
  const found = (await readDiversion(theDesk().db, actor, key)) ?? notFound()
  const t = await getTranslations('diversions')
  return (
    <main className="min-h-dvh pb-6 print:bg-white print:pb-0">
      <PrintNow label={t('printNow')} />
      <article className="mx-auto flex max-w-[190mm] flex-col gap-4 bg-white p-6 text-black print:max-w-none print:p-0">
        <header className="border-b-2 border-black pb-2">
          <h1 className="text-lg font-semibold">{t('sheetTitle', { number: found.number })}</h1>
          <p>{found.accountSetName}</p>
        </header>
        <CaseFacts found={found} />
        <h2 className="font-semibold">{t('evidence')}</h2>
        <TraceCard trace={found.evidence} canReport={false} />
        <Card title={t('ruling')}>
          <RulingFacts found={found} />
        </Card>
        <p className="mt-6">{t('signHere')} ____________________</p>
      </article>
    </main>
  )
}
