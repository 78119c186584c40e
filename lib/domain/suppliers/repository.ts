import type { Reader, Tx } from '#lib/db/client.ts'
import { expectManyRows } from '#lib/db/many-rows.ts'
import { customerKeys } from '#lib/domain/customers/search-key.ts'
import type { SupplierFacts } from '#lib/domain/suppliers/rules.ts'
import type { SupplierParticulars } from '#lib/domain/suppliers/schema.ts'
import { searchKey } from '#lib/kernel/text.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type SupplierKey = { accountSetId: number; id: string }

export type StoredSupplier = SupplierKey &
  SupplierParticulars & { code: string; isActive: boolean; version: number }

/** A supplier within these account sets. One statement. */
export async function readSupplier(
  reader: Reader,
  accountSetIds: readonly number[],
  key: SupplierKey,
): Promise<StoredSupplier | null> {
  const rows = await reader.$queryRaw<StoredSupplier[]>`
    SELECT account_set_id AS "accountSetId", id, code, name, contact_name AS "contactName", phone, address,
      tax_number AS "taxNumber", credit_days AS "creditDays", price_mode AS "priceMode", is_active AS "isActive", version
    FROM supplier WHERE account_set_id = ${key.accountSetId}::int AND id = ${key.id}::uuid
      AND account_set_id = ANY (${[...accountSetIds]}::int[])`
  return rows[0] ?? null
}

/** What a supplier's particulars are checked against, its own row apart. One statement. */
export async function readSupplierFacts(
  reader: Reader,
  supplier: { accountSetId: number; name: string; code: string | null; id: string | null },
): Promise<SupplierFacts> {
  const rows = await reader.$queryRaw<SupplierFacts[]>`
    SELECT EXISTS (SELECT FROM supplier s WHERE s.account_set_id = ${supplier.accountSetId}::int
        AND s.name_key = ${searchKey(supplier.name)} AND s.id IS DISTINCT FROM ${supplier.id}::uuid) AS "isNameTaken",
      EXISTS (SELECT FROM supplier s WHERE s.account_set_id = ${supplier.accountSetId}::int
        AND s.code = ${supplier.code}) AS "isCodeTaken"`
  return rows[0] ?? { isNameTaken: false, isCodeTaken: false }
}

export type NewSupplierRow = SupplierKey & SupplierParticulars & { code: string }

/** Adds suppliers, each with an empty balance. Three statements, whatever their number. */
export async function insertSuppliers(tx: Tx, suppliers: readonly NewSupplierRow[]): Promise<void> {
  await expectManyRows(tx)
  await tx.$executeRaw`
    INSERT INTO supplier (account_set_id, id, code, name, name_key, initials, search_key, contact_name, phone, address,
      tax_number, credit_days, price_mode)
    SELECT r."accountSetId", r.id, r.code, r.name, r."nameKey", r.initials, r."searchKey", r."contactName", r.phone,
      r.address, r."taxNumber", r."creditDays", r."priceMode"
    FROM ${supplierRecords(suppliers)}`
  const keys = suppliers.map(({ accountSetId, id }) => ({ accountSetId, id }))
  await tx.$executeRaw`
    INSERT INTO supplier_balance (account_set_id, supplier_id)
    SELECT "accountSetId", id FROM jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) AS k("accountSetId" int, id uuid)`
}

/** Writes the particulars when the version is still the one that was seen; false when somebody was there first. */
export async function updateSupplier(
  tx: Tx,
  seen: SupplierKey & { version: number; code: string },
  particulars: SupplierParticulars,
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE supplier s SET name = r.name, name_key = r."nameKey", initials = r.initials, search_key = r."searchKey",
      contact_name = r."contactName", phone = r.phone, address = r.address, tax_number = r."taxNumber",
      credit_days = r."creditDays", price_mode = r."priceMode", version = s.version + 1
    FROM ${supplierRecords([{ ...particulars, code: seen.code }])}
    WHERE s.account_set_id = ${seen.accountSetId}::int AND s.id = ${seen.id}::uuid AND s.version = ${seen.version}`
  return changed === 1
}

/** Puts a supplier to use or out of use when the version is still the one that was seen. */
export async function updateActivity(
  tx: Tx,
  seen: SupplierKey & { version: number; isActive: boolean },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE supplier SET is_active = ${seen.isActive}, version = version + 1
    WHERE account_set_id = ${seen.accountSetId}::int AND id = ${seen.id}::uuid AND version = ${seen.version}`
  return changed === 1
}

/** Suppliers as the SQL records `r`, with the keys they are found by. */
function supplierRecords(suppliers: readonly (SupplierParticulars & { code: string })[]): Prisma.Sql {
  const rows = suppliers.map((supplier) => ({ ...supplier, ...customerKeys(supplier) }))
  return Prisma.sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("accountSetId" int, id uuid, code text, name text,
    "nameKey" text, initials text, "searchKey" text, "contactName" text, phone text, address text, "taxNumber" text,
    "creditDays" int, "priceMode" text)`
}
