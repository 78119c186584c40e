'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActAnswer } from '#components/forms/act-button.tsx'
import { type FormAction, useAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { readBankList, type ReadList } from '#lib/domain/bank-lists/read-list.ts'
import { decodeText } from '#lib/domain/master-files/read-csv.ts'
import { groupThousands } from '#lib/kernel/decimal.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'

type Taken = { taken: number; known: number; refused: number }
type Chosen = { fileName: string; text: string; list: ReadList }

/** A file of the bank, looked at before it is read in: what comes in, and each line that does not, and why. */
export function ReadDesk({
  accountSetId,
  today,
  action,
}: {
  accountSetId: number
  today: BusinessDate
  action: FormAction<Taken>
}) {
  const t = useTranslations('bankLists')
  const toast = useToast()
  const router = useRouter()
  const [bankAccount, setBankAccount] = useState('')
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const sent = useAction(action, (value) => {
    toast(t('taken', value), 'positive')
    setChosen(null)
    router.refresh()
  })
  const choose = async (file: File | undefined) => {
    if (file === undefined) return
    const text = decodeText(new Uint8Array(await file.arrayBuffer()))
    const list = text === null ? { refuse: 'file.encoding' } : readBankList(text, today)
    setChosen({ fileName: file.name.slice(0, 120), text: text ?? '', list })
  }
  const count = chosen !== null && 'lines' in chosen.list ? chosen.list.lines.length : 0
  return (
    <Card title={t('read')}>
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap items-start gap-3">
          <Field label={t('file')} hint={t('fileHint')} className="min-w-72">
            {(control) => (
              <input
                {...control}
                type="file"
                accept=".csv,.txt,text/csv,text/plain"
                onChange={(event) => void choose(event.target.files?.[0])}
                className="max-w-full text-sm file:mr-3 file:min-h-control file:rounded-control file:border file:border-solid file:border-line-strong file:bg-surface file:px-3 file:text-ink"
              />
            )}
          </Field>
          <Field label={t('bankAccount')} hint={t('bankAccountHint')} className="w-64">
            {(control) => (
              <TextInput
                {...control}
                value={bankAccount}
                maxLength={40}
                onChange={(event) => setBankAccount(event.target.value)}
              />
            )}
          </Field>
        </div>
        {chosen === null ? null : <Preview list={chosen.list} />}
        <ActAnswer sent={sent} namespace="bankLists" />
        <div>
          <Button
            variant="primary"
            disabled={chosen === null || count === 0 || bankAccount.trim() === '' || sent.isSending}
            onClick={() => {
              if (chosen !== null)
                void sent.send({ accountSetId, bankAccount, fileName: chosen.fileName, text: chosen.text })
            }}
          >
            {count === 0 ? t('takeNone') : t('take', { count })}
          </Button>
        </div>
      </div>
    </Card>
  )
}

function Preview({ list }: { list: ReadList }) {
  const t = useTranslations('bankLists')
  const say = useSentence('bankLists')
  if ('refuse' in list) return <Notice tone="danger">{say('refused', `bankList.${list.refuse}`)}</Notice>
  const sumFen = list.lines.reduce((sum, { amountFen }) => sum + amountFen, 0n)
  return (
    <Notice
      tone={list.lines.length === 0 ? 'warning' : 'neutral'}
      title={t('preview', {
        lines: list.lines.length,
        amount: groupThousands(formatFenPlain(sumFen)),
        refused: list.refused.length,
      })}
    >
      {list.refused.length === 0 ? null : (
        <ul className="max-h-40 overflow-auto" tabIndex={0}>
          {list.refused.map(({ lineNo, code }) => (
            <li key={lineNo}>{t('refusedLine', { line: lineNo, why: t(`why.${code}`) })}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
