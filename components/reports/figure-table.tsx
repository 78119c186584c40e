import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Badge } from '#components/ui/badge.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { FigureNote } from '#lib/domain/reports/queries-lists.ts'
import { copyTone } from './copy-tone.ts'
import { noteAddress } from './daily-address.ts'

const COLUMNS = ['number', 'date', 'customer', 'channel', 'clerk', 'status'] as const

/** The notes behind a figure; each leads to its page. */
export async function FigureTable({ label, rows }: { label: string; rows: readonly FigureNote[] }) {
  const t = await getTranslations('reports')
  const hasCopies = rows.some((row) => row.copies.length > 0)
  return (
    <Table
      label={label}
      head={
        <>
          {COLUMNS.map((name) => (
            <HeadCell key={name}>{t(`column.${name}`)}</HeadCell>
          ))}
          {hasCopies ? <HeadCell>{t('column.copies')}</HeadCell> : null}
          <HeadCell isNumeric>{t('column.amount')}</HeadCell>
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.paperId}>
          <Cell>
            <Link href={noteAddress(row)} className="text-accent hover:underline">
              {row.number}
            </Link>
          </Cell>
          <Cell>{row.businessDate}</Cell>
          <Cell>{row.customerName}</Cell>
          <Cell>{t(`channel.${row.channel}`)}</Cell>
          <Cell>{row.preparerName}</Cell>
          <Cell>{t(`status.${row.status}`)}</Cell>
          {hasCopies ? (
            <Cell>
              <Copies copies={row.copies} />
            </Cell>
          ) : null}
          <Cell isNumeric>
            <Money amount={row.gross} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

async function Copies({ copies }: { copies: FigureNote['copies'] }) {
  const t = await getTranslations('reports')
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1">
      {copies.map((copy) => (
        <li key={copy.kind} className="flex items-center gap-1.5">
          <Badge tone={copyTone(copy.kind)}>{t(`copy.${copy.kind}`)}</Badge>
          <span>{copy.keeperName ?? t(`place.${copy.place}`)}</span>
          <span className="text-muted">
            <Instant iso={copy.since} />
          </span>
        </li>
      ))}
    </ul>
  )
}
