'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useRef, useState } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { type FormAction, type Submission, useAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/inputs.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { FileKind, FilePreview } from '#lib/domain/master-files/schema.ts'
import { readPreview, sendConfirmed, type Uploaded } from './file-requests.ts'
import { PreviewTable } from './preview-table.tsx'

type Choice = { id: number; name: string }
type Read = { fileName: string; accountSetId: number; preview: FilePreview }

/** Upload, look, confirm: all rows come in or none. What was read stays in this page until it is confirmed. */
export function FileDesk({ kind, accountSets }: { kind: FileKind; accountSets: readonly Choice[] }) {
  const t = useTranslations('imports')
  const say = useSentence('imports')
  const [accountSetId, setAccountSetId] = useState(accountSets[0]?.id ?? 0)
  const [read, setRead] = useState<Read | null>(null)
  const [refused, setRefused] = useState<Uploaded | null>(null)
  const [isReading, setIsReading] = useState(false)
  const [doneRows, setDoneRows] = useState<number | null>(null)
  const turn = useRef(0)
  const confirm = useCallback<FormAction<{ rows: number }>>(
    (submission: Submission) => sendConfirmed(kind, submission),
    [kind],
  )
  const sent = useAction(confirm, ({ rows }) => {
    setDoneRows(rows)
    setRead(null)
  })

  async function upload(file: File | undefined): Promise<void> {
    if (file === undefined) return
    setDoneRows(null)
    setRead(null)
    sent.dismiss()
    setIsReading(true)
    turn.current += 1
    const mine = turn.current
    const answer = await readPreview(kind, file, accountSetId)
    if (turn.current !== mine) return
    setIsReading(false)
    setRefused(answer.status === 'read' ? null : answer)
    if (answer.status === 'read')
      setRead({ fileName: file.name.slice(0, 200), accountSetId, preview: answer.preview })
  }

  const send = ({ fileName, preview: { columns, rows }, ...rest }: Read) =>
    void sent.send({ fileName, columns, rows, accountSetId: rest.accountSetId })

  return (
    <div className="flex flex-col gap-3">
      <Card title={t('choose')}>
        <div className="flex flex-wrap items-end gap-3">
          {kind === 'suppliers' || kind === 'prices' || kind === 'stock' ? (
            <Field label={t('accountSet')}>
              {(control) => (
                <Select
                  {...control}
                  value={accountSetId}
                  onChange={(event) => {
                    setAccountSetId(Number(event.currentTarget.value))
                    setRead(null)
                  }}
                >
                  {accountSets.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ) : null}
          <Field label={t('file')} hint={t('fileHint')}>
            {(control) => (
              <input
                {...control}
                type="file"
                accept=".csv,.txt,.xlsx"
                disabled={isReading}
                className="max-w-full file:mr-3 file:min-h-control file:rounded-control file:border file:border-solid file:border-line-strong file:bg-surface file:px-3 file:text-ink"
                onChange={(event) => {
                  const input = event.currentTarget
                  void upload(input.files?.[0]).finally(() => {
                    input.value = ''
                  })
                }}
              />
            )}
          </Field>
        </div>
      </Card>
      <div aria-live="polite" className="flex flex-col gap-3">
        {isReading ? <p className="text-muted">{t('reading')}</p> : null}
        {refused === null || refused.status === 'read' ? null : (
          <Notice tone="danger" title={t('notRead')}>
            <p>{say('refused', refused.code, refused.params)}</p>
          </Notice>
        )}
        {doneRows === null ? null : <Notice tone="positive" title={t('done', { rows: doneRows })} />}
        <AnswerNotice answer={sent.answer} say={say} checkAgain={sent.checkAgain} />
      </div>
      {read === null ? null : (
        <>
          <PreviewTable kind={kind} preview={read.preview} />
          {read.preview.problemCount === 0 ? (
            <div>
              <Button
                variant="primary"
                aria-disabled={sent.isSending || undefined}
                onClick={() => send(read)}
              >
                {t('confirm', { rows: read.preview.rows.length })}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </div>
  )
}
