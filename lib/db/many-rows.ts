import type { Tx } from '#lib/db/client.ts'

/**
 * Before thousands of rows go in at once: has PostgreSQL plan the check of each foreign key for the table as it is
 * now. A plan kept from when the table was nearly empty may read a whole account set for every row. One statement,
 * for this transaction only.
 */
export async function expectManyRows(tx: Tx): Promise<void> {
  await tx.$executeRaw`SET LOCAL plan_cache_mode = force_custom_plan`
}
