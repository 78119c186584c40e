'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useRef, useState } from 'react'
import { ActAnswer, useAct } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select, TextInput } from '#components/ui/inputs.tsx'
import { Money } from '#components/ui/money.tsx'
import type { SettlementDesk } from '#lib/domain/receipts/queries-detail.ts'
import type { OpenItem } from '#lib/domain/receipts/queries.ts'
import { groupThousands } from '#lib/kernel/decimal.ts'
import { amountFor, batchOf, fillInOrder, settleLines, settleSums, type Typed } from './settle-figures.ts'
import { SettleTable } from './settle-table.tsx'

type Settled = { notes: number; paidFen: string; allowedFen: string }

/**
 * Lets money pay the notes one names. The keys are those of a list of figures: Enter fills a note with what it can take and
 * goes on, arrows move, Ctrl+Enter enters it all. Ticked notes are a batch that is filled together, such as those of a
 * statement. Who may only let off sees only that column.
 */
export function SettleDesk({
  customer,
  money,
  items,
  action,
  mayPay,
  batch = [],
}: {
  customer: { accountSetId: number; customerId: string }
  money: SettlementDesk
  items: readonly OpenItem[]
  action: FormAction<Settled>
  mayPay: boolean
  /** The notes that are ticked and filled from the beginning. */
  batch?: readonly string[]
}) {
  const t = useTranslations('receipts')
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(batch))
  const [moneyId, setMoneyId] = useState('')
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState<ReadonlyMap<string, Typed>>(() =>
    batch.length === 0 ? new Map() : fillInOrder(batchOf(items, new Set(batch)), new Map(), money.free),
  )
  const sent = useAct(action, t('act.settle.done'), () => setTyped(new Map()))
  const form = useRef<HTMLFormElement>(null)
  const there = money.receipts.find(({ paperId }) => paperId === moneyId)?.open ?? money.free
  const lines = settleLines(items, typed)
  const answer = sent.answer
  const send = () => {
    if (lines.length > 0) void sent.send({ ...customer, moneyId, lines, reason })
  }
  const change = (paperId: string, name: keyof Typed, text: string) => {
    const before = typed.get(paperId) ?? { amount: '', allowance: '' }
    setTyped(new Map(typed).set(paperId, { ...before, [name]: text }))
  }
  const walk = (event: KeyboardEvent<HTMLInputElement>, at: number, name: keyof Typed) => {
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return send()
    const item = items[at]
    if (event.key === 'Enter' && name === 'amount' && item && event.currentTarget.value.trim() === '')
      change(item.paperId, 'amount', amountFor(item, typed, there))
    form.current?.querySelector<HTMLInputElement>(`[name="${name}.${at + step}"]`)?.focus()
  }
  return (
    <form
      ref={form}
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {mayPay ? (
        <div className="flex flex-wrap items-end gap-3">
          <MoneyField money={money} moneyId={moneyId} onChoose={setMoneyId} />
          <Button onClick={() => setTyped(fillInOrder(batchOf(items, ticked), typed, there))}>
            {ticked.size === 0 ? t('fillOldest') : t('fillTicked', { count: ticked.size })}
          </Button>
          <Button variant="quiet" onClick={() => setTyped(new Map())}>
            {t('clear')}
          </Button>
        </div>
      ) : null}
      <SettleTable
        items={items}
        typed={typed}
        mayPay={mayPay}
        ticked={ticked}
        onTick={setTicked}
        onType={change}
        onKey={walk}
        wrong={answer?.status === 'invalid' ? wrongOf(answer.fields, lines) : new Map()}
      />
      <ActAnswer sent={sent} namespace="receipts" />
      <div className="flex flex-wrap items-end justify-between gap-3">
        <Sums sums={settleSums(typed, there)} free={money.freeRoundingOff} mayPay={mayPay} />
        <Field label={t('column.remark')} className="w-64">
          {(control) => (
            <TextInput
              {...control}
              value={reason}
              maxLength={200}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <Button
          type="submit"
          variant="primary"
          disabled={lines.length === 0 || sent.isSending}
          shortcut="Ctrl+Enter"
        >
          {t('act.settle.press')}
        </Button>
      </div>
    </form>
  )
}

/** Which note each wrong field belongs to, with the field's code. */
function wrongOf(
  fields: Readonly<Record<string, string>>,
  lines: readonly { paperId: string }[],
): ReadonlyMap<string, string> {
  const wrong = new Map<string, string>()
  for (const [path, code] of Object.entries(fields)) {
    const line = lines[Number(/^lines\.(\d+)\./.exec(path)?.[1] ?? -1)]
    if (line) wrong.set(line.paperId, code)
  }
  return wrong
}

function MoneyField({
  money,
  moneyId,
  onChoose,
}: {
  money: SettlementDesk
  moneyId: string
  onChoose: (moneyId: string) => void
}) {
  const t = useTranslations('receipts')
  return (
    <Field label={t('money')} className="min-w-72">
      {(control) => (
        <Select {...control} value={moneyId} onChange={(event) => onChoose(event.target.value)}>
          <option value="">{t('allFree', { amount: groupThousands(money.free) })}</option>
          {money.receipts.map(({ paperId, number, bookedOn, open, waits }) => (
            <option key={paperId} value={paperId} disabled={waits === 'DEPOSIT'}>
              {t('moneyOf', {
                number,
                date: bookedOn,
                amount: groupThousands(open),
                waits: waits ?? 'NO',
              })}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

function Sums({
  sums,
  free,
  mayPay,
}: {
  sums: ReturnType<typeof settleSums>
  free: string
  mayPay: boolean
}) {
  const t = useTranslations('receipts')
  return (
    <p role="status" className="flex flex-wrap gap-x-4 gap-y-1">
      {mayPay ? (
        <>
          <span>
            {t('sum.paid')} <Money amount={sums.paid} hasSign />
          </span>
          <span className={sums.isOver ? 'text-danger' : ''}>
            {t('sum.left')} <Money amount={sums.left} hasSign />
          </span>
        </>
      ) : null}
      <span>
        {t('sum.allowed')} <Money amount={sums.allowed} hasSign />
      </span>
      {mayPay ? <span className="text-muted">{t('freeOf', { amount: free })}</span> : null}
    </p>
  )
}
