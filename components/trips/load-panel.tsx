'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import type { FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { isDeskThere } from '#components/keeper/is-desk-there.ts'
import { useScanQueue } from '#components/keeper/use-scan-queue.ts'
import { ScanField } from '#components/scan/scan-field.tsx'
import { type ScanSignal, signalScan } from '#components/scan/scan-signal.ts'
import { Card } from '#components/ui/card.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { Notice } from '#components/ui/notice.tsx'
import type { LoadAnswer } from '#lib/domain/trips/scans.ts'

const shownLast = 4
const tones = { kept: 'bg-positive-soft', known: 'bg-warning-soft', refused: 'bg-danger-soft' } as const

const signals: Readonly<Record<LoadAnswer['outcome'], ScanSignal>> = {
  paper: 'kept',
  code: 'kept',
  here: 'known',
  otherTrip: 'refused',
  unknown: 'refused',
}

/** The loading bay: every paper and every code is scanned onto the vehicle; what does not belong there says so. */
export function LoadPanel({
  trip,
  userId,
  load,
}: {
  trip: { accountSetId: number; paperId: string }
  userId: string
  load: FormAction<{ answers: LoadAnswer[] }>
}) {
  const t = useTranslations('trips')
  const say = useSentence('trips')
  const router = useRouter()
  const [last, setLast] = useState<readonly LoadAnswer[]>([])
  const tell = useCallback(
    (answers: readonly LoadAnswer[]) => {
      setLast((before) => [...answers.toReversed(), ...before].slice(0, shownLast))
      const heard = answers.map(({ outcome }) => signals[outcome])
      signalScan(heard.includes('refused') ? 'refused' : heard.includes('known') ? 'known' : 'kept')
      void isDeskThere().then((isThere) => (isThere ? router.refresh() : undefined))
    },
    [router],
  )
  const { push, waiting, isOffline, refusal } = useScanQueue<LoadAnswer>(load, trip, userId, tell)
  return (
    <Card title={t('load.title')}>
      <div className="flex flex-col gap-2">
        <ScanField label={t('load.label')} onScan={(typed) => push({ typed, lineNo: null, kind: null })} />
        {refusal === null ? null : (
          <Notice tone="danger" isUrgent>
            {say('refused', refusal.code, refusal.params)}
          </Notice>
        )}
        <p role="status" className="min-h-6 text-warning">
          {waiting.length === 0
            ? null
            : t(isOffline ? 'load.queuedOffline' : 'load.queued', { count: waiting.length })}
        </p>
        <ol aria-label={t('load.last')} aria-live="polite" className="flex min-h-24 flex-col gap-1">
          {last.map((answer, index) => (
            <li
              key={`${answer.typed} ${index}`}
              className={classNames('rounded-sm px-2 py-1', tones[signals[answer.outcome]])}
            >
              {answer.typed.trim() === answer.number ? null : (
                <span className="mr-2 font-mono break-all">{answer.typed}</span>
              )}
              <span>{t(`load.outcome.${answer.outcome}`, { number: answer.number })}</span>
            </li>
          ))}
        </ol>
      </div>
    </Card>
  )
}
