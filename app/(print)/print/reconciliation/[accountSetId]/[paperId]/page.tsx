import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { DisputeList } from '#components/reconciliations/dispute-list.tsx'
import { CashFacts, SessionFacts } from '#components/reconciliations/session-facts.tsx'
import { SessionNotes } from '#components/reconciliations/session-notes.tsx'
import { PrintNow } from '#components/reports/print-now.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readSessionPage } from '#lib/domain/driver-reconciliations/queries.ts'
import { today } from '#lib/kernel/clock.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reconciliations'))('print') }
}

/** The sheet of a session on paper: every note, the cash as counted, disputes, and room for both hands while it is open. */
export default async function ReconciliationSheet({ params }: { params: Promise<GoodsAddress> }) {
  const actor = await requirePermission('reconciliation.read')
  const { db, clock } = theDesk()
  const key = goodsKeyOf(await params) ?? notFound()
  const { session, sheet, sheetHash } = (await readSessionPage(db, actor, key, today(clock))) ?? notFound()
  const t = await getTranslations('reconciliations')
  return (
    <main className="min-h-dvh pb-6 print:bg-white print:pb-0">
      <PrintNow label={t('printNow')} />
      <article
        data-theme="light"
        className="mx-auto flex max-w-[277mm] flex-col gap-4 bg-surface p-6 text-ink print:max-w-none print:p-0"
      >
        <header className="border-b-2 border-black pb-2">
          <h1 className="text-lg font-semibold">{t('session', { number: session.number })}</h1>
          <p>
            {session.driverName} · {t(`status.${session.status}`)}
          </p>
        </header>
        <SessionNotes accountSetId={session.accountSetId} sheet={sheet} />
        <CashFacts sheet={sheet} />
        {session.disputes.length === 0 ? null : <DisputeList disputes={session.disputes} />}
        <SessionFacts session={session} />
        <p className="font-mono text-sm break-all">{t('sheetHash', { hash: sheetHash })}</p>
        {session.status === 'CLOSED' ? null : (
          <p className="mt-6 flex gap-12">
            <span>{t('signDriver')} ____________________</span>
            <span>{t('signCashier')} ____________________</span>
          </p>
        )}
      </article>
    </main>
  )
}
