import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { wordFor } from '#lib/domain/master-files/rules.ts'
import { type ExportList, FILE_COLUMNS } from '#lib/domain/master-files/schema.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { formatFenPlain, formatUnitPricePlain } from '#lib/kernel/money.ts'
import { formatQtyPlain } from '#lib/kernel/quantity.ts'
import { maskPhone } from '#lib/kernel/text.ts'

/** Whose list, and on what day its prices stand. */
export type ExportScope = {
  actor: Pick<Person, 'permissions' | 'accountSetIds'>
  accountSetIds: readonly number[]
  date: BusinessDate
}

const BATCH = 1000

/** The headings of a list, in Chinese: the same that a file brought in has. */
export function exportHeadings(list: ExportList): string[] {
  const columns = FILE_COLUMNS[list].map(({ zh }) => zh)
  if (list === 'customers') return [...columns, '账套', '状态']
  return list === 'products' ? [...columns, '状态'] : [...columns, '账套']
}

/** The rows of a list in batches by key: however long it is, one batch is held at a time. */
export async function* exportRows(
  reader: Reader,
  list: ExportList,
  scope: ExportScope,
): AsyncGenerator<string[][]> {
  const read = { customers: customerBatch, products: productBatch, prices: priceBatch }[list]
  for (let after: string[] | null = null; ;) {
    const batch: Batch = await read(reader, scope, after)
    if (batch.rows.length > 0) yield batch.rows
    if (batch.last === null) return
    after = batch.last
  }
}

/** `last` is the key of the last row, or null when there are no more. */
type Batch = { rows: string[][]; last: string[] | null }

type StoredCustomer = {
  setId: string
  code: string
  phone: string
  channel: string
  settlement: string
  priceMode: string
  ceilingFen: bigint | null
  limitFen: bigint
  state: string
  texts: Record<string, string | number | null>
}

async function customerBatch(reader: Reader, scope: ExportScope, after: string[] | null): Promise<Batch> {
  const [afterSet = '0', afterCode = ''] = after ?? []
  const stored = await reader.$queryRaw<StoredCustomer[]>`
    SELECT c.account_set_id::text AS "setId", c.code, c.phone, c.channel, c.settlement_method AS settlement,
      c.price_mode AS "priceMode", c.rolling_ceiling_fen AS "ceilingFen", c.credit_limit_fen AS "limitFen",
      CASE WHEN c.is_active THEN '在用' ELSE '停用' END AS state,
      jsonb_build_object('name', c.name, 'contact', c.contact_name, 'open', c.max_open_notes, 'cutoff', c.cutoff_day,
        'days', c.credit_days, 'licence', c.licence_number, 'until', c.licence_valid_until::text, 'address', a.address,
        'agent', a.freight_agent, 'agentPhone', a.freight_phone, 'set', s.name) AS texts
    FROM customer c JOIN account_set s ON s.id = c.account_set_id
    LEFT JOIN LATERAL (SELECT * FROM customer_address a WHERE a.account_set_id = c.account_set_id AND a.customer_id = c.id
      AND a.is_active ORDER BY a.sort_order LIMIT 1) a ON true
    WHERE c.account_set_id = ANY (${[...scope.accountSetIds]}::int[])
      AND (c.account_set_id, c.code) > (${Number(afterSet)}::int, ${afterCode})
    ORDER BY c.account_set_id, c.code LIMIT ${BATCH}`
  return batchOf(
    stored,
    (row) => [row.setId, row.code],
    (row) => customerCells(row, scope),
  )
}

function customerCells(row: StoredCustomer, { actor }: ExportScope): string[] {
  const text = (name: string): string => String(row.texts[name] ?? '')
  const phone = actor.permissions.has('customer.seePhone') ? row.phone : maskPhone(row.phone)
  const words = [
    wordFor('channel', row.channel),
    wordFor('settlementMethod', row.settlement),
    text('open'),
    row.ceilingFen === null ? '' : formatFenPlain(row.ceilingFen),
    text('cutoff'),
    wordFor('priceMode', row.priceMode),
  ]
  const credit = actor.permissions.has('price.read') ? [formatFenPlain(row.limitFen), text('days')] : ['', '']
  const rest = ['licence', 'until', 'address', 'agent', 'agentPhone', 'set'].map(text)
  return [row.code, text('name'), text('contact'), phone, ...words, ...credit, ...rest, row.state]
}

type StoredProduct = {
  code: string
  name: string
  specification: string
  taxClass: string
  codeKinds: string[]
  shelfLifeDays: number | null
  reorderPointE3: bigint | null
  state: string
  base: { unit: string; gtin: string | null }
  larger: { unit: string; factorE3: string; gtin: string | null } | null
}

async function productBatch(reader: Reader, _scope: ExportScope, after: string[] | null): Promise<Batch> {
  const stored = await reader.$queryRaw<StoredProduct[]>`
    SELECT p.code, p.name, p.specification, p.tax_class AS "taxClass", p.code_kinds AS "codeKinds",
      p.shelf_life_days AS "shelfLifeDays", p.reorder_point_e3 AS "reorderPointE3",
      CASE WHEN p.is_active THEN '在用' ELSE '停用' END AS state,
      (SELECT jsonb_build_object('unit', u.unit, 'gtin', u.gtin) FROM product_unit u
       WHERE u.product_id = p.id AND u.unit = p.base_unit) AS base,
      (SELECT jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text, 'gtin', u.gtin) FROM product_unit u
       WHERE u.product_id = p.id AND u.unit <> p.base_unit ORDER BY u.factor_e3 DESC LIMIT 1) AS larger
    FROM product p WHERE p.code > ${after?.[0] ?? ''} ORDER BY p.code LIMIT ${BATCH}`
  return batchOf(
    stored,
    (row) => [row.code],
    (row) => [
      row.code,
      row.name,
      row.specification,
      row.base.unit,
      row.base.gtin ?? '',
      row.larger?.unit ?? '',
      row.larger === null ? '' : formatQtyPlain(BigInt(row.larger.factorE3)),
      row.larger?.gtin ?? '',
      wordFor('taxClass', row.taxClass),
      row.codeKinds.map((kind) => wordFor('codeKinds', kind)).join('、'),
      String(row.shelfLifeDays ?? ''),
      row.reorderPointE3 === null ? '' : formatQtyPlain(row.reorderPointE3),
      row.state,
    ],
  )
}

type StoredPrice = {
  setId: number
  setName: string
  code: string
  customerCode: string
  validFrom: string
  priceE4: bigint
  floorE4: bigint | null
}

/** The prices that stand on the day: list prices first, then each customer's own, in order of product codes. */
async function priceBatch(reader: Reader, scope: ExportScope, after: string[] | null): Promise<Batch> {
  const [afterSet = '0', afterCode = '', afterCustomer = ''] = after ?? []
  const stored = await reader.$queryRaw<StoredPrice[]>`
    SELECT s.id AS "setId", s.name AS "setName", p.code, x."customerCode", x."validFrom"::text AS "validFrom", x."priceE4",
      x."floorE4"
    FROM account_set s CROSS JOIN LATERAL (
      SELECT DISTINCT ON (l.product_id) l.product_id AS "productId", '' AS "customerCode", l.valid_from AS "validFrom",
        l.unit_price_e4 AS "priceE4", l.floor_price_e4 AS "floorE4"
      FROM list_price l WHERE l.account_set_id = s.id AND l.valid_from <= ${scope.date}::date
      ORDER BY l.product_id, l.valid_from DESC
    ) x JOIN product p ON p.id = x."productId"
    WHERE s.id = ANY (${[...scope.accountSetIds]}::int[])
      AND (s.id, p.code, x."customerCode") > (${Number(afterSet)}::int, ${afterCode}, ${afterCustomer})
    UNION ALL
    SELECT s.id, s.name, p.code, c.code, x.valid_from::text, x.unit_price_e4, NULL
    FROM account_set s CROSS JOIN LATERAL (
      SELECT DISTINCT ON (o.customer_id, o.product_id) o.* FROM customer_price o
      WHERE o.account_set_id = s.id AND o.valid_from <= ${scope.date}::date
      ORDER BY o.customer_id, o.product_id, o.valid_from DESC
    ) x JOIN product p ON p.id = x.product_id
    JOIN customer c ON c.account_set_id = s.id AND c.id = x.customer_id
    WHERE s.id = ANY (${[...scope.accountSetIds]}::int[]) AND x.unit_price_e4 IS NOT NULL
      AND (s.id, p.code, c.code) > (${Number(afterSet)}::int, ${afterCode}, ${afterCustomer})
    ORDER BY 1, 3, 4 LIMIT ${BATCH}`
  return batchOf(
    stored,
    (row) => [String(row.setId), row.code, row.customerCode],
    (row) => [
      row.code,
      row.customerCode,
      row.validFrom,
      formatUnitPricePlain(row.priceE4),
      row.floorE4 === null ? '' : formatUnitPricePlain(row.floorE4),
      row.setName,
    ],
  )
}

function batchOf<Row>(
  stored: readonly Row[],
  keyOf: (row: Row) => string[],
  cellsOf: (row: Row) => string[],
): Batch {
  const last = stored.at(-1)
  return { rows: stored.map(cellsOf), last: stored.length < BATCH || last === undefined ? null : keyOf(last) }
}
