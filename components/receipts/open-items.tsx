import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { Foreseen } from './foresee.ts'

/** A note or bill of which something is still to be paid, and where its page is. */
export type ShownItem = {
  paperId: string
  number: string
  href: string
  /** What stands beside the number: the day of a note, the supplier's own number of a bill. */
  about: string
  dueDate: string
  daysOver: number
  amount: string
  open: string
}

/**
 * What a customer owes, or the house a supplier, oldest first, each with what the amount being typed would pay of it. The
 * words are those of the room.
 */
export function OpenItems({
  room,
  items,
  foreseen,
}: {
  room: 'receipts' | 'payments'
  items: readonly ShownItem[]
  foreseen: Foreseen | null
}) {
  const t = useTranslations(room)
  if (items.length === 0) return <EmptyState title={t('nothingOpen')} hint={t('nothingOpenHint')} />
  const paid = new Map(foreseen?.paid.map((each) => [each.paperId, each.amount]))
  return (
    <Table
      label={t('openItems')}
      className="max-h-[60dvh]"
      head={
        <>
          <HeadCell>{t('column.paper')}</HeadCell>
          <HeadCell>{t('column.about')}</HeadCell>
          <HeadCell>{t('column.dueDate')}</HeadCell>
          <HeadCell isNumeric>{t('column.daysOver')}</HeadCell>
          <HeadCell isNumeric>{t('column.amount')}</HeadCell>
          <HeadCell isNumeric>{t('column.open')}</HeadCell>
          <HeadCell isNumeric>{t('column.willPay')}</HeadCell>
        </>
      }
    >
      {items.map((item) => (
        <Row key={item.paperId} isChosen={paid.has(item.paperId)}>
          <Cell className="whitespace-nowrap">
            <Link href={item.href} className="text-accent hover:underline">
              {item.number}
            </Link>
          </Cell>
          <Cell className="whitespace-nowrap">{item.about}</Cell>
          <Cell className="whitespace-nowrap">{item.dueDate}</Cell>
          <Cell isNumeric className={item.daysOver > 0 ? 'text-danger' : 'text-muted'}>
            {item.daysOver === 0 ? t('notYet') : t('days', { count: item.daysOver })}
          </Cell>
          <Cell isNumeric>
            <Money amount={item.amount} />
          </Cell>
          <Cell isNumeric>
            <Money amount={item.open} />
          </Cell>
          <Cell isNumeric className="font-semibold">
            <PaidOf amount={paid.get(item.paperId)} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

function PaidOf({ amount }: { amount: string | undefined }) {
  return amount === undefined ? null : <Money amount={amount} />
}
