import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BalanceTable } from '#components/books/balance-table.tsx'
import { BooksHead, SpanForm } from '#components/books/books-head.tsx'
import { FileLinks } from '#components/books/file-links.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { trialBalance } from '#lib/domain/books/queries-balance.ts'
import type { AskedParams } from '#lib/kernel/address.ts'
import { booksOf } from './books-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('books'))('title') }
}

export default async function BooksPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const { actor, db, span, sets, hasPeriods } = await booksOf(searchParams)
  const balance = await trialBalance(db, span)
  const t = await getTranslations('books')
  const files = actor.permissions.has('books.export') ? (
    <FileLinks file="trial-balance" span={span} />
  ) : undefined
  return (
    <>
      <BooksHead part="balance" span={span} acts={files} hasPeriods={hasPeriods} />
      <SpanForm action="/books" span={span} sets={sets} />
      {balance.rows.length === 0 ? (
        <EmptyState title={t('none')} hint={t('noneHint')} />
      ) : (
        <>
          <BalanceTable balance={balance} span={span} />
          <p className={balance.isBalanced ? 'mt-2 text-muted' : 'mt-2 text-danger'}>
            {t(balance.isBalanced ? 'balanced' : 'unbalanced')}
          </p>
        </>
      )}
    </>
  )
}
