import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { paymentHref } from '#components/payments/payment-address.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Money } from '#components/ui/money.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type {
  OpenBill,
  StatementRow,
  SupplierStatement,
  UnbilledGoods,
} from '#lib/domain/suppliers/queries-statement.ts'
import { goodsHref } from '#lib/papers/goods/address.ts'
import { goodsName, isGoodsKind } from '#lib/papers/goods/kinds.ts'

type Paper = { accountSetId: number; paperId: string; number: string; kind: string }

function PaperLink(paper: Paper) {
  const href = isGoodsKind(paper.kind) ? goodsHref(paper.kind, paper) : paymentHref(paper)
  return (
    <Link href={href} className="text-accent hover:underline print:text-ink">
      {paper.number}
    </Link>
  )
}

/** The account over the days asked for: what was owed, each paper's mark, what is owed after it. */
export function StatementMarks({ statement }: { statement: SupplierStatement }) {
  const t = useTranslations('suppliers')
  const { accountSetId } = statement.supplier
  const line = (name: 'opening' | 'closing') => (
    <Row key={name}>
      <Cell colSpan={6} className="font-semibold">
        {t(`statement.${name}`)}
      </Cell>
      <Cell isNumeric className="font-semibold">
        <Money amount={statement[name]} />
      </Cell>
    </Row>
  )
  return (
    <Table
      label={t('statement.account')}
      head={
        <>
          <HeadCell>{t('column.businessDate')}</HeadCell>
          <HeadCell>{t('column.paper')}</HeadCell>
          <HeadCell>{t('column.number')}</HeadCell>
          <HeadCell>{t('column.externalNumber')}</HeadCell>
          <HeadCell isNumeric>{t('column.owed')}</HeadCell>
          <HeadCell isNumeric>{t('column.paid')}</HeadCell>
          <HeadCell isNumeric>{t('column.balance')}</HeadCell>
        </>
      }
    >
      {line('opening')}
      {statement.rows.map((row: StatementRow) => (
        <Row key={`${row.paperId} ${row.isReversal} ${row.balance}`}>
          <Cell className="whitespace-nowrap">{row.businessDate}</Cell>
          <Cell className="whitespace-nowrap">
            {t(`statement.kind.${goodsName(row)}`)}{' '}
            {row.isReversal ? <Badge tone="warning">{t('statement.reversal')}</Badge> : null}
          </Cell>
          <Cell className="whitespace-nowrap">
            <PaperLink {...row} accountSetId={accountSetId} />
          </Cell>
          <Cell>{row.externalNumber}</Cell>
          <Cell isNumeric>{row.owed === null ? null : <Money amount={row.owed} />}</Cell>
          <Cell isNumeric>{row.paid === null ? null : <Money amount={row.paid} />}</Cell>
          <Cell isNumeric>
            <Money amount={row.balance} />
          </Cell>
        </Row>
      ))}
      {line('closing')}
    </Table>
  )
}

/** Bills of which something is still to be paid, oldest first. */
export function StatementBills({
  accountSetId,
  bills,
}: {
  accountSetId: number
  bills: readonly OpenBill[]
}) {
  const t = useTranslations('suppliers')
  if (bills.length === 0) return <p className="text-muted">{t('statement.noOpenBills')}</p>
  return (
    <Table
      label={t('statement.openBills')}
      head={
        <>
          <HeadCell>{t('column.number')}</HeadCell>
          <HeadCell>{t('column.externalNumber')}</HeadCell>
          <HeadCell>{t('column.dueDate')}</HeadCell>
          <HeadCell isNumeric>{t('column.daysOver')}</HeadCell>
          <HeadCell isNumeric>{t('column.amount')}</HeadCell>
          <HeadCell isNumeric>{t('column.open')}</HeadCell>
        </>
      }
    >
      {bills.map((bill) => (
        <Row key={bill.paperId}>
          <Cell className="whitespace-nowrap">
            <PaperLink {...bill} accountSetId={accountSetId} kind="PURCHASE_BILL" />
          </Cell>
          <Cell>{bill.externalNumber}</Cell>
          <Cell className="whitespace-nowrap">{bill.dueDate}</Cell>
          <Cell isNumeric className={bill.daysOver > 0 ? 'text-danger' : 'text-muted'}>
            {bill.daysOver === 0 ? t('statement.notYet') : t('statement.days', { count: bill.daysOver })}
          </Cell>
          <Cell isNumeric>
            <Money amount={bill.amount} />
          </Cell>
          <Cell isNumeric>
            <Money amount={bill.open} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

/** Goods that came without a bill, by order. */
export function StatementUnbilled({
  accountSetId,
  goods,
}: {
  accountSetId: number
  goods: readonly UnbilledGoods[]
}) {
  const t = useTranslations('suppliers')
  if (goods.length === 0) return <p className="text-muted">{t('statement.noUnbilled')}</p>
  return (
    <Table
      label={t('statement.unbilled')}
      head={
        <>
          <HeadCell>{t('column.number')}</HeadCell>
          <HeadCell>{t('column.paper')}</HeadCell>
          <HeadCell>{t('column.since')}</HeadCell>
          <HeadCell isNumeric>{t('column.amount')}</HeadCell>
        </>
      }
    >
      {goods.map((one) => (
        <Row key={one.paperId}>
          <Cell className="whitespace-nowrap">
            <PaperLink {...one} accountSetId={accountSetId} />
          </Cell>
          <Cell>{t(`statement.kind.${one.kind}`)}</Cell>
          <Cell className="whitespace-nowrap">{one.since}</Cell>
          <Cell isNumeric>
            <Money amount={one.amount} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
