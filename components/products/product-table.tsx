import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { ProductRow } from '#lib/domain/products/queries-pages.ts'
import { shownGtin } from '#lib/domain/products/rules.ts'

const columns = ['code', 'name', 'specification', 'units', 'gtin', 'taxClass', 'codeKinds'] as const

/** The list of products; each name opens the product. */
export function ProductTable({ rows }: { rows: readonly ProductRow[] }) {
  const t = useTranslations('products')
  const none = useTranslations('common')('none')
  return (
    <Table
      label={t('title')}
      head={columns.map((column) => (
        <HeadCell key={column}>{t(`column.${column}`)}</HeadCell>
      ))}
    >
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell>{row.code}</Cell>
          <Cell>
            <Link href={`/products/${row.id}`} className="text-accent underline-offset-2 hover:underline">
              {row.name}
            </Link>{' '}
            {row.isActive ? null : <Badge>{t('inactive')}</Badge>}
          </Cell>
          <Cell>{row.specification}</Cell>
          <Cell className="whitespace-nowrap">
            {row.units.map(({ unit, factor }) => (factor === '1' ? unit : `${unit}=${factor}`)).join(' · ')}
          </Cell>
          <Cell>{shownGtin(row.units.find(({ gtin }) => gtin !== null)?.gtin ?? '') || none}</Cell>
          <Cell>{t(`taxClass.${row.taxClass}`)}</Cell>
          <Cell>{row.codeKinds.map((kind) => t(`codeKind.${kind}`)).join('、') || none}</Cell>
        </Row>
      ))}
    </Table>
  )
}
