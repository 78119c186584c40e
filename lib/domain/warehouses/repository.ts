import type { Reader, Tx } from '#lib/db/client.ts'

export type StoredWarehouse = { id: string; code: string; name: string; isActive: boolean }

/** One warehouse. */
export async function readWarehouse(reader: Reader, id: string): Promise<StoredWarehouse | null> {
  return reader.warehouse.findUnique({ where: { id } })
}

/** Whether the code belongs to a warehouse already. */
export async function isWarehouseCodeTaken(reader: Reader, code: string): Promise<boolean> {
  return (await reader.warehouse.count({ where: { code } })) > 0
}

/** Adds a warehouse. */
export async function insertWarehouse(
  tx: Tx,
  warehouse: { id: string; code: string; name: string },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO warehouse (id, code, name) VALUES (${warehouse.id}::uuid, ${warehouse.code}, ${warehouse.name})`
}

/** Writes name and use when they are still what was seen. */
export async function updateWarehouse(
  tx: Tx,
  change: { id: string; name: string; isActive: boolean; seen: { name: string; isActive: boolean } },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE warehouse SET name = ${change.name}, is_active = ${change.isActive}
    WHERE id = ${change.id}::uuid AND name = ${change.seen.name} AND is_active = ${change.seen.isActive}`
  return changed === 1
}
