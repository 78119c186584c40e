'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { Foreseen } from '#components/receipts/foresee.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import { goodsHref } from '#lib/papers/goods/address.ts'

/** A bill of which something is still to be paid. */
export type ShownBill = {
  paperId: string
  number: string
  externalNumber: string
  businessDate: string
  dueDate: string
  amount: string
  open: string
  daysOver: number
}

/** Open bills, oldest first, each with what the amount being typed would pay of it. */
export function OpenBills({
  accountSetId,
  bills,
  foreseen,
}: {
  accountSetId: number
  bills: readonly ShownBill[]
  foreseen: Foreseen | null
}) {
  const t = useTranslations('payments')
  if (bills.length === 0) return <EmptyState title={t('nothingOpen')} hint={t('nothingOpenHint')} />
  const paid = new Map(foreseen?.paid.map((each) => [each.paperId, each.amount]))
  return (
    <Table
      label={t('openBills')}
      className="max-h-[60dvh]"
      head={
        <>
          <HeadCell>{t('column.bill')}</HeadCell>
          <HeadCell>{t('column.invoice')}</HeadCell>
          <HeadCell>{t('column.dueDate')}</HeadCell>
          <HeadCell isNumeric>{t('column.daysOver')}</HeadCell>
          <HeadCell isNumeric>{t('column.amount')}</HeadCell>
          <HeadCell isNumeric>{t('column.open')}</HeadCell>
          <HeadCell isNumeric>{t('column.willPay')}</HeadCell>
        </>
      }
    >
      {bills.map((bill) => (
        <Row key={bill.paperId} isChosen={paid.has(bill.paperId)}>
          <Cell className="whitespace-nowrap">
            <Link
              href={goodsHref('PURCHASE_BILL', { accountSetId, paperId: bill.paperId })}
              className="text-accent hover:underline"
            >
              {bill.number}
            </Link>
          </Cell>
          <Cell>{bill.externalNumber}</Cell>
          <Cell className="whitespace-nowrap">{bill.dueDate}</Cell>
          <Cell isNumeric className={bill.daysOver > 0 ? 'text-danger' : 'text-muted'}>
            {bill.daysOver === 0 ? t('notYet') : t('days', { count: bill.daysOver })}
          </Cell>
          <Cell isNumeric>
            <Money amount={bill.amount} />
          </Cell>
          <Cell isNumeric>
            <Money amount={bill.open} />
          </Cell>
          <Cell isNumeric className="font-semibold">
            <PaidOf amount={paid.get(bill.paperId)} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

function PaidOf({ amount }: { amount: string | undefined }) {
  return amount === undefined ? null : <Money amount={amount} />
}
