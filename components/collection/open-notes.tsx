'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { NumberInput } from '#components/ui/inputs.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { OpenNote } from '#lib/domain/collections/queries-customer.ts'
import { DisputeButton, type DisputeActions } from './dispute-acts.tsx'

/** What is being written off: the amount typed for each note, and where it is wrong. */
export type Amounts = {
  typed: Readonly<Record<string, string>>
  errorOf: (paperId: string) => string | undefined
  type: (paperId: string, amount: string) => void
}

/** A customer's open notes with age, proof and dispute; with a column of amounts while some are written off. */
export function OpenNotes({
  accountSetId,
  notes,
  disputes,
  amounts,
}: {
  accountSetId: number
  notes: readonly OpenNote[]
  disputes: DisputeActions | null
  amounts: Amounts | null
}) {
  const t = useTranslations('collection')
  return (
    <Table
      label={t('openNotes')}
      head={
        <>
          <HeadCell>{t('column.number')}</HeadCell>
          <HeadCell>{t('column.date')}</HeadCell>
          <HeadCell>{t('column.due')}</HeadCell>
          <HeadCell isNumeric>{t('column.daysOver')}</HeadCell>
          <HeadCell isNumeric>{t('column.amount')}</HeadCell>
          <HeadCell isNumeric>{t('column.open')}</HeadCell>
          {amounts === null ? null : <HeadCell isNumeric>{t('writeOff.title')}</HeadCell>}
          <HeadCell>{t('column.proof')}</HeadCell>
          <HeadCell>{t('column.disputed')}</HeadCell>
        </>
      }
    >
      {notes.map((note) => (
        <Row key={note.paperId}>
          <Cell className="whitespace-nowrap">
            <Link href={`/notes/${accountSetId}/${note.paperId}`} className="text-accent hover:underline">
              {note.number}
            </Link>
          </Cell>
          <Cell className="whitespace-nowrap">{note.businessDate}</Cell>
          <Cell className="whitespace-nowrap">{note.dueDate}</Cell>
          <Cell isNumeric>{note.daysOver === 0 ? t('notDue') : t('days', { count: note.daysOver })}</Cell>
          <Cell isNumeric>
            <Money amount={note.amount} />
          </Cell>
          <Cell isNumeric>
            <Money amount={note.open} />
          </Cell>
          {amounts === null ? null : <AmountCell note={note} amounts={amounts} />}
          <Cell>
            <Badge tone={note.hasProof ? 'positive' : 'warning'}>
              {t(note.hasProof ? 'proofHome' : 'proofMissing')}
            </Badge>
          </Cell>
          <Cell>
            {note.dispute === null ? null : (
              <p className="text-warning">{t('dispute.standing', { reason: note.dispute.reason })}</p>
            )}
            {note.dispute?.statementNumber == null ? null : (
              <p className="text-muted">
                {t('dispute.byStatement', { number: note.dispute.statementNumber })}
              </p>
            )}
            {disputes === null ? null : (
              <DisputeButton
                note={{
                  accountSetId,
                  paperId: note.paperId,
                  number: note.number,
                  isDisputed: note.dispute !== null,
                }}
                actions={disputes}
              />
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

function AmountCell({ note, amounts }: { note: OpenNote; amounts: Amounts }) {
  const t = useTranslations('collection')
  const error = amounts.errorOf(note.paperId)
  return (
    <Cell isNumeric className="w-36">
      <NumberInput
        aria-label={t('writeOff.amountOf', { number: note.number })}
        aria-invalid={error === undefined ? undefined : true}
        title={error}
        value={amounts.typed[note.paperId] ?? ''}
        placeholder={note.open}
        onChange={(event) => amounts.type(note.paperId, event.target.value)}
        onDoubleClick={() => amounts.type(note.paperId, note.open)}
      />
      {error === undefined ? null : <span className="text-danger">{error}</span>}
    </Cell>
  )
}
