'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { ScanField } from '#components/scan/scan-field.tsx'
import { signalScan } from '#components/scan/scan-signal.ts'
import { classNames } from '#components/ui/class-names.ts'
import { OfflineIcon } from '#components/ui/icons-status.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { CapturedCodes } from '#lib/codes/capturing.ts'
import type { ScanAnswer } from '#lib/codes/sort-scans.ts'
import type { LineView } from '#lib/domain/delivery-notes/road-view.ts'
import { tellScan, type ToldScan, worstSignal } from './scan-told.ts'
import { isDeskThere } from './is-desk-there.ts'
import { useScanQueue } from './use-scan-queue.ts'

/** The line that codes are written on, as far as scanning looks at it. */
export type ScanLine = Pick<LineView, 'lineNo' | 'productName' | 'casesDue' | 'bottlesDue'>

const shownLast = 3
/** So long after the last answer the page is read anew: a scanner in full fire is not interrupted. */
const restMs = 1000
const tones = { kept: 'bg-positive-soft', known: 'bg-warning-soft', refused: 'bg-danger-soft' } as const
const KINDS = [null, 'CASE', 'BOTTLE'] as const

/** Reads the page anew once scanning rests; never without a network, which would take the page away. */
function useReadAnew(): () => void {
  const router = useRouter()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return useCallback(() => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      void isDeskThere().then((isThere) => {
        if (isThere) router.refresh()
      })
    }, restMs)
  }, [router])
}

/** Where codes arrive: the field that waits for the scanner, what the last three codes came to, what waits to be sent. */
export function ScanPanel({
  note,
  userId,
  line,
  capture,
  isPaused,
  onLine,
}: {
  note: { accountSetId: number; paperId: string }
  userId: string
  /** The line that free codes are written on. */
  line: ScanLine | null
  capture: FormAction<CapturedCodes>
  isPaused: boolean
  onLine: (lineNo: number) => void
}) {
  const words = useTranslations()
  const t = useTranslations('keeper.scan')
  const say = useSentence('codes')
  const readAnew = useReadAnew()
  const [last, setLast] = useState<readonly ToldScan[]>([])
  const [kind, setKind] = useState<(typeof KINDS)[number]>(null)

  const tell = useCallback(
    (answers: readonly ScanAnswer[]) => {
      const told = answers.map((answer) => tellScan(words, answer))
      setLast((before) => [...told.toReversed(), ...before].slice(0, shownLast))
      if (told.length > 0) signalScan(worstSignal(told))
      const barcode = answers.findLast((answer) => answer.outcome === 'productBarcode')
      if (barcode?.outcome === 'productBarcode' && barcode.lineNo !== null) onLine(barcode.lineNo)
      readAnew()
    },
    [words, onLine, readAnew],
  )
  const { push, waiting, isOffline, refusal } = useScanQueue<ScanAnswer>(capture, note, userId, tell)
  const hasBothKinds = line !== null && line.casesDue > 0 && line.bottlesDue > 0

  return (
    <div className="flex flex-col gap-2 p-3">
      <ScanField
        label={line === null ? t('label') : t('labelFor', { line: line.lineNo, product: line.productName })}
        onScan={(typed) => push({ typed, lineNo: line?.lineNo ?? null, kind: hasBothKinds ? kind : null })}
        isPaused={isPaused}
      />
      {hasBothKinds ? (
        <div role="radiogroup" aria-label={t('kind')} className="flex gap-1">
          {KINDS.map((each) => (
            <button
              key={each ?? 'auto'}
              type="button"
              role="radio"
              aria-checked={kind === each}
              onClick={() => setKind(each)}
              className={classNames(
                'min-h-control flex-1 rounded-control border text-base lg:text-sm',
                kind === each ? 'border-accent bg-accent-soft' : 'border-line-strong bg-surface',
              )}
            >
              {t(`kindOf.${each ?? 'AUTO'}`)}
            </button>
          ))}
        </div>
      ) : null}
      {refusal === null ? null : (
        <Notice tone="danger" isUrgent>
          {say('refused', refusal.code, refusal.params)}
        </Notice>
      )}
      <p role="status" className="flex min-h-6 items-center gap-1 text-warning">
        {waiting.length === 0 ? null : (
          <>
            {isOffline ? <OfflineIcon /> : null}
            {t(isOffline ? 'queuedOffline' : 'queued', { count: waiting.length })}
          </>
        )}
      </p>
      {isOffline && waiting.length > 0 ? (
        <details>
          <summary className="cursor-pointer">{t('waiting')}</summary>
          <ol className="max-h-48 overflow-y-auto font-mono text-sm break-all">
            {waiting.map((typed, index) => (
              <li key={`${typed} ${index}`}>{typed}</li>
            ))}
          </ol>
        </details>
      ) : null}
      <ol aria-label={t('last')} aria-live="polite" className="flex min-h-28 flex-col gap-1">
        {last.map((told, index) => (
          <li
            key={`${told.typed} ${index}`}
            className={classNames('rounded-sm px-2 py-1', tones[told.signal])}
          >
            <span className="font-mono break-all">{told.typed}</span>
            <span className="ml-2">{told.text}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
