'use client'

import { useTranslations } from 'next-intl'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import type { ChecklistItem } from '#lib/kernel/gate.ts'
import { placeOfItem } from './gate-places.ts'
import type { WrongPlace } from './note-figures.ts'
import type { Note } from './note-state.ts'
import { applicationPath, customerPath, orderPath } from './paths.ts'

/** The act or the link that clears one unmet rule without leaving the note; nothing where only another person can. */
export function GateActs({
  item,
  note,
  isAsked,
  onApply,
  onRecordOrder,
  onRefresh,
  onPoint,
}: {
  item: ChecklistItem
  note: Note
  /** The sales manager has been asked and has not answered yet. */
  isAsked: boolean
  onApply: () => void
  onRecordOrder: () => void
  onRefresh: () => void
  onPoint: (place: WrongPlace) => void
}) {
  const t = useTranslations('noteNew.gate')
  if (item.state === 'met') return null
  const looks = { size: 'small', 'data-gate-act': item.code } as const
  const { act } = item.remedy
  if (act === 'billingApplication.submit' && isAsked)
    return note.application === null ? null : (
      <ButtonLink {...looks} href={applicationPath(note.application.id)} target="_blank">
        {t('openApplication')}
      </ButtonLink>
    )
  if (act === 'billingApplication.submit')
    return (
      <Button {...looks} shortcut="F7" onClick={onApply}>
        {t('apply')}
      </Button>
    )
  if (act === 'order.check' || act === 'order.confirm')
    return note.order === null ? (
      <Button {...looks} onClick={onRecordOrder}>
        {t('recordOrder')}
      </Button>
    ) : (
      <ButtonLink {...looks} href={orderPath(note.order.id)} target="_blank">
        {t('openOrder')}
      </ButtonLink>
    )
  if (act === 'customer.edit' && note.customer !== null)
    return (
      <ButtonLink {...looks} href={customerPath(note.customer.id)} target="_blank">
        {t('openCustomer')}
      </ButtonLink>
    )
  if (item.code === 'totalChanged')
    return (
      <Button {...looks} onClick={onRefresh}>
        {t('refresh')}
      </Button>
    )
  const place = placeOfItem(item, note)
  if (place === null) return null
  return (
    <Button {...looks} onClick={() => onPoint(place)}>
      {t('goThere')}
    </Button>
  )
}
