'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { ActsPanel } from './acts-panel.tsx'
import type { DriverActions } from './stop-work.tsx'
import { useActs } from './use-acts.ts'

/** A note whose goods and copies were handed to the driver, who has not taken them over. */
export type OfferedStop = {
  accountSetId: number
  paperId: string
  number: string
  customerName: string
  copiesOffered: readonly string[]
}

/**
 * The same panel over the list of stops: what is on the phone goes on from here too. What was handed over in the loading bay
 * is taken over in one press, note by note.
 */
export function DriverActs({
  actions,
  userId,
  offered,
}: {
  actions: DriverActions
  userId: string
  offered: readonly OfferedStop[]
}) {
  const t = useTranslations('driver')
  const { acts, done, isOffline, push, drop } = useActs(actions, userId, offered)
  const underWay = [...acts.filter(({ problem }) => problem === null), ...done]
  const open = offered.filter(({ paperId }) => !underWay.some(({ noteId }) => noteId === paperId))
  const accept = () => {
    for (const { accountSetId, paperId, number, customerName, copiesOffered } of open) {
      const copies = copiesOffered.map((kind) => ({ accountSetId, paperId, kind }))
      const input = { of: { copies }, remark: '' }
      push({ kind: 'accept', noteId: paperId, number, customer: customerName, input })
    }
  }
  return (
    <>
      <ActsPanel state={{ acts, isOffline }} drop={drop} />
      {open.length < 2 ? null : (
        <Button variant="primary" className="mb-3 w-full sm:w-auto" onClick={accept}>
          {t('acceptAll', { count: open.length })}
        </Button>
      )}
    </>
  )
}
