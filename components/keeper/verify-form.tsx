'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { BottomBar } from '#components/ui/bottom-bar.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { Checkbox, TextInput } from '#components/ui/inputs.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { LineView } from '#lib/domain/delivery-notes/road-view.ts'

type Count = { isNameRight: boolean; counted: string }
const uncounted: Count = { isNameRight: false, counted: '' }

/** What a second person finds in the loading bay, typed line by line: nothing is filled in for them (R10). */
export function VerifyForm({
  note,
  lines,
  action,
}: {
  note: { accountSetId: number; paperId: string; number: string }
  lines: readonly LineView[]
  action: FormAction<unknown>
}) {
  const t = useTranslations('keeper.verify')
  const say = useSentence('keeper')
  const toast = useToast()
  const router = useRouter()
  const [counts, setCounts] = useState<Readonly<Record<number, Count>>>({})
  const sent = useAction(action, () => {
    toast(t('done', { number: note.number }), 'positive')
    router.push('/keeper/verify')
  })
  const fields = sent.answer?.status === 'invalid' ? sent.answer.fields : {}
  const countOf = (lineNo: number): Count => counts[lineNo] ?? uncounted
  const change = (lineNo: number, more: Partial<Count>) =>
    setCounts({ ...counts, [lineNo]: { ...countOf(lineNo), ...more } })
  const isWhole = lines.every((line) => countOf(line.lineNo).counted.trim() !== '')
  const stated = lines.map((line) => ({ lineNo: line.lineNo, ...countOf(line.lineNo) }))
  const input = { accountSetId: note.accountSetId, paperId: note.paperId, lines: stated }

  return (
    <>
      <AnswerNotice answer={sent.answer} say={say} checkAgain={sent.checkAgain} />
      <Card isFlush className="my-3">
        <ul className="divide-y divide-line">
          {lines.map((line, index) => {
            const wrong = fields[`lines.${index}.counted`]
            return (
              <li key={line.lineNo} className="flex flex-wrap items-end justify-between gap-3 p-3">
                <div className="min-w-48 flex-1">
                  <p className="text-base font-semibold">
                    <span className="mr-2 text-muted">{line.lineNo}</span>
                    {line.productName}
                  </p>
                  <p className="text-muted">
                    {line.specification} · {t('due', { due: line.due })}
                  </p>
                  <Checkbox
                    label={t('nameRight')}
                    checked={countOf(line.lineNo).isNameRight}
                    onChange={(event) => change(line.lineNo, { isNameRight: event.target.checked })}
                  />
                </div>
                <Field
                  label={t('counted')}
                  className="w-32"
                  error={wrong === undefined ? undefined : say('invalid', wrong)}
                >
                  {(control) => (
                    <TextInput
                      {...control}
                      value={countOf(line.lineNo).counted}
                      onChange={(event) => change(line.lineNo, { counted: event.target.value })}
                    />
                  )}
                </Field>
              </li>
            )
          })}
        </ul>
      </Card>
      <BottomBar>
        <Button
          variant="primary"
          aria-disabled={!isWhole || sent.isSending || undefined}
          onClick={() => (isWhole ? void sent.send(input) : undefined)}
        >
          {t('act')}
        </Button>
      </BottomBar>
    </>
  )
}
