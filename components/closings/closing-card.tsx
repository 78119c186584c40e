import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { GateChecklist } from '#components/forms/gate-checklist.tsx'
import { Card } from '#components/ui/card.tsx'
import type { ClosingState } from '#lib/domain/note-closings/queries.ts'
import { formatInstant } from '#lib/i18n/format.ts'

/** How a note's closing stands: the whole gate with its act, or by whom it was closed and what is open again since. */
export function ClosingCard({ state, act }: { state: ClosingState; act: ReactNode }) {
  const t = useTranslations('closings')
  const { checklist, closed } = state
  if (closed === null) {
    return (
      <Card title={t('title')}>
        <GateChecklist gate={checklist} label={t('title')} />
        {checklist.isOpen ? <div className="mt-3">{act}</div> : null}
      </Card>
    )
  }
  const again = checklist.items.filter(({ rule, state: stands }) => stands === 'unmet' && rule !== 'R135')
  return (
    <Card title={t('title')}>
      <p>{t('closed', { by: closed.by, at: formatInstant(closed.at) })}</p>
      {again.length === 0 ? null : (
        <>
          <p className="mt-2">{t('openAgain')}</p>
          <GateChecklist gate={{ ...checklist, items: again }} label={t('openAgain')} />
        </>
      )}
    </Card>
  )
}
