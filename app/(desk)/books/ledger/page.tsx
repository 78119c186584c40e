import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BooksHead, SpanForm } from '#components/books/books-head.tsx'
import { LedgerTable } from '#components/books/ledger-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Select } from '#components/ui/inputs.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { chartOf } from '#lib/domain/books/queries-chart.ts'
import { accountLedger } from '#lib/domain/books/queries-ledger.ts'
import { voucherKey } from '#lib/domain/books/wish.ts'
import { asked as askedWord, type AskedParams, listPages } from '#lib/kernel/address.ts'
import { booksOf } from '../books-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('books'))('part.ledger') }
}

export default async function LedgerPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const { actor, db, asked, span, sets, hasPeriods } = await booksOf(searchParams)
  const chart = await chartOf(db, actor.accountSetIds, span.accountSetId)
  const accounts = chart?.accounts ?? []
  const code =
    askedWord(asked, 'account') || (accounts.find(({ uses }) => uses.includes('RECEIVABLE'))?.code ?? '')
  const after = voucherKey(asked)
  const ledger = await accountLedger(db, span, code, after)
  const t = await getTranslations('books')
  const { accountSetId: set, from, to } = span
  return (
    <>
      <BooksHead part="ledger" span={span} hasPeriods={hasPeriods} />
      <SpanForm action="/books/ledger" span={span} sets={sets}>
        <label className="flex items-center gap-2">
          <span className="text-muted">{t('account')}</span>
          <Select name="account" defaultValue={code} key={code} className="max-w-72">
            {accounts.map((account) => (
              <option key={account.code} value={account.code}>
                {account.code} {account.name}
              </option>
            ))}
          </Select>
        </label>
      </SpanForm>
      {ledger === null ? (
        <EmptyState title={t('noMovement')} />
      ) : (
        <>
          <LedgerTable ledger={ledger} span={span} isFirst={after === null} />
          <KeyPagination
            {...listPages(
              '/books/ledger',
              { set, from, to, account: code },
              { here: after === null ? null : after.id, next: ledger.nextAfter },
            )}
          />
        </>
      )}
    </>
  )
}
