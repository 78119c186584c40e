import { useTranslations } from 'next-intl'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { TraceAnswer } from '#lib/domain/tracing/trace.ts'
import { assertNever } from '#lib/kernel/result.ts'
import { TraceCard } from './trace-card.tsx'

/** What a search came to; null before anything was searched for. */
export function TraceResult({ answer, canReport }: { answer: TraceAnswer | null; canReport: boolean }) {
  const t = useTranslations('trace')
  if (answer === null) return <EmptyState title={t('empty')} hint={t('emptyHint')} />
  switch (answer.found) {
    case 'codes':
      return answer.traces.map((trace) => (
        <TraceCard key={`${trace.accountSetId} ${trace.code}`} trace={trace} canReport={canReport} />
      ))
    case 'barcode':
      return (
        <Notice tone="warning" title={t('barcode', { code: answer.code })}>
          <p>{t('barcodeHint')}</p>
          <p>{answer.products.map(({ name, unit }) => `${name} ${unit}`).join('、')}</p>
        </Notice>
      )
    case 'malformed':
      return <Notice tone="warning" title={t('malformed', { typed: answer.typed })} />
    case 'nothing':
      return <EmptyState title={t('nothing', { code: answer.code })} hint={t('nothingHint')} />
    default:
      return assertNever(answer)
  }
}
