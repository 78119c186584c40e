import type { Reader } from '#lib/db/client.ts'

export type WarehouseRow = { id: string; code: string; name: string; isActive: boolean }

/** Every warehouse, those in use first. One statement. */
export async function listWarehouses(reader: Reader): Promise<WarehouseRow[]> {
  return reader.$queryRaw`
    SELECT id, code, name, is_active AS "isActive" FROM warehouse ORDER BY is_active DESC, code`
}
