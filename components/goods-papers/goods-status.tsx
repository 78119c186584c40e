import { useTranslations } from 'next-intl'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { GOODS_TRAITS, type GoodsStatus, isGoodsKind } from '#lib/papers/goods/kinds.ts'

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

/** The word for how a paper of this kind stands, as a key of `goods.status`: what nobody counts does not wait for a count. */
export function statusWord(kind: string, status: string): string {
  return status === 'OPEN' && isGoodsKind(kind) && !GOODS_TRAITS[kind].isCounted ? 'TO_POST' : status
}

/** How a goods paper stands, in a word. */
export function GoodsStatusBadge({ kind, status }: { kind: string; status: GoodsStatus }) {
  const t = useTranslations('goods.status')
  return <Badge tone={TONES[status]}>{t(statusWord(kind, status))}</Badge>
}
