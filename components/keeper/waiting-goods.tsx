import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { GoodsStatusBadge } from '#components/goods-papers/goods-status.tsx'
import { goodsHref } from '#lib/papers/goods/address.ts'
import type { WaitingGoods } from '#lib/papers/goods/waiting-queries.ts'

/** Receipts, stock-outs, transfers, counts and returns that wait for this keeper's hands. */
export function WaitingGoodsList({ papers }: { papers: readonly WaitingGoods[] }) {
  const t = useTranslations('goods')
  const title = useTranslations('keeper')('waitingGoods', { count: papers.length })
  if (papers.length === 0) return null
  return (
    <section aria-label={title} className="mt-4">
      <h2 className="mb-2 font-semibold">{title}</h2>
      <ul className="flex flex-col gap-2">
        {papers.map((paper) => (
          <li key={paper.paperId}>
            <Link
              href={goodsHref(paper.kind, paper)}
              className="flex flex-col gap-1 rounded-md border border-line bg-surface p-3 hover:bg-sunken"
            >
              <span className="flex flex-wrap items-center justify-between gap-2">
                <span className="font-semibold">
                  {t(`kind.${paper.kind}`)} {paper.number}
                </span>
                <GoodsStatusBadge kind={paper.kind} status={paper.status} />
              </span>
              <span className="flex flex-wrap justify-between gap-2 text-muted">
                <span>{paper.partyName}</span>
                <span>
                  {paper.toWarehouseName === null
                    ? paper.warehouseName
                    : t('to', { from: paper.warehouseName, to: paper.toWarehouseName })}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
