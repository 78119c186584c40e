import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PrintNow } from '#components/reports/print-now.tsx'
import { StatementBills, StatementMarks, StatementUnbilled } from '#components/suppliers/statement-tables.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { statementWish, supplierStatement } from '#lib/domain/suppliers/queries-statement.ts'
import type { AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<AskedParams> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('suppliers'))('statement.title') }
}

/** The statement as it goes to the supplier, with room for both seals. */
export default async function StatementPaper({ params, searchParams }: Props) {
  const actor = await requirePermission('purchaseBill.read')
  const { db, clock } = theDesk()
  const { id } = await params
  const day = today(clock)
  const wish = statementWish(await searchParams, day)
  const statement = (await supplierStatement(db, actor, id, wish, day)) ?? notFound()
  const { supplier } = statement
  const t = await getTranslations('suppliers')
  return (
    <main className="min-h-dvh pb-6 print:bg-white print:pb-0">
      <PrintNow label={t('statement.print')} />
      <article
        data-theme="light"
        className="mx-auto flex max-w-[190mm] flex-col gap-4 bg-surface p-6 text-ink print:max-w-none print:p-0"
      >
        <header className="text-center">
          <h1 className="text-xl font-semibold">
            {supplier.accountSetName} {t('statement.title')}
          </h1>
          <p>
            {supplier.name}（{supplier.code}） {t('statement.about', { from: wish.from, to: wish.to })}
          </p>
        </header>
        <StatementMarks statement={statement} />
        <h2 className="font-semibold">{t('statement.openBills')}</h2>
        <StatementBills accountSetId={supplier.accountSetId} bills={statement.openBills} />
        <h2 className="font-semibold">{t('statement.unbilled')}</h2>
        <StatementUnbilled accountSetId={supplier.accountSetId} goods={statement.unbilled} />
        <p>{t('statement.confirm')}</p>
        <div className="grid grid-cols-2 gap-8 pt-6 pb-10">
          <p>{t('statement.supplierSeal')}</p>
          <p>{t('statement.houseSeal')}</p>
        </div>
      </article>
    </main>
  )
}
