import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { sourceHref } from './book-links.ts'

/** A voucher's number, or that it has none yet. */
export function VoucherNumber({ number }: { number: number | null }) {
  const t = useTranslations('books')
  return number === null ? <span className="text-muted">{t('noNumber')}</span> : t('number', { number })
}

/** What a voucher is about, with whom. */
export function VoucherSummary({
  voucher,
}: {
  voucher: { kind: string; isMirror: boolean; party: string | null }
}) {
  const t = useTranslations('books')
  return (
    <>
      {voucher.isMirror ? <Badge tone="warning">{t('mirror')}</Badge> : null} {t(`kind.${voucher.kind}`)}
      {voucher.party === null ? null : <span className="ml-2">{voucher.party}</span>}
    </>
  )
}

/** The paper a voucher was made from, as a link where the paper has a page. */
export function SourceLink({
  accountSetId,
  voucher,
}: {
  accountSetId: number
  voucher: { paperId: string; paperKind: string; paperNumber: string }
}) {
  const href = sourceHref({ accountSetId, paperId: voucher.paperId, kind: voucher.paperKind })
  if (href === null) return voucher.paperNumber
  return (
    <Link href={href} className="text-accent hover:underline">
      {voucher.paperNumber}
    </Link>
  )
}
