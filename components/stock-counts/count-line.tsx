'use client'

import { useTranslations } from 'next-intl'
import { useState, type SubmitEvent } from 'react'
import { usePaperRooms } from '#components/custody/say-rooms.tsx'
import { ActAnswer, useAct } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import type { DeskLine } from '#lib/domain/stock-counts/queries.ts'

/** A line of the count, or a product that no line names yet. */
export type LineToCount = Omit<DeskLine, 'lineNo'> & { lineNo: number | null }

/** One line on the phone: what it is, how much there is, written down at once. */
export function CountLine<Value>({
  paper,
  line,
  action,
}: {
  paper: { accountSetId: number; paperId: string }
  line: LineToCount
  action: FormAction<Value>
}) {
  const t = useTranslations('stockCounts.count')
  const rooms = usePaperRooms()
  const say = useSentence(rooms)
  const [counted, setCounted] = useState('')
  const sent = useAct(action, t('kept', { product: line.productName }), () => setCounted(''))
  const wrong = sent.answer?.status === 'invalid' ? sent.answer.fields['lines.0.counted'] : undefined

  function keep(event: SubmitEvent): void {
    event.preventDefault()
    if (sent.isSending || counted.trim() === '') return
    const { lineNo, productId, rounds } = line
    const wish = { lineNo, productId: lineNo === null ? productId : null, counted, seenRound: rounds }
    void sent.send({ ...paper, lines: [wish] })
  }

  return (
    <form onSubmit={keep} className="rounded-md border border-line bg-surface p-3">
      <div className="mb-2 flex items-start justify-between gap-3">
        <div className="min-w-0">
          <p className="text-base font-semibold">
            {line.lineNo === null ? null : <span className="mr-2 text-muted">{line.lineNo}</span>}
            {line.productName}
          </p>
          <p className="text-muted">
            {line.productCode} · {line.specification} · {line.units}
          </p>
        </div>
        {line.counted === null ? (
          line.isUnexpected ? (
            <Badge tone="warning">{t('stranger')}</Badge>
          ) : null
        ) : (
          <div className="shrink-0 text-right">
            <p className="text-lg font-semibold text-positive tabular-nums">{line.counted}</p>
            <p className="text-muted">{t('by', { name: line.byName ?? '', rounds: line.rounds })}</p>
          </div>
        )}
      </div>
      {line.isToRepeat ? <p className="mb-1 text-warning">{t('repeat')}</p> : null}
      <ActAnswer sent={sent} namespace={rooms} />
      <div className="flex items-end gap-2">
        <Field
          label={line.counted === null ? t('counted') : t('again')}
          className="flex-1"
          error={wrong === undefined ? undefined : say('invalid', wrong)}
        >
          {(control) => (
            <TextInput
              {...control}
              maxLength={40}
              autoComplete="off"
              enterKeyHint="done"
              value={counted}
              onChange={(event) => setCounted(event.target.value)}
              className="text-lg tabular-nums"
            />
          )}
        </Field>
        <Button
          type="submit"
          variant="primary"
          aria-disabled={sent.isSending || counted.trim() === '' || undefined}
        >
          {t('keep')}
        </Button>
      </div>
    </form>
  )
}
