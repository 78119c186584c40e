'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { type FormAction, useAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { ScanField } from '#components/scan/scan-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { TakenIn } from './list-requests.ts'

/** A case and its bottles by scanning: the first scan is the case, what follows stands in it. */
export function PackCase({
  paper,
  action,
}: {
  paper: { accountSetId: number; paperId: string }
  action: FormAction<TakenIn>
}) {
  const t = useTranslations('codeLists')
  const say = useSentence(['codeLists', 'codes'])
  const toast = useToast()
  const router = useRouter()
  const [scans, setScans] = useState<readonly string[]>([])
  const [caseCode, ...bottles] = scans
  const sent = useAction(action, ({ bottles: count }) => {
    toast(t('packed', { bottles: count }), 'positive')
    setScans([])
    router.refresh()
  })
  const { accountSetId, paperId } = paper
  const input = {
    ...{ accountSetId, paperId, source: 'SCAN', fileName: '' },
    rows: bottles.map((bottleCode) => ({ caseCode: caseCode ?? '', bottleCode, barcode: '' })),
  }
  return (
    <Card title={t('pack')}>
      <div className="flex flex-col gap-3">
        <ScanField
          label={caseCode === undefined ? t('scanCase') : t('scanBottle', { code: caseCode })}
          onScan={(typed) => setScans((before) => (before.includes(typed) ? before : [...before, typed]))}
        />
        <AnswerNotice answer={sent.answer} say={say} checkAgain={sent.checkAgain} />
        <ol aria-label={t('packLabel')} className="flex flex-col gap-1 font-mono break-all">
          {bottles.map((bottle) => (
            <li key={bottle}>{bottle}</li>
          ))}
        </ol>
        <div className="flex gap-2">
          <Button
            variant="primary"
            aria-disabled={bottles.length === 0 || sent.isSending || undefined}
            onClick={() => (bottles.length === 0 ? undefined : void sent.send(input))}
          >
            {t('finish', { count: bottles.length })}
          </Button>
          <Button variant="quiet" onClick={() => setScans([])}>
            {t('startAgain')}
          </Button>
        </div>
      </div>
    </Card>
  )
}
