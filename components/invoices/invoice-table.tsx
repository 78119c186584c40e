import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Money } from '#components/ui/money.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { InvoiceRow } from '#lib/domain/invoices/queries.ts'
import { invoiceHref } from './invoice-links.ts'

const TONES: Readonly<Record<string, 'warning' | 'positive' | 'neutral' | 'accent'>> = {
  REQUESTED: 'warning',
  REVIEWED: 'accent',
  ISSUED: 'positive',
}

/** The two lists of the room. */
export function InvoiceTabs({ part }: { part: 'requests' | 'uninvoiced' }) {
  const t = useTranslations('invoices')
  const places = { requests: '/invoices', uninvoiced: '/invoices/uninvoiced' } as const
  return (
    <div className="mb-3">
      <TabLinks
        label={t('title')}
        links={(['requests', 'uninvoiced'] as const).map((one) => ({
          href: places[one],
          label: t(`part.${one}`),
          isChosen: one === part,
        }))}
      />
    </div>
  )
}

/** Where an invoice stands, and that it is red. */
export function InvoiceStanding({ invoice }: { invoice: { status: string; isRed: boolean } }) {
  const t = useTranslations('invoices')
  return (
    <>
      <Badge tone={TONES[invoice.status] ?? 'neutral'}>{t(`status.${invoice.status}`)}</Badge>{' '}
      {invoice.isRed ? <Badge tone="danger">{t('red')}</Badge> : null}
    </>
  )
}

/** Invoices; each leads to its page. */
export function InvoiceTable({ rows }: { rows: readonly InvoiceRow[] }) {
  const t = useTranslations('invoices')
  return (
    <Table
      label={t('title')}
      head={
        <>
          <HeadCell>{t('column.number')}</HeadCell>
          <HeadCell>{t('column.status')}</HeadCell>
          <HeadCell>{t('column.kind')}</HeadCell>
          <HeadCell>{t('column.customer')}</HeadCell>
          <HeadCell>{t('column.buyer')}</HeadCell>
          <HeadCell isNumeric>{t('column.net')}</HeadCell>
          <HeadCell isNumeric>{t('column.tax')}</HeadCell>
          <HeadCell isNumeric>{t('column.gross')}</HeadCell>
          <HeadCell>{t('column.platformNumber')}</HeadCell>
          <HeadCell>{t('column.requestedBy')}</HeadCell>
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.paperId}>
          <Cell className="whitespace-nowrap">
            <Link href={invoiceHref(row)} className="text-accent hover:underline">
              {row.number}
            </Link>
          </Cell>
          <Cell className="whitespace-nowrap">
            <InvoiceStanding invoice={row} />
          </Cell>
          <Cell>{t(`kind.${row.kind}`)}</Cell>
          <Cell>{row.customerName}</Cell>
          <Cell>{row.buyerName}</Cell>
          {[row.net, row.tax, row.gross].map((amount, at) => (
            <Cell key={at} isNumeric>
              <Money amount={amount} />
            </Cell>
          ))}
          <Cell>
            {row.platformNumber} <p className="text-muted">{row.issuedOn}</p>
          </Cell>
          <Cell className="whitespace-nowrap">
            {row.requestedBy}
            <p className="text-muted">
              <Instant iso={row.requestedAt} />
            </p>
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
