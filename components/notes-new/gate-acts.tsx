'use client'

import { useTranslations } from 'next-intl'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import type { ChecklistItem } from '#lib/kernel/gate.ts'
import { isOnPage } from './gate-places.ts'
import type { Note } from './note-state.ts'
import { applicationPath, customerPath, orderPath } from './paths.ts'

/** The papers that a rule's act may lead to. */
export type GatePapers = Pick<Note, 'order' | 'application' | 'customer'>

/** What the buttons beside unmet rules do. */
export type GateActing = {
  apply: () => void
  recordOrder: () => void
  refresh: () => void
  goTo: (item: ChecklistItem) => void
}

/** The act or the link that clears one unmet rule without leaving the note; nothing where only another person can. */
export function GateActs({
  item,
  papers,
  isAsked,
  acts,
}: {
  item: ChecklistItem
  papers: GatePapers
  /** The sales manager has been asked and has not answered yet. */
  isAsked: boolean
  acts: GateActing
}) {
  const t = useTranslations('noteNew.gate')
  if (item.state === 'met') return null
  const looks = { size: 'small', 'data-gate-act': item.code } as const
  const { act } = item.remedy
  if (act === 'billingApplication.submit' && isAsked)
    return papers.application === null ? null : (
      <ButtonLink {...looks} href={applicationPath(papers.application.id)} target="_blank">
        {t('openApplication')}
      </ButtonLink>
    )
  if (act === 'billingApplication.submit')
    return (
      <Button {...looks} shortcut="F7" onClick={acts.apply}>
        {t('apply')}
      </Button>
    )
  if (act === 'order.check' || act === 'order.confirm')
    return papers.order === null ? (
      <Button {...looks} onClick={acts.recordOrder}>
        {t('recordOrder')}
      </Button>
    ) : (
      <ButtonLink {...looks} href={orderPath(papers.order.id)} target="_blank">
        {t('openOrder')}
      </ButtonLink>
    )
  if (act === 'customer.edit' && papers.customer !== null)
    return (
      <ButtonLink {...looks} href={customerPath(papers.customer.id)} target="_blank">
        {t('openCustomer')}
      </ButtonLink>
    )
  if (item.code === 'totalChanged')
    return (
      <Button {...looks} onClick={acts.refresh}>
        {t('refresh')}
      </Button>
    )
  if (!isOnPage(item)) return null
  return (
    <Button {...looks} onClick={() => acts.goTo(item)}>
      {t('goThere')}
    </Button>
  )
}
