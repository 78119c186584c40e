import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { FigureCard } from '#components/ui/figure-card.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { StockAlerts } from '#lib/domain/stock/queries-alerts.ts'
import { addressOf } from '#lib/kernel/address.ts'

type Place = {
  productId: string
  warehouseId: string
  name: string
  specification: string
  warehouseName: string
}

/** Low, slow and ageing stock, the worst first; each name opens the stock card. */
export function AlertTables({ alerts, accountSetId }: { alerts: StockAlerts; accountSetId: number }) {
  const t = useTranslations('stock')
  return (
    <div className="mt-3 flex flex-col gap-3">
      <Alerts title={t('alerts.low')} hint={t('alerts.lowHint')} isEmpty={alerts.low.length === 0}>
        <AlertTable
          label={t('alerts.low')}
          accountSetId={accountSetId}
          columns={['available', 'reorderPoint', 'inTransit']}
          rows={alerts.low.map((row) => ({
            ...row,
            cells: [row.availableText, row.reorderPointText, row.inTransitText],
          }))}
        />
      </Alerts>
      <Alerts title={t('alerts.ageing')} hint={t('alerts.ageingHint')} isEmpty={alerts.ageing.length === 0}>
        <AlertTable
          label={t('alerts.ageing')}
          accountSetId={accountSetId}
          columns={['batchNo', 'left', 'expiresOn']}
          rows={alerts.ageing.map((row) => ({
            ...row,
            cells: [
              row.batchNo,
              row.leftText,
              <Badge key="expires" tone={row.isPast ? 'danger' : 'warning'}>
                {row.expiresOn}
              </Badge>,
            ],
          }))}
        />
      </Alerts>
      <Alerts title={t('alerts.slow')} hint={t('alerts.slowHint')} isEmpty={alerts.slow.length === 0}>
        <AlertTable
          label={t('alerts.slow')}
          accountSetId={accountSetId}
          columns={['onHand', 'lastLeftOn']}
          rows={alerts.slow.map((row) => ({
            ...row,
            cells: [row.onHandText, row.lastLeftOn ?? t('alerts.neverLeft')],
          }))}
        />
      </Alerts>
    </div>
  )
}

function Alerts({
  title,
  hint,
  isEmpty,
  children,
}: {
  title: string
  hint: string
  isEmpty: boolean
  children: ReactNode
}) {
  const t = useTranslations('stock')
  return (
    <Card title={title}>
      <p className="mb-2 text-sm text-muted">{isEmpty ? t('alerts.none') : hint}</p>
      {isEmpty ? null : children}
    </Card>
  )
}

type AlertRow = Place & { cells: readonly ReactNode[] }

function AlertTable({
  label,
  accountSetId,
  columns,
  rows,
}: {
  label: string
  accountSetId: number
  columns: readonly string[]
  rows: readonly AlertRow[]
}) {
  const t = useTranslations('stock')
  return (
    <>
      <ul className="flex flex-col gap-2 md:hidden">
        {rows.map((row, index) => (
          <FigureCard
            key={`${row.productId} ${row.warehouseId} ${index}`}
            head={<ProductName row={row} accountSetId={accountSetId} />}
            aside={row.warehouseName}
            figures={columns.map((column, at) => ({ name: t(`column.${column}`), value: row.cells[at] }))}
          />
        ))}
      </ul>
      <div className="max-md:hidden">
        <Table
          label={label}
          head={
            <>
              <HeadCell>{t('column.name')}</HeadCell>
              <HeadCell>{t('column.warehouse')}</HeadCell>
              {columns.map((column) => (
                <HeadCell key={column} isNumeric>
                  {t(`column.${column}`)}
                </HeadCell>
              ))}
            </>
          }
        >
          {rows.map((row, index) => (
            <Row key={`${row.productId} ${row.warehouseId} ${index}`}>
              <Cell>
                <ProductName row={row} accountSetId={accountSetId} />
              </Cell>
              <Cell>{row.warehouseName}</Cell>
              {row.cells.map((cell, at) => (
                <Cell key={columns[at] ?? at} isNumeric>
                  {cell}
                </Cell>
              ))}
            </Row>
          ))}
        </Table>
      </div>
    </>
  )
}

function ProductName({ row, accountSetId }: { row: Place; accountSetId: number }) {
  return (
    <>
      <Link
        href={addressOf(`/stock/${row.productId}`, { set: accountSetId, warehouse: row.warehouseId })}
        className="text-accent underline underline-offset-2"
      >
        {row.name}
      </Link>{' '}
      <span className="font-normal text-muted">{row.specification}</span>
    </>
  )
}
