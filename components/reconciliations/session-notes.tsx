import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { Sheet, SheetNote, ThingState } from '#lib/domain/driver-reconciliations/sheet.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'

const TONES: Record<ThingState, Tone> = {
  HOME: 'positive',
  OUT: 'danger',
  EXCUSED: 'warning',
  NOT_DUE: 'neutral',
}

const THINGS = [
  { key: 'blueCopy', thing: 'DRIVER_COPY' },
  { key: 'customerCopy', thing: 'CUSTOMER_COPY' },
  { key: 'consignmentNote', thing: 'CONSIGNMENT_NOTE' },
  { key: 'advancedFreight', thing: 'ADVANCED_FREIGHT' },
] as const

/** Columns of money that are not in every session: shown when some note has any. */
const SOMETIMES = ['freight', 'other', 'onAccount'] as const

function sumsOf(note: SheetNote): Record<(typeof SOMETIMES)[number], string> {
  const otherFen = BigInt(note.otherFen) + BigInt(note.freightOtherFen)
  return { freight: note.freightFen, other: `${otherFen}`, onAccount: note.onAccountFen }
}

const figure = (fen: string): ReactNode =>
  fen === '0' ? null : <Money amount={formatFenPlain(BigInt(fen))} />

/** Every note of the sheet: money of the stop, and what comes back with it. */
export function SessionNotes({
  accountSetId,
  sheet,
  excuse,
  canAmend = false,
}: {
  accountSetId: number
  sheet: Sheet
  /** Whether the reader opens slips for notes that were changed by hand. */
  canAmend?: boolean
  /** The act that excuses a missing thing, for who may. */
  excuse?: (note: SheetNote, thing: string) => ReactNode
}) {
  const t = useTranslations('reconciliations')
  const sums = SOMETIMES.filter((key) => sheet.notes.some((note) => sumsOf(note)[key] !== '0'))
  return (
    <Table
      label={t('notes')}
      head={
        <>
          <HeadCell>{t('column.note')}</HeadCell>
          <HeadCell>{t('column.method')}</HeadCell>
          <HeadCell isNumeric>{t('column.cash')}</HeadCell>
          {sums.map((key) => (
            <HeadCell key={key} isNumeric>
              {t(`column.${key}`)}
            </HeadCell>
          ))}
          <HeadCell>{t('column.things')}</HeadCell>
        </>
      }
    >
      {sheet.notes.map((note) => (
        <Row key={note.paperId}>
          <Cell>
            <Link className="whitespace-nowrap text-accent" href={`/notes/${accountSetId}/${note.paperId}`}>
              {note.number}
            </Link>
            <p className="min-w-24">{note.customerName}</p>
          </Cell>
          <Cell className="whitespace-nowrap">
            {t(`method.${note.settlementMethod}`)}
            {note.outcome === 'FULL' ? null : <p className="text-warning">{t(`outcome.${note.outcome}`)}</p>}
          </Cell>
          <Cell isNumeric>{figure(note.cashFen)}</Cell>
          {sums.map((key) => (
            <Cell key={key} isNumeric>
              {figure(sumsOf(note)[key])}
            </Cell>
          ))}
          <Cell>
            <ThingsOf note={note} excuse={excuse} />
            <SlipOf note={note} accountSetId={accountSetId} canAmend={canAmend} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

/** The amendment slip of a note, or the way to one (R59). */
function SlipOf({
  note: { paperId, slip, amendedFen },
  accountSetId,
  canAmend,
}: {
  note: SheetNote
  accountSetId: number
  canAmend: boolean
}) {
  const t = useTranslations('reconciliations')
  if (slip)
    return (
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={slip.isReceived ? 'positive' : 'danger'}>
          {t(slip.isReceived ? 'slipDone' : 'slipWaits', { number: slip.number })}
        </Badge>
        {amendedFen === '0' ? null : (
          <span className="text-muted">
            {t('less')} {figure(amendedFen)}
          </span>
        )}
      </p>
    )
  if (!canAmend) return null
  return (
    <Link className="text-accent" href={`/amendments/new?set=${accountSetId}&note=${paperId}`}>
      {t('amend')}
    </Link>
  )
}

function ThingsOf({
  note,
  excuse,
}: {
  note: SheetNote
  excuse: ((note: SheetNote, thing: string) => ReactNode) | undefined
}) {
  const t = useTranslations('reconciliations')
  const due = THINGS.filter(({ key }) => note[key] !== 'NOT_DUE')
  return (
    <ul className="flex min-w-40 flex-wrap gap-x-2 gap-y-1 py-1">
      {due.map(({ key, thing }) => (
        <li key={key} className="flex flex-wrap items-center gap-2">
          <Badge tone={TONES[note[key]]}>
            {t(`thing.${thing}`)} {t(`state.${note[key]}`)}
          </Badge>
          <span className="text-muted">
            {note.excuses
              .filter((each) => each.thing === thing)
              .map(({ reason }) => reason)
              .join(' ')}
          </span>
          {note[key] === 'OUT' ? excuse?.(note, thing) : null}
        </li>
      ))}
    </ul>
  )
}
