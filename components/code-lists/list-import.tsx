'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useCallback, useState } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { type FormAction, useAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { ListPreview } from '#lib/domain/code-lists/schema.ts'
import { confirmList, readList, type ReadList, type TakenIn } from './list-requests.ts'
import { ListProblems } from './list-problems.tsx'

/** A supplier's list of cases and their bottles: upload, look, confirm. All rows come in or none. */
export function ListImport({ paper }: { paper: { accountSetId: number; paperId: string } }) {
  const t = useTranslations('codeLists')
  const say = useSentence(['codeLists', 'imports', 'codes'])
  const toast = useToast()
  const router = useRouter()
  const { accountSetId, paperId } = paper
  const [read, setRead] = useState<{ fileName: string; preview: ListPreview } | null>(null)
  const [refused, setRefused] = useState<Extract<ReadList, { status: 'refused' }> | null>(null)
  const confirm = useCallback<FormAction<TakenIn>>(
    (submission) => confirmList({ accountSetId, paperId }, submission),
    [accountSetId, paperId],
  )
  const sent = useAction(confirm, ({ cases, bottles }) => {
    toast(t('taken', { cases, bottles }), 'positive')
    setRead(null)
    router.refresh()
  })

  async function upload(file: File | undefined): Promise<void> {
    if (file === undefined) return
    sent.dismiss()
    setRead(null)
    const answer = await readList(paper, file)
    setRefused(answer.status === 'refused' ? answer : null)
    if (answer.status === 'read') setRead({ fileName: file.name.slice(0, 200), preview: answer.preview })
  }

  return (
    <Card title={t('list')}>
      <div className="flex flex-col gap-3">
        <Field label={t('file')} hint={t('fileHint')}>
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".csv,.txt,.xlsx"
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
        <div aria-live="polite" className="flex flex-col gap-3">
          {refused === null ? null : (
            <Notice tone="danger">{say('refused', refused.code, refused.params)}</Notice>
          )}
          <AnswerNotice answer={sent.answer} say={say} checkAgain={sent.checkAgain} />
          {read === null ? null : <ListProblems preview={read.preview} />}
        </div>
        {read === null || read.preview.problemCount > 0 ? null : (
          <div>
            <Button
              variant="primary"
              aria-disabled={sent.isSending || undefined}
              onClick={() =>
                void sent.send({
                  ...{ accountSetId, paperId, source: 'LIST', fileName: read.fileName },
                  rows: read.preview.rows,
                })
              }
            >
              {t('confirm', { cases: read.preview.caseCount, bottles: read.preview.bottleCount })}
            </Button>
          </div>
        )}
      </div>
    </Card>
  )
}
