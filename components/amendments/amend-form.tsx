'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { AskToSign } from '#components/account/ask-passkey.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import type { AmendableLine } from '#lib/domain/delivery-notes/amendment-queries.ts'
import { SignSlip } from './sign-slip.tsx'

type Opened = { accountSetId: number; paperId: string; number: string }

/** What the customer really took, line by line; lines left empty stay as they were recorded. */
export function AmendForm({
  note,
  lines,
  action,
  askToSign,
  hasPasskeys,
}: {
  note: { accountSetId: number; paperId: string; number: string }
  lines: readonly AmendableLine[]
  action: FormAction<Opened>
  askToSign: AskToSign
  hasPasskeys: boolean
}) {
  const t = useTranslations('amendments')
  const router = useRouter()
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({})
  const [reason, setReason] = useState('')
  const { accountSetId, paperId, number } = note
  const amended = lines
    .map(({ lineNo }) => ({ lineNo, accepted: typed[lineNo] ?? '' }))
    .filter(({ accepted }) => accepted.trim() !== '')
  return (
    <Card title={t('linesOf', { number })}>
      <div className="flex max-w-2xl flex-col gap-3">
        <ul className="flex flex-col gap-2">
          {lines.map(({ lineNo, product, taken }) => (
            <li key={lineNo} className="flex flex-wrap items-end gap-x-4 gap-y-1">
              <span className="min-w-48 flex-1">{product}</span>
              <span className="text-muted">{t('taken', { quantity: taken })}</span>
              <Field label={t('really', { product })} className="w-32">
                {(control) => (
                  <TextInput
                    {...control}
                    value={typed[lineNo] ?? ''}
                    onChange={(event) => setTyped({ ...typed, [lineNo]: event.target.value })}
                  />
                )}
              </Field>
            </li>
          ))}
        </ul>
        <Field label={t('column.reason')} isRequired>
          {(control) => (
            <TextInput
              {...control}
              maxLength={300}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <SignSlip
          act={t('open')}
          command="amendment.open"
          input={{ accountSetId, paperId, reason, lines: amended }}
          action={action}
          askToSign={askToSign}
          hasPasskeys={hasPasskeys}
          question={t('openQuestion', { number, count: amended.length })}
          onDone={(opened) => router.push(`/amendments/${opened.accountSetId}/${opened.paperId}`)}
        />
      </div>
    </Card>
  )
}
