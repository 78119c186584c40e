import { getTranslations } from 'next-intl/server'
import { Badge } from '#components/ui/badge.tsx'
import type { ReceiptStanding } from '#lib/papers/receipts.ts'

/** Where a receipt stands, where that is worth saying: it waits for the cashier, or it was undone. */
export async function StandingBadge({ status }: { status: ReceiptStanding }) {
  if (status === 'RECORDED') return null
  const t = await getTranslations('receipts')
  return <Badge tone="warning">{t(`standing.${status}`)}</Badge>
}
