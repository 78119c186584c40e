import { useTranslations } from 'next-intl'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import type { GoodsStatus } from '#lib/papers/goods/kinds.ts'

const TONES: Readonly<Record<GoodsStatus, Tone>> = {
  SUBMITTED: 'warning',
  APPROVED: 'accent',
  REJECTED: 'danger',
  PARTLY_RECEIVED: 'accent',
  RECEIVED: 'positive',
  CLOSED: 'neutral',
  OPEN: 'warning',
  COUNTED: 'accent',
  VERIFIED: 'accent',
  SENT: 'accent',
  POSTED: 'positive',
  REVERSED: 'danger',
  VOIDED: 'danger',
}

/** How a goods paper stands, in a word. */
export function GoodsStatusBadge({ status }: { status: GoodsStatus }) {
  const t = useTranslations('goods.status')
  return <Badge tone={TONES[status]}>{t(status)}</Badge>
}
