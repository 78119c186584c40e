'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActAnswer, useAct } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { sumYuan } from '#components/posting/sum-yuan.ts'
import { Button } from '#components/ui/button.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { PendingRow } from '#lib/domain/receipts/queries-detail.ts'
import { receiptAddress } from './receipt-address.ts'

type Accepted = { accepted: { number: string }[] }

/** The cashier ticks the money that lies before them and accepts it in one press; the sum is what is counted. */
export function AcceptDesk({
  accountSetId,
  rows,
  action,
}: {
  accountSetId: number
  rows: readonly PendingRow[]
  /** Null for who may look but not accept. */
  action: FormAction<Accepted> | null
}) {
  const t = useTranslations('receipts')
  const mine = rows.filter(({ isOwn }) => !isOwn)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const chosen = mine.filter(({ paperId }) => ticked.has(paperId))
  const hasAll = mine.length > 0 && chosen.length === mine.length
  const toggle = (paperId: string) => {
    const next = new Set(ticked)
    if (!next.delete(paperId)) next.add(paperId)
    setTicked(next)
  }
  return (
    <div className="flex flex-col gap-3">
      <Table
        label={t('pending')}
        className="max-h-[65dvh]"
        head={
          <>
            <HeadCell>
              <input
                type="checkbox"
                aria-label={t('chooseAll')}
                checked={hasAll}
                disabled={action === null || mine.length === 0}
                onChange={() => setTicked(new Set(hasAll ? [] : mine.map(({ paperId }) => paperId)))}
                className="size-5 align-middle accent-accent lg:size-4"
              />
            </HeadCell>
            {(['number', 'receivedOn', 'customer', 'payer', 'forNote', 'method'] as const).map((name) => (
              <HeadCell key={name}>{t(`column.${name}`)}</HeadCell>
            ))}
            <HeadCell isNumeric>{t('column.amount')}</HeadCell>
            <HeadCell>{t('column.takenBy')}</HeadCell>
            <HeadCell>{t('column.recordedBy')}</HeadCell>
          </>
        }
      >
        {rows.map((row) => (
          <Row key={row.paperId} isChosen={ticked.has(row.paperId)}>
            <Cell>
              <input
                type="checkbox"
                aria-label={row.number}
                checked={ticked.has(row.paperId) && !row.isOwn}
                disabled={action === null || row.isOwn}
                onChange={() => toggle(row.paperId)}
                className="size-5 align-middle accent-accent lg:size-4"
              />
            </Cell>
            <Cell className="whitespace-nowrap">
              <Link
                href={receiptAddress({ accountSetId, paperId: row.paperId })}
                className="text-accent hover:underline"
              >
                {row.number}
              </Link>
            </Cell>
            <Cell className="whitespace-nowrap">{row.receivedOn}</Cell>
            <Cell>{row.customerName}</Cell>
            <Cell>{row.payer}</Cell>
            <Cell className="whitespace-nowrap">{row.noteNumber}</Cell>
            <Cell className="whitespace-nowrap">{t(`method.${row.method}`)}</Cell>
            <Cell isNumeric>
              <Money amount={row.amount} />
            </Cell>
            <Cell>{row.takenBy}</Cell>
            <Cell>{row.isOwn ? t('own') : row.recordedBy}</Cell>
          </Row>
        ))}
      </Table>
      {action === null ? null : (
        <AcceptBar
          accountSetId={accountSetId}
          chosen={chosen}
          action={action}
          onDone={() => setTicked(new Set())}
        />
      )}
    </div>
  )
}

function AcceptBar({
  accountSetId,
  chosen,
  action,
  onDone,
}: {
  accountSetId: number
  chosen: readonly PendingRow[]
  action: FormAction<Accepted>
  onDone: () => void
}) {
  const t = useTranslations('receipts')
  const sent = useAct(action, t('act.accept.done', { count: chosen.length }), onDone)
  const sumOf = (isCash: boolean) =>
    sumYuan(chosen.filter(({ method }) => (method === 'CASH') === isCash).map(({ amount }) => amount))
  return (
    <div className="flex flex-col gap-2">
      <ActAnswer sent={sent} namespace="receipts" />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status">
          {t('chosen', { count: chosen.length })} · {t('method.CASH')} <Money amount={sumOf(true)} hasSign />{' '}
          · {t('notCash')} <Money amount={sumOf(false)} hasSign />
        </p>
        <Button
          variant="primary"
          disabled={chosen.length === 0 || sent.isSending}
          onClick={() => void sent.send({ accountSetId, paperIds: chosen.map(({ paperId }) => paperId) })}
        >
          {t('act.accept.press')}
        </Button>
      </div>
    </div>
  )
}
