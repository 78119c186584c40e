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

/** Where the usual word would not fit the kind: a bill is not counted, a transfer arrives, a count is counted line by line. */
const OWN_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  PURCHASE_BILL: { OPEN: 'TO_POST' },
  TRANSFER: { POSTED: 'ARRIVED' },
  STOCK_COUNT: { OPEN: 'COUNTING', VERIFIED: 'AGREED' },
}

/** The word for how a paper of this kind stands, as a key of `goods.status`. */
export function statusWord(kind: string, status: string): string {
  return OWN_WORDS[kind]?.[status] ?? status
}

/** How a goods paper stands, in a word. */
export function GoodsStatusBadge({ kind, status }: { kind: string; status: GoodsStatus }) {
  const t = useTranslations('goods.status')
  return <Badge tone={TONES[status]}>{t(statusWord(kind, status))}</Badge>
}
