import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Money } from '#components/ui/money.tsx'
import type { OrderDetail } from '#lib/domain/sales-orders/queries.ts'

/** Who took the order and how (R32), who confirmed it (R33), who checked it (R53), and what it asks for (R132). */
export function OrderFacts({ order }: { order: OrderDetail }) {
  const t = useTranslations('orders')
  const by = (name: string | null, at: string | null, how?: string): ReactNode =>
    name === null || at === null ? (
      t('notYet')
    ) : (
      <>
        {name} · <Instant iso={at} />
        {how === undefined ? null : ` · ${how}`}
      </>
    )
  const how = order.confirmedHow === null ? undefined : t(`intakeChannel.${order.confirmedHow}`)
  const items = [
    { key: 'customer', name: t('customer'), value: `${order.customerName} · ${order.customerCode}` },
    { key: 'channel', name: t('channelName'), value: t(`channel.${order.channel}`) },
    {
      key: 'recorded',
      name: t('recorded'),
      value: by(order.recordedBy, order.recordedAt, t(`intakeChannel.${order.intakeChannel}`)),
    },
    { key: 'confirmed', name: t('confirmed'), value: by(order.confirmedBy, order.confirmedAt, how) },
    ...(order.needsSalesCheck
      ? [{ key: 'checked', name: t('checked'), value: by(order.salesCheckedBy, order.salesCheckedAt) }]
      : []),
    {
      key: 'dates',
      name: t('expectedOn'),
      value: `${order.expectedOn} (${t('businessDate')} ${order.businessDate})`,
    },
    {
      key: 'instructions',
      name: t('instructions'),
      value: <span className="whitespace-pre-wrap">{order.specialInstructions || t('none')}</span>,
    },
  ]
  return (
    <Card title={t('facts')}>
      <DescriptionList items={items} />
    </Card>
  )
}

/** What came of the order: applications and notes, each with its number. */
export function OrderPapers({ order }: { order: OrderDetail }) {
  const t = useTranslations('orders')
  const { notes, applications } = order
  return (
    <Card title={t('papers')}>
      {notes.length + applications.length === 0 ? <p className="text-muted">{t('noPapers')}</p> : null}
      <ul className="flex flex-col gap-1">
        {applications.map(({ applicationId, number, status }) => (
          <li key={applicationId} className="flex gap-3">
            <Link href={`/billing-applications/${applicationId}`} className="text-accent underline">
              {number}
            </Link>
            <span className="text-muted">{t(`applicationStatus.${status}`)}</span>
          </li>
        ))}
        {notes.map((note) => (
          <li key={note.paperId} className="flex flex-wrap gap-3">
            <Link href={`/notes/${order.accountSetId}/${note.paperId}`} className="text-accent underline">
              {note.number}
            </Link>
            <span className="text-muted">{t(`noteStatus.${note.status}`)}</span>
            <Money amount={note.gross} />
            <span className="text-muted">
              <Instant iso={note.issuedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
