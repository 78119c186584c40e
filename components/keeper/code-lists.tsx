'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActButton } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import type { DamagedWaitingRow, KeptCodeRow } from '#lib/domain/delivery-notes/keeper-queries.ts'
import type { LineView } from '#lib/domain/delivery-notes/road-view.ts'
import { DamagedDialog, type DamagedLine } from './damaged-dialog.tsx'

const shownAtFirst = 6

type CodedLineView = DamagedLine & Pick<LineView, 'codesMissing'>

/** The codes on the stub, the latest first; before the keeper signs each can be taken back, and a damaged one reported. */
export function CodeLists({
  note,
  line,
  codes,
  damaged,
  canChange,
  remove,
  reportDamaged,
}: {
  note: { accountSetId: number; paperId: string }
  line: CodedLineView | null
  codes: readonly KeptCodeRow[]
  damaged: readonly DamagedWaitingRow[]
  canChange: boolean
  remove: FormAction<unknown>
  reportDamaged: FormAction<unknown>
}) {
  const t = useTranslations('keeper.codes')
  const d = useTranslations('codes')
  const [isWhole, setIsWhole] = useState(false)
  const [isReporting, setIsReporting] = useState(false)
  const shown = isWhole ? codes : codes.slice(0, shownAtFirst)
  return (
    <Card
      title={t('title', { count: codes.length })}
      isFlush
      aside={
        canChange && line !== null && line.codesMissing > 0 ? (
          <Button size="small" onClick={() => setIsReporting(true)}>
            {d('damaged.report')}
          </Button>
        ) : undefined
      }
    >
      {damaged.length === 0 ? null : (
        <p className="border-b border-line px-3 py-2 text-warning">
          {d('damaged.waiting', { count: damaged.length })}
        </p>
      )}
      <ul className="divide-y divide-line">
        {shown.map((code) => (
          <li key={code.sequence} className="flex items-center justify-between gap-2 px-3 py-1">
            <span className="min-w-0">
              <span className="mr-2 text-muted">{code.lineNo}</span>
              <span className="font-mono break-all">{code.code}</span>{' '}
              <Badge tone={code.isDamaged ? 'warning' : 'neutral'}>{d(`kind.${code.kind}`)}</Badge>
            </span>
            {canChange ? (
              <ActButton
                action={remove}
                input={{ accountSetId: note.accountSetId, paperId: note.paperId, code: code.code }}
                label={t('remove')}
                doneText={t('removed')}
                namespace="codes"
                variant="quiet"
              />
            ) : null}
          </li>
        ))}
      </ul>
      {codes.length > shown.length ? (
        <Button variant="quiet" className="w-full" onClick={() => setIsWhole(true)}>
          {t('all', { count: codes.length })}
        </Button>
      ) : null}
      {isReporting && line !== null ? (
        <DamagedDialog note={note} line={line} action={reportDamaged} onClose={() => setIsReporting(false)} />
      ) : null}
    </Card>
  )
}
