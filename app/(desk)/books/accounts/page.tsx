import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BooksHead } from '#components/books/books-head.tsx'
import { AddAccountForm, RenameAccount } from '#components/books/chart-forms.tsx'
import { ChartHistory, ChartTable } from '#components/books/chart-tables.tsx'
import { SendButton } from '#components/forms/send-button.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Card } from '#components/ui/card.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { ACCOUNTING_STANDARDS } from '#lib/domain/books/charts.ts'
import { type ChartRow, chartOf } from '#lib/domain/books/queries-chart.ts'
import { addressOf, type AskedParams } from '#lib/kernel/address.ts'
import { addAccountAction, chooseChartAction, renameAccountAction } from '../actions.ts'
import { booksOf } from '../books-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('books'))('part.accounts') }
}

export default async function AccountsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const { actor, db, span, sets, hasPeriods } = await booksOf(searchParams)
  const { accountSetId, from, to } = span
  const chart = (await chartOf(db, actor.accountSetIds, accountSetId)) ?? notFound()
  const t = await getTranslations('books')
  const mayWrite = actor.permissions.has('chart.write')
  const others = ACCOUNTING_STANDARDS.filter((standard) => standard !== chart.standard)
  const renameOf = ({ code, name }: ChartRow) => (
    <RenameAccount key={name} account={{ accountSetId, code, name }} action={renameAccountAction} />
  )
  return (
    <ClientMessages namespaces={['books']}>
      <BooksHead part="accounts" span={span} hasPeriods={hasPeriods} />
      <div className="mb-3">
        <TabLinks
          label={t('accountSet')}
          links={sets.map(({ id, name }) => ({
            href: addressOf('/books/accounts', { set: id, from, to }),
            label: name,
            isChosen: id === accountSetId,
          }))}
        />
      </div>
      <div className="flex flex-col gap-3">
        <Card title={t('chart.standard')}>
          <div className="flex flex-wrap items-center gap-3">
            <p className="font-semibold">{t(`chart.${chart.standard}`)}</p>
            {chart.hasVouchers ? <p className="text-muted">{t('chart.inUse')}</p> : null}
            {mayWrite && !chart.hasVouchers
              ? others.map((standard) => (
                  <SendButton
                    key={standard}
                    action={chooseChartAction}
                    input={{ accountSetId, standard }}
                    label={t('chart.choose', { standard: t(`chart.${standard}`) })}
                    question={t('chart.chooseAbout')}
                    doneText={t('chart.chosen')}
                    namespace="books"
                  />
                ))
              : null}
          </div>
        </Card>
        {mayWrite ? (
          <Card title={t('chart.add')}>
            <AddAccountForm key={accountSetId} accountSetId={accountSetId} action={addAccountAction} />
          </Card>
        ) : null}
        <ChartTable accounts={chart.accounts} actOf={mayWrite ? renameOf : null} />
        <Card title={t('chart.history')}>
          <ChartHistory history={chart.history} />
        </Card>
      </div>
    </ClientMessages>
  )
}
