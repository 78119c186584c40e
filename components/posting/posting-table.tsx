'use client'

import { useTranslations } from 'next-intl'
import type { KeyboardEvent } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { CheckIcon, CrossIcon, WarningIcon } from '#components/ui/icons-status.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import { formatShortDate } from '#lib/i18n/format.ts'
import { type Choice, placeAfter } from './choose-rows.ts'
import type { ShownPosting } from './shown-posting.ts'

type Props = {
  rows: readonly ShownPosting[]
  choice: Choice
  onMove: (at: number) => void
  onToggle: (key: string) => void
}

const COLUMNS = ['date', 'customer', 'channel', 'settlement', 'outcome', 'age'] as const
const AMOUNTS = ['gross', 'tax', 'cost'] as const

/** Rows that the keys walk: ↑↓ Home End move, Space chooses. One row at a time takes the focus. */
export function PostingTable({ rows, choice, onMove, onToggle }: Props) {
  const t = useTranslations('posting')

  function press(event: KeyboardEvent<HTMLElement>): void {
    const target = placeAfter(event.key, choice.at, rows.length)
    const row = rows[choice.at]
    if (target !== null) {
      onMove(target)
      rowAt(event.currentTarget, target)?.focus()
    } else if (event.key === ' ' && row !== undefined && !isBox(event.target)) onToggle(row.paperId)
    else return
    event.preventDefault()
  }

  return (
    <div onKeyDown={press}>
      <Table
        label={t('queue')}
        className="max-h-[70dvh]"
        head={
          <>
            <HeadCell>
              <span className="sr-only">{t('column.chosen')}</span>
            </HeadCell>
            <HeadCell>{t('column.number')}</HeadCell>
            <HeadCell>{t('column.gate')}</HeadCell>
            {COLUMNS.map((name) => (
              <HeadCell key={name}>{t(`column.${name}`)}</HeadCell>
            ))}
            {AMOUNTS.map((name) => (
              <HeadCell key={name} isNumeric>
                {t(`column.${name}`)}
              </HeadCell>
            ))}
          </>
        }
      >
        {rows.map((row, index) => (
          <PostingLine
            key={row.paperId}
            row={row}
            isChosen={choice.chosen.has(row.paperId)}
            isHere={index === choice.at}
            onEnter={() => onMove(index)}
            onToggle={() => onToggle(row.paperId)}
          />
        ))}
      </Table>
    </div>
  )
}

/** A box that was clicked chooses by itself. */
function isBox(target: EventTarget): boolean {
  return target instanceof HTMLInputElement
}

function rowAt(table: HTMLElement, index: number): HTMLElement | null {
  return table.querySelectorAll<HTMLElement>('tbody tr').item(index)
}

function PostingLine({
  row,
  isChosen,
  isHere,
  onEnter,
  onToggle,
}: {
  row: ShownPosting
  isChosen: boolean
  isHere: boolean
  onEnter: () => void
  onToggle: () => void
}) {
  const t = useTranslations('posting')
  return (
    <Row
      isChosen={isChosen}
      tabIndex={isHere ? 0 : -1}
      onFocus={onEnter}
      onClick={onEnter}
      className={isHere ? 'outline-1 -outline-offset-1 outline-accent' : ''}
    >
      <Cell>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={isChosen}
          onChange={onToggle}
          aria-label={t('choose', { number: row.number })}
          className="size-5 align-middle accent-accent lg:size-4"
        />
      </Cell>
      <Cell className="whitespace-nowrap">{row.number}</Cell>
      <Cell>
        <GateMark row={row} />
      </Cell>
      <Cell className="whitespace-nowrap">{formatShortDate(row.businessDate)}</Cell>
      <Cell className="max-w-48 truncate">{row.customerName}</Cell>
      <Cell className="whitespace-nowrap">{row.channel}</Cell>
      <Cell className="whitespace-nowrap">{row.settlement}</Cell>
      <Cell className="whitespace-nowrap">{row.outcome}</Cell>
      <Cell className="whitespace-nowrap">
        {row.ageDays > 1 ? (
          <Badge tone="warning">{t('days', { count: row.ageDays })}</Badge>
        ) : (
          t('days', { count: row.ageDays })
        )}
      </Cell>
      <Cell isNumeric>
        <Money amount={row.gross} />
      </Cell>
      <Cell isNumeric>
        <Money amount={row.tax} />
      </Cell>
      <Cell isNumeric>
        <Money amount={row.cost} />
      </Cell>
    </Row>
  )
}

/** The gate in one word: open, open with a remark, or the numbers of the rules that are not met. */
function GateMark({ row }: { row: ShownPosting }) {
  const t = useTranslations('posting')
  const rules = row.conditions.filter((item) => item.state === 'unmet').map((item) => item.rule)
  if (!row.canPost)
    return (
      <span className="flex items-center gap-1 whitespace-nowrap text-danger">
        <CrossIcon className="size-3.5" />
        {rules.join(' ')}
      </span>
    )
  const hasRemark = row.conditions.some((item) => item.state === 'warn')
  return (
    <span
      className={`flex items-center gap-1 whitespace-nowrap ${hasRemark ? 'text-warning' : 'text-positive'}`}
    >
      {hasRemark ? <WarningIcon className="size-3.5" /> : <CheckIcon className="size-3.5" />}
      {t('open')}
    </span>
  )
}
