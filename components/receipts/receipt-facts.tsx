import Link from 'next/link'
import type { ReactNode } from 'react'
import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Money } from '#components/ui/money.tsx'
import type { ReceiptDetail } from '#lib/domain/receipts/queries-detail.ts'
import { customerMoneyAddress } from './receipt-address.ts'

/** What a receipt says, through whose hands it went, and what of it is left; parts that are not said are left out. */
export async function ReceiptFacts({ receipt }: { receipt: ReceiptDetail }) {
  const t = await getTranslations('receipts')
  const { reversal, forNote, accountSetId } = receipt
  const facts: Record<string, ReactNode> = {
    customer: (
      <Link
        href={customerMoneyAddress(accountSetId, receipt.customerId)}
        className="text-accent hover:underline"
      >
        {receipt.customerName}
      </Link>
    ),
    amount: <Money amount={receipt.amount} hasSign />,
    unused: receipt.open === null ? null : <Money amount={receipt.open} hasSign />,
    waits: receipt.waits === null ? null : t(`waits.${receipt.waits}`),
    method: t(`method.${receipt.method}`),
    receivedOn: receipt.receivedOn,
    bookedOn: receipt.bookedOn,
    payer: receipt.payer,
    purpose: receipt.purpose === null ? null : t(`purpose.${receipt.purpose}`),
    forNote:
      forNote === null ? null : (
        <Link href={`/notes/${accountSetId}/${forNote.paperId}`} className="text-accent hover:underline">
          {forNote.number}
        </Link>
      ),
    remark: receipt.remark,
    takenBy: receipt.takenBy,
    recordedBy: receipt.recordedBy,
    recordedAt: <Instant iso={receipt.recordedAt} />,
    acceptedBy: receipt.acceptedBy,
    acceptedAt: receipt.acceptedAt === null ? null : <Instant iso={receipt.acceptedAt} />,
    reversedBy: reversal?.by,
    reversedOn: reversal?.on,
    reason: reversal?.reason,
  }
  return (
    <Card title={t('paper')}>
      <DescriptionList
        items={Object.entries(facts).flatMap(([name, value]) =>
          value === null || value === undefined || value === ''
            ? []
            : [{ key: name, name: t(`column.${name}`), value }],
        )}
      />
    </Card>
  )
}
