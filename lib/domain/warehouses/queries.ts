import type { Reader } from '#lib/db/client.ts'

export type WarehouseRow = { id: string; code: string; name: string; isActive: boolean }

/** Every warehouse that sells, those in use first; their companions for damaged goods and goods on the way are not listed. One statement. */
export async function listWarehouses(reader: Reader): Promise<WarehouseRow[]> {
  return reader.$queryRaw`
    SELECT id, code, name, is_active AS "isActive" FROM warehouse WHERE kind = 'STORE' ORDER BY is_active DESC, code`
}
