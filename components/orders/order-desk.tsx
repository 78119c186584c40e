'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useCallback, useDeferredValue, useMemo, useState, type KeyboardEvent } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { fieldId, walkFrom } from '#components/notes-new/cells.ts'
import { CustomerCell } from '#components/notes-new/customer-cell.tsx'
import { CustomerFacts } from '#components/notes-new/customer-facts.tsx'
import { LineFacts } from '#components/notes-new/line-facts.tsx'
import { LineGrid } from '#components/notes-new/line-grid.tsx'
import { firstWrong, noteFigures } from '#components/notes-new/note-figures.ts'
import { orderInputOf, wrongPlaceOf } from '#components/notes-new/note-wire.ts'
import { useGrid } from '#components/notes-new/use-grid.ts'
import { type NoteStart, useNote } from '#components/notes-new/use-note.ts'
import { useTrouble } from '#components/notes-new/use-trouble.ts'
import { useWrong } from '#components/notes-new/use-wrong.ts'
import { useShortcut } from '#components/shell/shortcuts.tsx'
import { Button } from '#components/ui/button.tsx'
import type { NoteDesk } from '#lib/domain/delivery-notes/issue-queries.ts'
import { formatFen } from '#lib/kernel/money.ts'
import { OrderFields } from './order-fields.tsx'

export type RecordedOrder = { orderId: string; number: string }

/** Recording an order that a note follows later: the same customer cell and grid as writing a note. */
export function OrderDesk({
  desk,
  start,
  action,
}: {
  desk: NoteDesk
  start: NoteStart
  action: FormAction<RecordedOrder>
}) {
  const t = useTranslations('orders')
  const say = useSentence('noteNew')
  const router = useRouter()
  const { trouble, tell } = useTrouble()
  const { note, steady } = useNote(start, desk, tell)
  const { latest, lines, dispatch, setHeader, takeCustomer, find, toLines } = steady
  const grid = useGrid({ lines, dispatch, find, tell })
  const { wrong, wrongField, point } = useWrong(note, say)
  const [confirmedHow, setConfirmedHow] = useState('PHONE')
  const calm = useDeferredValue(note)
  const figures = useMemo(() => noteFigures(calm), [calm])
  const sent = useAction(action)
  const { customer } = note

  const record = useCallback(() => {
    const place = firstWrong(latest.current)
    if (place !== null) return point(place)
    const input = { ...orderInputOf(latest.current), confirmedHow: confirmedHow === '' ? null : confirmedHow }
    void sent.send(input).then((answer) => {
      if (answer?.status === 'done') router.push(`/orders/${answer.value.orderId}`)
      const wrongPlace = answer?.status === 'invalid' ? wrongPlaceOf(answer.fields, latest.current) : null
      if (wrongPlace !== null) point(wrongPlace)
    })
  }, [latest, point, confirmedHow, sent, router])

  useShortcut('Ctrl+Enter', t('record'), record)
  useShortcut('F2', t('customer'), () => document.getElementById(fieldId('customerId'))?.focus())
  useShortcut('F3', t('lines'), toLines)
  useShortcut('F4', t('facts'), () => document.getElementById(fieldId('expectedOn'))?.focus())

  function press(event: KeyboardEvent<HTMLElement>): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') toLines()
    else if (event.key !== 'Enter' || !(event.target instanceof HTMLElement)) return
    else if (!walkFrom(event.target, event.shiftKey ? -1 : 1)) toLines()
    event.preventDefault()
  }

  return (
    <div className="flex flex-col gap-2 lg:h-[calc(100dvh-6.5rem)] lg:min-h-[32rem]">
      <header className="flex flex-wrap items-center gap-x-4">
        <h1 className="text-lg font-semibold">{t('new')}</h1>
        <p role="status" className="text-warning">
          {trouble?.sentence}
        </p>
      </header>
      <section
        aria-label={t('customer')}
        className="flex flex-col gap-1.5 rounded-md border border-line bg-surface p-2"
      >
        <div className="grid items-center gap-x-4 gap-y-1 lg:grid-cols-[minmax(16rem,24rem)_1fr]">
          <CustomerCell
            text={note.customerText}
            isChosen={customer !== null && customer.name === note.customerText}
            isFirst
            onType={(text) => dispatch({ kind: 'typeCustomer', text })}
            onTake={takeCustomer}
            onLeave={toLines}
          />
          {customer === null ? null : (
            <CustomerFacts
              customer={customer}
              accountSetName={
                desk.accountSets.find(({ accountSetId }) => accountSetId === customer.accountSetId)?.name ??
                ''
              }
              exposureFen={figures.exposureFen}
              today={start.today}
            />
          )}
        </div>
        <div onKeyDown={press}>
          <OrderFields
            header={note.header}
            confirmedHow={confirmedHow}
            wrongField={wrongField}
            set={setHeader}
            onConfirmedHow={setConfirmedHow}
          />
        </div>
      </section>
      <LineGrid
        lines={note.lines}
        waiting={grid.waiting}
        wrong={wrong.lines}
        edit={grid.edit}
        keys={grid.keys}
      />
      <LineFacts
        line={note.lines.find(({ key }) => key === grid.activeKey)}
        customer={customer}
        wrongCode={wrong.lines[grid.activeKey ?? ''] ?? ''}
        say={say}
      />
      <AnswerNotice answer={sent.answer} say={say} checkAgain={sent.checkAgain} />
      <footer className="flex items-center justify-end gap-4">
        <span className="text-muted">{t('total')}</span>
        <output className="text-xl font-semibold">
          {figures.worked === null ? '' : `￥${formatFen(figures.worked.grossFen)}`}
        </output>
        <Button
          variant="primary"
          shortcut="Ctrl+Enter"
          aria-disabled={sent.isSending || undefined}
          onClick={record}
        >
          {t('record')}
        </Button>
      </footer>
    </div>
  )
}
