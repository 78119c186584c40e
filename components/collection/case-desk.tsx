'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { sumYuan } from '#components/posting/sum-yuan.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Field } from '#components/ui/field.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { OpenNote } from '#lib/domain/collections/queries-customer.ts'
import { groupThousands } from '#lib/kernel/decimal.ts'
import type { DisputeActions } from './dispute-acts.tsx'
import { OpenNotes } from './open-notes.tsx'
import { writeOffHref } from './collection-address.ts'

type Proposed = { accountSetId: number; paperId: string; number: string }

type Props = {
  customer: { accountSetId: number; customerId: string }
  notes: readonly OpenNote[]
  disputes: DisputeActions | null
  propose: FormAction<Proposed> | null
}

/** A customer's open notes, and what is done about them: disputes, and amounts that nobody will pay. */
export function CaseDesk({ customer, notes, disputes, propose }: Props) {
  const t = useTranslations('collection')
  const [isWriting, setIsWriting] = useState(false)
  if (notes.length === 0)
    return (
      <Card title={t('openNotes')}>
        <EmptyState title={t('nothingOpen')} hint={t('nothingOpenHint')} />
      </Card>
    )
  const { accountSetId } = customer
  return (
    <Card
      title={t('openNotes')}
      isFlush
      aside={
        propose === null ? undefined : (
          <Button size="small" aria-expanded={isWriting} onClick={() => setIsWriting(!isWriting)}>
            {t('writeOff.propose')}
          </Button>
        )
      }
    >
      {isWriting && propose !== null ? (
        <ProposeNotes customer={customer} notes={notes} disputes={disputes} propose={propose} />
      ) : (
        <OpenNotes accountSetId={accountSetId} notes={notes} disputes={disputes} amounts={null} />
      )}
    </Card>
  )
}

function ProposeNotes({
  customer,
  notes,
  disputes,
  propose,
}: Omit<Props, 'propose'> & { propose: FormAction<Proposed> }) {
  const t = useTranslations('collection')
  const say = useSentence('collection')
  const toast = useToast()
  const router = useRouter()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [reason, setReason] = useState('')
  const sent = useAction(propose, (value) => {
    toast(t('writeOff.sent', { number: value.number }), 'positive')
    router.push(writeOffHref(value))
  })
  const lines = notes.flatMap(({ paperId }) => {
    const amount = typed[paperId] ?? ''
    return amount.trim() === '' ? [] : [{ noteId: paperId, amount }]
  })
  const wrong = sent.answer?.status === 'invalid' ? sent.answer.fields : {}
  const errorOf = (paperId: string) => {
    const code = wrong[`lines.${lines.findIndex(({ noteId }) => noteId === paperId)}.amount`]
    return code === undefined ? undefined : say('invalid', code)
  }
  const wrongOf = (name: string) => (wrong[name] === undefined ? undefined : say('invalid', wrong[name]))
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void sent.send({ ...customer, reason, lines })
      }}
    >
      <div className="flex flex-col gap-3 p-3">
        <AnswerNotice
          answer={sent.answer}
          say={say}
          checkAgain={sent.checkAgain}
          onReload={() => router.refresh()}
        />
        <p className="text-muted">{t('writeOff.about')}</p>
        <div className="flex flex-wrap items-end gap-3">
          <Field label={t('column.reason')} error={wrongOf('reason')} isRequired className="min-w-64 flex-1">
            {(control) => (
              <TextInput
                {...control}
                data-first
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <p role="status" className={wrongOf('lines') === undefined ? 'pb-2' : 'pb-2 text-danger'}>
            {wrongOf('lines') ??
              t('writeOff.sum', { amount: groupThousands(sumYuan(lines.map(({ amount }) => amount))) })}
          </p>
          <Button type="submit" variant="primary" aria-disabled={sent.isSending || undefined}>
            {t('writeOff.send')}
          </Button>
        </div>
      </div>
      <OpenNotes
        accountSetId={customer.accountSetId}
        notes={notes}
        disputes={disputes}
        amounts={{
          typed,
          errorOf,
          type: (paperId, amount) => setTyped((before) => ({ ...before, [paperId]: amount })),
        }}
      />
    </form>
  )
}
