'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActAnswer, useAct } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { sumYuan } from '#components/posting/sum-yuan.ts'
import { Button } from '#components/ui/button.tsx'
import { Money } from '#components/ui/money.tsx'
import { HeadCell, Table } from '#components/ui/table.tsx'
import type { BankLineRow } from '#lib/domain/bank-lists/queries.ts'
import { type Choice, firstChoice, isComplete, matchOf } from './choices.ts'
import { MatchRow } from './match-row.tsx'

/** Open lines of the bank with whose money they may be. Nothing is entered that a person did not tick and confirm. */
export function MatchDesk({
  accountSetId,
  rows,
  confirm,
  setAside,
}: {
  accountSetId: number
  rows: readonly BankLineRow[]
  confirm: FormAction<{ receipts: { number: string }[] }>
  setAside: FormAction<{ lineId: string }>
}) {
  const t = useTranslations('bankLists')
  const say = useSentence('bankLists')
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map())
  const sent = useAct(confirm, t('confirmed'), () => setChoices(new Map()))
  const choiceOf = (row: BankLineRow) => choices.get(row.lineId) ?? firstChoice(row)
  const chosen = rows.filter((row) => choiceOf(row).isTicked && isComplete(choiceOf(row)))
  const change = (row: BankLineRow, to: Partial<Choice>) =>
    setChoices(new Map(choices).set(row.lineId, { ...choiceOf(row), ...to }))
  const proposed = rows.filter(({ proposals }) => proposals.length > 0)
  const hasAll = proposed.length > 0 && proposed.every((row) => choiceOf(row).isTicked)
  const wrong = sent.answer?.status === 'invalid' ? sent.answer.fields : {}
  const wrongAt = (row: BankLineRow) => {
    const index = chosen.indexOf(row)
    const [, code] = Object.entries(wrong).find(([path]) => path.startsWith(`matches.${index}.`)) ?? []
    return index < 0 || code === undefined ? undefined : say('invalid', code)
  }
  return (
    <div className="flex flex-col gap-3">
      <Table
        label={t('lines')}
        className="max-h-[60dvh]"
        head={
          <>
            <HeadCell>
              <input
                type="checkbox"
                aria-label={t('chooseAll')}
                checked={hasAll}
                onChange={() =>
                  setChoices(
                    new Map([
                      ...choices,
                      ...proposed.map(
                        (row) => [row.lineId, { ...choiceOf(row), isTicked: !hasAll }] as const,
                      ),
                    ]),
                  )
                }
                className="size-5 align-middle accent-accent lg:size-4"
              />
            </HeadCell>
            <HeadCell>{t('column.bookedOn')}</HeadCell>
            <HeadCell>{t('column.payer')}</HeadCell>
            <HeadCell isNumeric>{t('column.amount')}</HeadCell>
            <HeadCell>{t('column.customer')}</HeadCell>
            <HeadCell>{t('column.why')}</HeadCell>
            <HeadCell>{t('column.memo')}</HeadCell>
            <HeadCell>{t('column.act')}</HeadCell>
          </>
        }
      >
        {rows.map((row) => (
          <MatchRow
            key={row.lineId}
            accountSetId={accountSetId}
            row={row}
            choice={choiceOf(row)}
            onChange={(to) => change(row, to)}
            error={wrongAt(row)}
            setAside={setAside}
          />
        ))}
      </Table>
      <ActAnswer sent={sent} namespace="bankLists" />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status">
          {t('chosen', { count: chosen.length })} ·{' '}
          <Money amount={sumYuan(chosen.map(({ amount }) => amount))} hasSign />
        </p>
        <Button
          variant="primary"
          disabled={chosen.length === 0 || sent.isSending}
          onClick={() =>
            void sent.send({ accountSetId, matches: chosen.map((row) => matchOf(row, choiceOf(row))) })
          }
        >
          {t('confirm')}
        </Button>
      </div>
    </div>
  )
}
