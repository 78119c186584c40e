import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { vouchersPdfHref } from '#components/books/book-links.ts'
import { VoucherFacts, VoucherSides } from '#components/books/voucher-page.tsx'
import { VoucherNumber } from '#components/books/voucher-words.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { voucherDetail } from '#lib/domain/books/queries-vouchers.ts'
import { addressOf } from '#lib/kernel/address.ts'

type Props = { params: Promise<{ accountSetId: string; voucherId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('books'))('voucher') }
}

export default async function VoucherPage({ params }: Props) {
  const actor = await requirePermission('books.read')
  const { accountSetId, voucherId } = await params
  const key = { accountSetId: Number(accountSetId), voucherId }
  const voucher = (await voucherDetail(theDesk().db, actor.accountSetIds, key)) ?? notFound()
  const t = await getTranslations('books')
  const { number, period } = voucher
  const month = { set: voucher.accountSetId, from: period, to: period }
  return (
    <>
      <PageHeader
        title={
          <>
            {t('voucher')} <VoucherNumber number={number} />
          </>
        }
        about={`${voucher.accountSetName} · ${period}`}
        acts={
          <>
            <Link
              className="self-center text-accent hover:underline"
              href={addressOf('/books/vouchers', month)}
            >
              {t('part.vouchers')}
            </Link>
            {number === null ? null : (
              <a
                className="self-center text-accent hover:underline"
                href={vouchersPdfHref(voucher, { first: number, last: number })}
              >
                {t('print')}
              </a>
            )}
          </>
        }
      />
      <div className="grid items-start gap-3 lg:grid-cols-[2fr_1fr]">
        <VoucherSides voucher={voucher} />
        <Card title={t('paper')}>
          <VoucherFacts voucher={voucher} />
        </Card>
      </div>
    </>
  )
}
