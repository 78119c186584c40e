import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { vouchersPdfHref } from '#components/books/book-links.ts'
import { BooksHead, SpanForm } from '#components/books/books-head.tsx'
import { FileLinks } from '#components/books/file-links.tsx'
import { VoucherTable } from '#components/books/voucher-table.tsx'
import { SendButton } from '#components/forms/send-button.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { listVouchers, MOST_PRINTED } from '#lib/domain/books/queries-vouchers.ts'
import { voucherKey } from '#lib/domain/books/wish.ts'
import { type AskedParams, listPages } from '#lib/kernel/address.ts'
import { numberVouchersAction } from '../actions.ts'
import { booksOf } from '../books-of.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('books'))('part.vouchers') }
}

export default async function VouchersPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const { actor, db, asked, span, sets, hasPeriods } = await booksOf(searchParams)
  const after = voucherKey(asked)
  const { rows, nextAfter, unnumbered } = await listVouchers(db, span, after)
  const t = await getTranslations('books')
  const { accountSetId, from, to } = span
  const isOneMonth = from === to
  const mayTake = actor.permissions.has('books.export') && unnumbered === 0 && rows.length > 0
  const files = mayTake ? (
    <>
      {isOneMonth ? (
        <a
          className="self-center text-accent hover:underline"
          href={vouchersPdfHref({ accountSetId, period: to }, { first: 1, last: MOST_PRINTED })}
        >
          {t('print')}
        </a>
      ) : null}
      <FileLinks file="vouchers" span={span} />
    </>
  ) : undefined
  const page = { here: after === null ? null : after.id, next: nextAfter }
  return (
    <>
      <BooksHead part="vouchers" span={span} acts={files} hasPeriods={hasPeriods} />
      <SpanForm action="/books/vouchers" span={span} sets={sets} />
      {unnumbered === 0 ? null : (
        <div className="mb-3 flex flex-wrap items-center gap-3">
          <p>{t('unnumbered', { count: unnumbered })}</p>
          {isOneMonth && actor.permissions.has('voucher.number') ? (
            <ClientMessages namespaces={['books']}>
              <SendButton
                action={numberVouchersAction}
                input={{ accountSetId, period: to }}
                label={t('numberNow')}
                question={t('numberAbout', { period: to })}
                doneText={t('numbered')}
                namespace="books"
              />
            </ClientMessages>
          ) : null}
        </div>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t('none')} hint={t('noneHint')} />
      ) : (
        <VoucherTable accountSetId={accountSetId} rows={rows} />
      )}
      <KeyPagination {...listPages('/books/vouchers', { set: accountSetId, from, to }, page)} />
    </>
  )
}
