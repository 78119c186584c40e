import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { type SearchTerm, searchTerm } from '#lib/db/search-term.ts'
import { isId } from '#lib/kernel/ids.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Who reads: what they may see follows from it. */
export type SupplierReader = Pick<Person, 'accountSetIds'>

/** A supplier as search offers it. */
export type SupplierMatch = {
  accountSetId: number
  id: string
  code: string
  name: string
  contactName: string
  phone: string
  isActive: boolean
}

const MOST_ROWS = 50
const PAGE = 50

/** The condition that a supplier holds every word of the term, or the phone has these digits. */
function supplierMatches(term: SearchTerm): Prisma.Sql {
  const byText = Prisma.sql`(s.search_key LIKE ${term.longest} AND s.search_key LIKE ALL (${term.words}::text[]))`
  if (term.digits === null) return byText
  return Prisma.sql`(${byText} OR regexp_replace(s.phone, '\\D', '', 'g') LIKE ${term.digits})`
}

/**
 * Suppliers by 拼音首字母, name, code, contact person or phone within the reader's account sets: an exact code or
 * name first, then beginnings, then the rest; active ones first. One statement.
 */
export async function searchSuppliers(
  reader: Reader,
  actor: SupplierReader,
  search: { query: string; limit: number; accountSetId?: number },
): Promise<SupplierMatch[]> {
  const term = searchTerm(search.query)
  if (term === null) return []
  const sets = actor.accountSetIds.filter(
    (id) => search.accountSetId === undefined || id === search.accountSetId,
  )
  return reader.$queryRaw<SupplierMatch[]>`
    SELECT s.account_set_id AS "accountSetId", s.id, s.code, s.name, s.contact_name AS "contactName", s.phone,
      s.is_active AS "isActive"
    FROM supplier s
    WHERE s.account_set_id = ANY (${sets}::int[]) AND ${supplierMatches(term)}
    ORDER BY s.is_active DESC, CASE
      WHEN lower(s.code) = ${term.key} OR s.name_key = ${term.key} THEN 0
      WHEN s.initials LIKE ${term.prefix} OR s.name_key LIKE ${term.prefix} OR lower(s.code) LIKE ${term.prefix} THEN 1
      ELSE 2 END, length(s.name), s.code
    LIMIT ${Math.max(1, Math.min(search.limit, MOST_ROWS))}`
}

/** A supplier as the list shows it; amounts in yuan. */
export type SupplierRow = SupplierMatch & {
  accountSetName: string
  creditDays: number
  payable: string
  unbilled: string
  advance: string
}

type StoredRow = Omit<SupplierRow, 'payable' | 'unbilled' | 'advance'> & {
  payableFen: bigint
  unbilledFen: bigint
  advanceFen: bigint
}

/** Suppliers in order of their codes, a page by key. One statement. */
export async function listSuppliers(
  reader: Reader,
  actor: SupplierReader,
  wish: { query: string; afterKey: string | null },
): Promise<{ rows: SupplierRow[]; nextKey: string | null }> {
  const term = searchTerm(wish.query)
  if (term === null && wish.query.trim() !== '') return { rows: [], nextKey: null }
  const [afterCode = null, afterSet = '0'] = wish.afterKey?.split('~') ?? []
  const listed = await reader.$queryRaw<StoredRow[]>`
    SELECT s.account_set_id AS "accountSetId", a.name AS "accountSetName", s.id, s.code, s.name,
      s.contact_name AS "contactName", s.phone, s.credit_days AS "creditDays", s.is_active AS "isActive",
      b.payable_fen AS "payableFen", b.unbilled_fen AS "unbilledFen", b.advance_fen AS "advanceFen"
    FROM supplier s JOIN account_set a ON a.id = s.account_set_id
    JOIN supplier_balance b ON b.account_set_id = s.account_set_id AND b.supplier_id = s.id
    WHERE s.account_set_id = ANY (${[...actor.accountSetIds]}::int[])
      AND (${afterCode}::text IS NULL OR (s.code, s.account_set_id::text) > (${afterCode}, ${afterSet}))
      AND ${term === null ? Prisma.sql`true` : supplierMatches(term)}
    ORDER BY s.code, s.account_set_id::text LIMIT ${PAGE + 1}`
  const rows = listed.slice(0, PAGE).map(({ payableFen, unbilledFen, advanceFen, ...row }) => ({
    ...row,
    payable: formatFenPlain(payableFen),
    unbilled: formatFenPlain(unbilledFen),
    advance: formatFenPlain(advanceFen),
  }))
  const last = rows.at(-1)
  return { rows, nextKey: listed.length > PAGE && last ? `${last.code}~${last.accountSetId}` : null }
}

/** A supplier as its own page and its form show it; amounts in yuan. */
export type SupplierDetail = SupplierRow & {
  version: number
  address: string
  taxNumber: string
  priceMode: 'TAX_INCLUSIVE' | 'TAX_EXCLUSIVE'
  /** Purchase orders on which goods or bills are still to come. */
  openOrders: number
}

/** One supplier within the reader's account sets; null when there is none. One statement. */
export async function supplierDetail(
  reader: Reader,
  actor: SupplierReader,
  id: string,
): Promise<SupplierDetail | null> {
  if (!isId(id)) return null
  const rows = await reader.$queryRaw<(StoredRow & Omit<SupplierDetail, keyof SupplierRow>)[]>`
    SELECT s.account_set_id AS "accountSetId", a.name AS "accountSetName", s.id, s.version, s.code, s.name,
      s.contact_name AS "contactName", s.phone, s.address, s.tax_number AS "taxNumber", s.credit_days AS "creditDays",
      s.price_mode AS "priceMode", s.is_active AS "isActive", b.payable_fen AS "payableFen",
      b.unbilled_fen AS "unbilledFen", b.advance_fen AS "advanceFen",
      (SELECT count(*)::int FROM goods_paper g WHERE g.account_set_id = s.account_set_id AND g.supplier_id = s.id
        AND g.kind = 'PURCHASE_ORDER' AND g.status IN ('SUBMITTED', 'APPROVED', 'PARTLY_RECEIVED')) AS "openOrders"
    FROM supplier s JOIN account_set a ON a.id = s.account_set_id
    JOIN supplier_balance b ON b.account_set_id = s.account_set_id AND b.supplier_id = s.id
    WHERE s.account_set_id = ANY (${[...actor.accountSetIds]}::int[]) AND s.id = ${id}::uuid`
  const row = rows[0]
  if (row === undefined) return null
  const { payableFen, unbilledFen, advanceFen, ...rest } = row
  return {
    ...rest,
    payable: formatFenPlain(payableFen),
    unbilled: formatFenPlain(unbilledFen),
    advance: formatFenPlain(advanceFen),
  }
}
