'use client'

import { useTranslations } from 'next-intl'
import { Button, IconButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { CloseIcon } from '#components/ui/icons-action.tsx'
import { NumberInput, Select, Textarea } from '#components/ui/inputs.tsx'
import { RECEIPT_METHODS } from '#lib/domain/receipts/schema.ts'
import { asFen, type Fen, formatFen, parseYuan } from '#lib/kernel/money.ts'
import type { StopMoneyFacts } from './stop-money.ts'

/** One tender as the driver types it. `target` is a note's id, or FREIGHT. */
export type TenderRow = { method: string; amount: string; target: string }

/** What is typed: null while everything due is taken in cash. */
export type Payment = { rows: readonly TenderRow[] | null; reason: string }

export const FREIGHT = 'FREIGHT'

/** What is due at the stop, and what was given: one press says all of it in cash; a change says how much in what way. */
export function PaymentCard({
  noteId,
  facts,
  cashFen,
  isNothingDue,
  payment,
  onPayment,
  errorAt,
}: {
  noteId: string
  facts: StopMoneyFacts
  /** Of the note itself when it is paid in cash. */
  cashFen: bigint | null
  isNothingDue: boolean
  payment: Payment
  onPayment: (payment: Payment) => void
  errorAt: (path: string) => string | undefined
}) {
  const t = useTranslations('driver')
  const due = isNothingDue ? [] : dueRows(noteId, facts, cashFen)
  const { rows, reason } = payment
  const names = namesOf(noteId, facts, t)
  const [dueFen, typedFen] = [sumFen(due), sumFen(rows ?? [])]
  const missingFen = asFen(dueFen > typedFen ? dueFen - typedFen : 0n)
  const put = (next: readonly TenderRow[]) => onPayment({ ...payment, rows: next })
  return (
    <Card
      title={t('pay.title')}
      aside={
        <Button
          size="small"
          variant="quiet"
          onClick={() => onPayment({ rows: rows === null ? due : null, reason: '' })}
        >
          {t(rows === null ? 'pay.change' : 'pay.allCash')}
        </Button>
      }
    >
      {rows === null ? (
        <ul className="flex flex-col gap-1 text-base">
          {due.length === 0 ? <li className="text-muted">{t('pay.none')}</li> : null}
          {due.map((row) => (
            <li key={row.target} className="flex justify-between gap-3">
              <span>{names.get(row.target)}</span>
              <span className="font-semibold">
                {t('pay.cash')} ￥{row.amount}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <div className="flex flex-col gap-3">
          {rows.map((row, at) => (
            <div key={at} className="grid grid-cols-[1fr_auto] items-end gap-2">
              <div className="grid gap-2 sm:grid-cols-3">
                <Field label={t('pay.for')} error={errorAt(`tenders.${at}.paysPaperId`)}>
                  {(control) => (
                    <Select
                      {...control}
                      value={row.target}
                      onChange={(event) => put(rows.with(at, { ...row, target: event.target.value }))}
                    >
                      {[...names].map(([target, name]) => (
                        <option key={target} value={target}>
                          {name}
                        </option>
                      ))}
                    </Select>
                  )}
                </Field>
                <Field label={t('pay.method')}>
                  {(control) => (
                    <Select
                      {...control}
                      value={row.method}
                      onChange={(event) => put(rows.with(at, { ...row, method: event.target.value }))}
                    >
                      {RECEIPT_METHODS.map((method) => (
                        <option key={method} value={method}>
                          {t(`pay.way.${method}`)}
                        </option>
                      ))}
                    </Select>
                  )}
                </Field>
                <Field label={t('pay.amount')} error={errorAt(`tenders.${at}.amount`)}>
                  {(control) => (
                    <NumberInput
                      {...control}
                      unit="￥"
                      value={row.amount}
                      onChange={(event) => put(rows.with(at, { ...row, amount: event.target.value }))}
                    />
                  )}
                </Field>
              </div>
              <IconButton label={t('pay.drop')} onClick={() => put(rows.toSpliced(at, 1))}>
                <CloseIcon />
              </IconButton>
            </div>
          ))}
          <Button onClick={() => put([...rows, { method: 'CASH', amount: '', target: noteId }])}>
            {t('pay.add')}
          </Button>
          <p role="status">
            {t('pay.entered', { due: formatFen(dueFen), typed: formatFen(typedFen) })}
            {missingFen > 0n ? (
              <span className="ml-2 font-semibold text-warning">
                {t('pay.missing', { missing: formatFen(missingFen) })}
              </span>
            ) : null}
          </p>
          {missingFen > 0n || reason !== '' || errorAt('unpaidReason') !== undefined ? (
            <Field label={t('pay.reason')} error={errorAt('unpaidReason')}>
              {(control) => (
                <Textarea
                  {...control}
                  value={reason}
                  onChange={(event) => onPayment({ ...payment, reason: event.target.value })}
                />
              )}
            </Field>
          ) : null}
        </div>
      )}
    </Card>
  )
}

/** What rows come to; an amount that cannot be read yet counts as nothing. */
function sumFen(rows: readonly TenderRow[]): Fen {
  return asFen(
    rows.reduce((sum, { amount }) => {
      const read = parseYuan(amount)
      return read.ok ? sum + read.value : sum
    }, 0n),
  )
}

/** What is due as rows of cash; an amount that may pay any note is spread over them, oldest first, as the desk does. */
function dueRows(noteId: string, facts: StopMoneyFacts, cashFen: bigint | null): TenderRow[] {
  const row = (target: string, amountFen: bigint): TenderRow[] =>
    amountFen > 0n ? [{ method: 'CASH', amount: formatFen(asFen(amountFen)), target }] : []
  return [
    ...facts.collect.flatMap(({ paperId, openFen }) => row(paperId, BigInt(openFen))),
    ...(cashFen === null ? amountRows(noteId, facts) : [{ target: noteId, amountFen: cashFen }]).flatMap(
      ({ target, amountFen }) => row(target, amountFen),
    ),
    ...row(FREIGHT, BigInt(facts.advancedFreightFen)),
  ]
}

function amountRows(noteId: string, { collectFen, openNotes }: StopMoneyFacts) {
  let leftFen = BigInt(collectFen)
  const older = openNotes.map(({ paperId, openFen }) => {
    const amountFen = BigInt(openFen) < leftFen ? BigInt(openFen) : leftFen
    leftFen -= amountFen
    return { target: paperId, amountFen }
  })
  return [...older, { target: noteId, amountFen: leftFen }]
}

type Say = ReturnType<typeof useTranslations<'driver'>>

function namesOf(noteId: string, facts: StopMoneyFacts, t: Say): Map<string, string> {
  return new Map([
    [noteId, t('pay.own')],
    ...(facts.advancedFreightFen === '0' ? [] : [[FREIGHT, t('pay.freight')] as const]),
    ...facts.openNotes.map(({ paperId, number, openFen }) => {
      return [paperId, t('pay.older', { number, amount: formatFen(asFen(BigInt(openFen))) })] as const
    }),
  ])
}
