import { useTranslations } from 'next-intl'
import { Notice } from '#components/ui/notice.tsx'
import type { ClosingState } from '#lib/domain/note-closings/queries.ts'
import { formatInstant } from '#lib/i18n/format.ts'
import { gateSentence } from '#lib/i18n/gate-sentence.ts'

/** By whom and when a note was closed, and what is open again since then; nothing while it is not closed. */
export function ClosedNotice({ state: { checklist, closed } }: { state: ClosingState }) {
  const t = useTranslations('closings')
  const words = useTranslations()
  if (closed === null) return null
  const again = checklist.items.filter(({ rule, state }) => state === 'unmet' && rule !== 'R135')
  const sentences = again.map((item) => gateSentence(words, checklist.step, item)).join(' · ')
  return (
    <Notice tone={again.length === 0 ? 'positive' : 'warning'}>
      {t('closed', { by: closed.by, at: formatInstant(closed.at) })}
      {again.length === 0 ? null : ` ${t('openAgain')}${sentences}`}
    </Notice>
  )
}
