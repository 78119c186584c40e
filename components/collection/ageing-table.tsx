import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import { type AgeingWish, ageingWords } from '#lib/domain/collections/buckets.ts'
import type { Ageing, AgeingCell, AgeingRow } from '#lib/domain/collections/queries-ageing.ts'
import { groupThousands } from '#lib/kernel/decimal.ts'
import { addressOf } from '#lib/kernel/address.ts'
import { bucketName } from './bucket-name.ts'
import { caseHref } from './collection-address.ts'

type Say = Awaited<ReturnType<typeof getTranslations<'collection'>>>

/** What is open by age; each line leads to what it is made of, and the sum over all pages stands last. */
export async function AgeingTable({ ageing, wish }: { ageing: Ageing; wish: AgeingWish }) {
  const t = await getTranslations('collection')
  const { buckets, rows, total } = ageing
  return (
    <Table
      label={t('ageing')}
      head={
        <>
          <HeadCell>{t(wish.by === 'customer' ? 'column.customer' : `column.${wish.by}`)}</HeadCell>
          <HeadCell isNumeric>{t('column.notes')}</HeadCell>
          <HeadCell isNumeric>{t('column.total')}</HeadCell>
          <HeadCell isNumeric>{t('column.unproven')}</HeadCell>
          <HeadCell isNumeric>{t('column.disputed')}</HeadCell>
          {buckets.map((bucket) => (
            <HeadCell key={bucket.from ?? -1} isNumeric>
              {bucketName(t, bucket)}
            </HeadCell>
          ))}
        </>
      }
      foot={
        <>
          <Cell>{t('column.total')}</Cell>
          <Figures of={total} t={t} />
        </>
      }
    >
      {rows.map((row) => (
        <Row key={`${row.accountSetId} ${row.key}`}>
          <Cell>
            <Link href={lineHref(row, wish)} data-row className="text-accent hover:underline">
              {lineName(row, wish, t)}
            </Link>
            {row.code === '' ? null : <span className="ml-2 text-muted">{row.code}</span>}
          </Cell>
          <Figures of={row} t={t} />
        </Row>
      ))}
    </Table>
  )
}

function Figures({ of, t }: { of: Ageing['total']; t: Say }) {
  return (
    <>
      <Cell isNumeric>{of.notes}</Cell>
      {([of.open, of.unproven, of.disputed] as const).map((amount, at) => (
        <Cell key={at} isNumeric>
          <Money amount={amount} />
        </Cell>
      ))}
      {of.cells.map((cell, at) => (
        <BucketCell key={at} cell={cell} t={t} />
      ))}
    </>
  )
}

function BucketCell({ cell, t }: { cell: AgeingCell; t: Say }) {
  return (
    <Cell isNumeric>
      <Money amount={cell.open} />
      {cell.unproven === '0.00' ? null : (
        <span className="block text-muted">
          {t('ofItUnproven', { amount: groupThousands(cell.unproven) })}
        </span>
      )}
    </Cell>
  )
}

function lineName(row: AgeingRow, { by }: AgeingWish, t: Say): string {
  if (by === 'channel') return t.has(`channel.${row.name}`) ? t(`channel.${row.name}`) : row.name
  return row.name === '' ? t('salespersonNone') : row.name
}

/** A customer's line leads to the notes; the others to the customers behind them. */
function lineHref(row: AgeingRow, wish: AgeingWish): string {
  if (row.accountSetId !== null) return caseHref({ accountSetId: row.accountSetId, customerId: row.key })
  const narrowed =
    wish.by === 'channel' ? { channel: row.key } : { salespersonId: row.key === '' ? null : row.key }
  return addressOf('/collection/ageing', ageingWords({ ...wish, ...narrowed, by: 'customer' }))
}
