'use client'

import { useTranslations } from 'next-intl'
import { sumYuan } from '#components/posting/sum-yuan.ts'
import { Checkbox } from '#components/ui/inputs.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { InvoiceableLine } from '#lib/domain/invoices/queries-uninvoiced.ts'
import { groupThousands } from '#lib/kernel/decimal.ts'

type Chosen = readonly { paperId: string; lineNo: number }[]

/** The lines that can be invoiced, each to be taken or left, with the sums of those taken. */
export function LineChoice({
  lines,
  chosen,
  onChange,
}: {
  lines: readonly InvoiceableLine[]
  chosen: Chosen
  onChange: (lines: { paperId: string; lineNo: number }[]) => void
}) {
  const t = useTranslations('invoices')
  const isChosen = (line: InvoiceableLine): boolean =>
    chosen.some(({ paperId, lineNo }) => paperId === line.paperId && lineNo === line.lineNo)
  const taken = lines.filter(isChosen)
  const choose = (wanted: readonly InvoiceableLine[]): void =>
    onChange(wanted.map(({ paperId, lineNo }) => ({ paperId, lineNo })))
  const toggle = (line: InvoiceableLine): void =>
    choose(isChosen(line) ? taken.filter((one) => one !== line) : [...taken, line])
  const sum = (part: 'net' | 'tax' | 'gross'): string =>
    groupThousands(sumYuan(taken.map((line) => line[part])))
  return (
    <>
      <Checkbox
        label={t('chooseAll')}
        checked={taken.length === lines.length}
        onChange={() => choose(taken.length === lines.length ? [] : lines)}
      />
      <Table
        label={t('lines')}
        head={
          <>
            <HeadCell>{t('column.choose')}</HeadCell>
            <HeadCell>{t('column.product')}</HeadCell>
            <HeadCell isNumeric>{t('column.quantity')}</HeadCell>
            <HeadCell isNumeric>{t('column.net')}</HeadCell>
            <HeadCell isNumeric>{t('column.rate')}</HeadCell>
            <HeadCell isNumeric>{t('column.tax')}</HeadCell>
            <HeadCell isNumeric>{t('column.gross')}</HeadCell>
          </>
        }
      >
        {lines.map((line) => (
          <Row key={`${line.paperId} ${line.lineNo}`} isChosen={isChosen(line)}>
            <Cell className="whitespace-nowrap">
              <Checkbox
                label={`${line.number} · ${line.lineNo}`}
                checked={isChosen(line)}
                onChange={() => toggle(line)}
              />
            </Cell>
            <Cell>{line.productName}</Cell>
            <Cell isNumeric>
              {line.quantity} {line.unit}
            </Cell>
            <Cell isNumeric>
              <Money amount={line.net} />
            </Cell>
            <Cell isNumeric>{line.rate}</Cell>
            <Cell isNumeric>
              <Money amount={line.tax} />
            </Cell>
            <Cell isNumeric>
              <Money amount={line.gross} />
            </Cell>
          </Row>
        ))}
      </Table>
      <p role="status">
        {t('chosen', { count: taken.length, net: sum('net'), tax: sum('tax'), gross: sum('gross') })}
      </p>
    </>
  )
}
