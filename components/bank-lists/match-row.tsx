'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActAnswer, useAct } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Select, TextInput } from '#components/ui/inputs.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, Row } from '#components/ui/table.tsx'
import type { BankLineRow } from '#lib/domain/bank-lists/queries.ts'
import type { Choice } from './choices.ts'

/** One line of the bank: tick it, choose whose money it is, or say that it is no payment. */
export function MatchRow({
  accountSetId,
  row,
  choice,
  onChange,
  error,
  setAside,
}: {
  accountSetId: number
  row: BankLineRow
  choice: Choice
  onChange: (to: Partial<Choice>) => void
  error: string | undefined
  setAside: FormAction<{ lineId: string }>
}) {
  const t = useTranslations('bankLists')
  const line = `${row.bookedOn} ${row.payer} ${row.amount}`
  const proposal = row.proposals.find(({ customerId }) => customerId === choice.customerId)
  const about = [row.memo, row.reference].filter((text) => text !== '').join(' · ')
  return (
    <Row isChosen={choice.isTicked}>
      <Cell>
        <input
          type="checkbox"
          aria-label={line}
          checked={choice.isTicked}
          onChange={() => onChange({ isTicked: !choice.isTicked })}
          className="size-5 align-middle accent-accent lg:size-4"
        />
      </Cell>
      <Cell className="whitespace-nowrap">{row.bookedOn}</Cell>
      <Cell className="min-w-32">{row.payer}</Cell>
      <Cell isNumeric>
        <Money amount={row.amount} />
      </Cell>
      <Cell className="min-w-64">
        <div className="flex flex-col gap-1">
          {row.proposals.length === 0 ? null : (
            <Select
              aria-label={t('customerOf', { line })}
              value={choice.customerId}
              onChange={(event) =>
                onChange({ customerId: event.target.value, isTicked: event.target.value !== '' })
              }
            >
              {row.proposals.map(({ customerId, name, note }) => (
                <option key={customerId} value={customerId}>
                  {note === null ? name : t('withNote', { name, number: note.number })}
                </option>
              ))}
              <option value="">{t('other')}</option>
            </Select>
          )}
          {choice.customerId !== '' ? null : (
            <TextInput
              aria-label={t('codeOf', { line })}
              aria-invalid={error === undefined ? undefined : true}
              placeholder={t('code')}
              value={choice.code}
              maxLength={32}
              onChange={(event) =>
                onChange({ code: event.target.value, isTicked: event.target.value.trim() !== '' })
              }
            />
          )}
          {error === undefined ? null : <p className="text-danger">{error}</p>}
        </div>
      </Cell>
      <Cell>
        <span className="flex flex-wrap gap-1">
          {(proposal?.reasons ?? []).map((reason) => (
            <Badge key={reason}>{t(`reasons.${reason}`)}</Badge>
          ))}
        </span>
      </Cell>
      <Cell className="max-w-36 truncate" title={about}>
        {about}
      </Cell>
      <Cell>
        <Aside accountSetId={accountSetId} lineId={row.lineId} line={line} action={setAside} />
      </Cell>
    </Row>
  )
}

function Aside({
  accountSetId,
  lineId,
  line,
  action,
}: {
  accountSetId: number
  lineId: string
  line: string
  action: FormAction<{ lineId: string }>
}) {
  const t = useTranslations('bankLists')
  const [reason, setReason] = useState('')
  const sent = useAct(action, t('asideDone'))
  return (
    <details>
      <summary
        aria-label={t('asideOf', { line })}
        className="flex min-h-control cursor-pointer items-center whitespace-nowrap text-accent hover:underline"
      >
        {t('aside')}
      </summary>
      <form
        className="flex min-w-40 flex-col gap-2 py-2"
        onSubmit={(event) => {
          event.preventDefault()
          void sent.send({ accountSetId, lineId, reason })
        }}
      >
        <TextInput
          aria-label={t('reason')}
          placeholder={t('reason')}
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
        />
        <ActAnswer sent={sent} namespace="bankLists" />
        <Button type="submit" size="small" disabled={reason.trim() === '' || sent.isSending}>
          {t('aside')}
        </Button>
      </form>
    </details>
  )
}
