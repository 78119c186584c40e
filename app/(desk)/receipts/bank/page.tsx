import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { MatchDesk } from '#components/bank-lists/match-desk.tsx'
import { ReadDesk } from '#components/bank-lists/read-desk.tsx'
import { ReceiptTabs, SetTabs } from '#components/receipts/receipt-tabs.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listOpenLines } from '#lib/domain/bank-lists/queries.ts'
import { addressOf, askedNumber, askedOrNull, type AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { confirmLinesAction, readListAction, setLineAsideAction } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('bankLists'))('title') }
}

export default async function BankListPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('bankList.match')
  const { db, clock } = theDesk()
  const params = await searchParams
  const after = askedOrNull(params, 'after')
  const set = actor.accountSets.find(({ id }) => id === askedNumber(params, 'set')) ?? actor.accountSets[0]
  const accountSetId = set?.id ?? 0
  const { rows, nextAfter } = await listOpenLines(db, actor, { accountSetId, after })
  const t = await getTranslations('bankLists')
  const address = (key: string | null) => addressOf('/receipts/bank', { set: accountSetId, after: key })
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} />
      <ReceiptTabs open="bank" mayMatch={actor.permissions.has('bankList.match')} />
      <SetTabs accountSets={actor.accountSets} openId={accountSetId} path="/receipts/bank" />
      <ClientMessages namespaces={['bankLists']}>
        <div key={accountSetId} className="flex flex-col gap-3">
          <ReadDesk accountSetId={accountSetId} today={today(clock)} action={readListAction} />
          {rows.length === 0 ? (
            <EmptyState title={t('none')} hint={t('noneHint')} />
          ) : (
            <MatchDesk
              accountSetId={accountSetId}
              rows={rows}
              confirm={confirmLinesAction}
              setAside={setLineAsideAction}
            />
          )}
        </div>
      </ClientMessages>
      <KeyPagination
        newerHref={after === null ? null : address(null)}
        olderHref={nextAfter === null ? null : address(nextAfter)}
      />
    </>
  )
}
