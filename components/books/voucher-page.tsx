import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { VoucherDetail } from '#lib/domain/books/queries-vouchers.ts'
import { ledgerHref, voucherHref } from './book-links.ts'
import { SourceLink, VoucherNumber, VoucherSummary } from './voucher-words.tsx'

/** The accounts of a voucher, debits first, with both sums. */
export function VoucherSides({ voucher }: { voucher: VoucherDetail }) {
  const t = useTranslations('books')
  const { accountSetId, period, sides, amount } = voucher
  const yuan = (text: string) => (text === '' ? null : <Money amount={text} />)
  return (
    <Table
      label={t('voucher')}
      head={
        <>
          <HeadCell>{t('column.code')}</HeadCell>
          <HeadCell>{t('column.name')}</HeadCell>
          <HeadCell isNumeric>{t('column.debit')}</HeadCell>
          <HeadCell isNumeric>{t('column.credit')}</HeadCell>
        </>
      }
      foot={
        <>
          <Cell colSpan={2}>{t('totals')}</Cell>
          <Cell isNumeric>{yuan(amount)}</Cell>
          <Cell isNumeric>{yuan(amount)}</Cell>
        </>
      }
    >
      {sides.map((side) => (
        <Row key={`${side.code} ${side.debit}`}>
          <Cell>
            <Link
              href={ledgerHref({ accountSetId, from: period, to: period }, side.code)}
              className="text-accent hover:underline"
            >
              {side.code}
            </Link>
          </Cell>
          <Cell>{side.name}</Cell>
          <Cell isNumeric>{yuan(side.debit)}</Cell>
          <Cell isNumeric>{yuan(side.credit)}</Cell>
        </Row>
      ))}
    </Table>
  )
}

/** What a voucher was made from, by whom and when; a mirror and its original name each other. */
export function VoucherFacts({ voucher }: { voucher: VoucherDetail }) {
  const t = useTranslations('books')
  const { accountSetId } = voucher
  const other = (name: 'reverses' | 'reversedBy') => {
    const linked = voucher[name]
    if (linked === null) return []
    const value = (
      <Link href={voucherHref(accountSetId, linked.voucherId)} className="text-accent hover:underline">
        {linked.period} <VoucherNumber number={linked.number} />
      </Link>
    )
    return [{ key: name, name: t(name), value }]
  }
  return (
    <DescriptionList
      items={[
        { key: 'summary', name: t('column.summary'), value: <VoucherSummary voucher={voucher} /> },
        {
          key: 'paper',
          name: t('paper'),
          value: <SourceLink accountSetId={accountSetId} voucher={voucher} />,
        },
        { key: 'date', name: t('column.date'), value: voucher.businessDate },
        { key: 'by', name: t('recordedBy'), value: voucher.recordedBy },
        { key: 'at', name: t('recordedAt'), value: <Instant iso={voucher.recordedAt} /> },
        ...other('reverses'),
        ...other('reversedBy'),
      ]}
    />
  )
}
