import { useTranslations } from 'next-intl'
import { ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { BillableOrder } from '#lib/domain/purchase-bills/queries-start.ts'
import { billHref } from './billable-orders.tsx'

/** Goods went back after they were billed: what a red bill takes back of each order, with the way to it for who writes bills. */
export function RedNotice({ orders, mayRecord }: { orders: readonly BillableOrder[]; mayRecord: boolean }) {
  const t = useTranslations('purchaseBills.red')
  return orders.map((order) => (
    <Notice
      key={order.paperId}
      tone="warning"
      title={t('title')}
      act={mayRecord ? <ButtonLink href={billHref(order)}>{t('act')}</ButtonLink> : undefined}
    >
      <p>{t('about', { number: order.number, lines: order.openLines })}</p>
    </Notice>
  ))
}
