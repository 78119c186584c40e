import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { InvoiceDetail } from '#lib/domain/invoices/queries.ts'
import { invoiceHref } from './invoice-links.ts'

/** The lines of an invoice with the note each is from, and the three sums. */
export function InvoiceLines({ invoice }: { invoice: InvoiceDetail }) {
  const t = useTranslations('invoices')
  const money = (amount: string) => (
    <Cell isNumeric>
      <Money amount={amount} />
    </Cell>
  )
  return (
    <Table
      label={t('lines')}
      head={
        <>
          <HeadCell>{t('column.line')}</HeadCell>
          <HeadCell>{t('column.note')}</HeadCell>
          <HeadCell>{t('column.product')}</HeadCell>
          <HeadCell isNumeric>{t('column.quantity')}</HeadCell>
          <HeadCell isNumeric>{t('column.net')}</HeadCell>
          <HeadCell isNumeric>{t('column.rate')}</HeadCell>
          <HeadCell isNumeric>{t('column.tax')}</HeadCell>
        </>
      }
      foot={
        <>
          <Cell colSpan={4}>
            {t('column.gross')} <Money amount={invoice.gross} hasSign />
          </Cell>
          {money(invoice.net)}
          <Cell />
          {money(invoice.tax)}
        </>
      }
    >
      {invoice.lines.map((line) => (
        <Row key={line.lineNo}>
          <Cell>{line.lineNo}</Cell>
          <Cell className="whitespace-nowrap">
            <Link
              href={`/notes/${invoice.accountSetId}/${line.notePaperId}`}
              className="text-accent hover:underline"
            >
              {line.noteNumber}
            </Link>
          </Cell>
          <Cell>
            {line.productName} {line.specification}{' '}
            {line.isTakenBack ? <Badge tone="danger">{t('takenBack')}</Badge> : null}
          </Cell>
          <Cell isNumeric>
            {line.quantity} {line.unit}
          </Cell>
          {money(line.net)}
          <Cell isNumeric>{line.rate}</Cell>
          {money(line.tax)}
        </Row>
      ))}
    </Table>
  )
}

/** Who asked, reviewed and issued; the buyer; what is linked. */
export function InvoiceFacts({ invoice }: { invoice: InvoiceDetail }) {
  const t = useTranslations('invoices')
  const { review, issue, source } = invoice
  const linked = (one: { paperId: string; number: string; status: string }) => (
    <Link
      key={one.paperId}
      href={invoiceHref({ accountSetId: invoice.accountSetId, paperId: one.paperId })}
      className="mr-2 text-accent hover:underline"
    >
      {one.number} {t(`status.${one.status}`)}
    </Link>
  )
  const items = [
    { key: 'kind', value: t(`kind.${invoice.kind}`) },
    { key: 'customer', value: invoice.customerName },
    { key: 'buyerName', value: invoice.buyerName },
    { key: 'buyerTaxNumber', value: invoice.buyerTaxNumber },
    { key: 'buyerAddress', value: invoice.buyerAddress },
    { key: 'buyerBank', value: invoice.buyerBank },
    { key: 'remark', value: invoice.remark },
    { key: 'requestedBy', value: invoice.requestedBy },
    { key: 'requestedAt', value: <Instant iso={invoice.requestedAt} /> },
    ...(review === null
      ? []
      : [
          { key: 'reviewedBy', value: review.by },
          { key: 'reviewRemark', value: review.remark },
        ]),
    ...(issue === null
      ? []
      : [
          { key: 'platformNumber', value: invoice.platformNumber },
          { key: 'issuedOn', value: invoice.issuedOn },
        ]),
    ...(source === null ? [] : [{ key: 'source', value: linked(source) }]),
    ...(invoice.reds.length === 0 ? [] : [{ key: 'reds', value: invoice.reds.map(linked) }]),
  ]
  return (
    <DescriptionList
      items={items
        .filter(({ value }) => value !== '')
        .map(({ key, value }) => ({ key, name: t(`column.${key}`), value }))}
    />
  )
}
