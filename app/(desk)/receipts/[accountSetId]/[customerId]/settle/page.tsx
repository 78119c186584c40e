import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { statementHref } from '#components/collection/collection-address.ts'
import { customerMoneyAddress } from '#components/receipts/receipt-address.ts'
import { SettleDesk } from '#components/receipts/settle-desk.tsx'
import { SettledTable } from '#components/receipts/settled-table.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission, type RequestPerson } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { settlementDesk } from '#lib/domain/receipts/queries-detail.ts'
import { customerMoney } from '#lib/domain/receipts/queries.ts'
import type { StatementContent } from '#lib/domain/statements/content.ts'
import { readStatement } from '#lib/domain/statements/queries.ts'
import { type AskedParams, asked } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { allocateByHandAction, grantAllowanceAction, undoAllocationAction } from '../../../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('receipts'))('settle') }
}

/** The statement whose notes are to be settled together; null when none of this customer is named. */
async function statementOf(
  actor: RequestPerson,
  { accountSetId, customerId }: { accountSetId: number; customerId: string },
  paperId: string,
): Promise<StatementContent | null> {
  if (paperId === '' || !actor.permissions.has('statement.read')) return null
  const { db, clock } = theDesk()
  const found = await readStatement(db, actor, { accountSetId, paperId }, clock.now())
  return found?.content.customerId === customerId ? found.content : null
}

export default async function SettlePage({
  params,
  searchParams,
}: {
  params: Promise<{ accountSetId: string; customerId: string }>
  searchParams: Promise<AskedParams>
}) {
  const actor = await requirePermission('receipt.read')
  const { db, clock } = theDesk()
  const { accountSetId, customerId } = await params
  const key = { accountSetId: Number(accountSetId), customerId }
  const [owing, money, statement] = await Promise.all([
    customerMoney(db, actor, key, today(clock)),
    settlementDesk(db, actor, key),
    statementOf(actor, key, asked(await searchParams, 'statement')),
  ])
  if (owing === null || money === null) notFound()
  const named = new Set(statement?.open.map(({ paperId }) => paperId))
  const batch = owing.items.flatMap(({ paperId }) => (named.has(paperId) ? [paperId] : []))
  const t = await getTranslations('receipts')
  const mayPay = actor.permissions.has('allocation.byHand')
  const maySettle = mayPay || actor.permissions.has('allowance.grant')
  return (
    <>
      <PageHeader
        title={`${owing.name} · ${t('settle')}`}
        about={mayPay ? t('settleAbout') : t('grantAbout')}
        acts={
          <>
            {statement === null ? null : (
              <ButtonLink href={statementHref(statement)}>{statement.number}</ButtonLink>
            )}
            <ButtonLink href={customerMoneyAddress(key.accountSetId, key.customerId)}>
              {t('toMoney')}
            </ButtonLink>
          </>
        }
      />
      <ClientMessages namespaces={['receipts']}>
        {owing.items.length === 0 || !maySettle ? (
          <EmptyState title={maySettle ? t('nothingOpen') : t('mayNotSettle')} hint={t('nothingOpenHint')} />
        ) : (
          <SettleDesk
            customer={key}
            money={money}
            items={owing.items}
            action={mayPay ? allocateByHandAction : grantAllowanceAction}
            mayPay={mayPay}
            batch={batch}
          />
        )}
        <h2 className="mt-4 mb-2 font-semibold">{t('latest')}</h2>
        {money.latest.length === 0 ? (
          <p className="text-muted">{t('settledNone')}</p>
        ) : (
          <SettledTable
            accountSetId={key.accountSetId}
            rows={money.latest}
            hasMoney
            undo={actor.permissions.has('allocation.undo') ? undoAllocationAction : null}
          />
        )}
      </ClientMessages>
    </>
  )
}
