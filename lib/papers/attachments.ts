import type { Tx } from '#lib/db/client.ts'
import type { Attached } from '#lib/papers/attached.ts'

/** Keeps the bytes under their address; the same picture twice is one row. One statement. */
export async function keepAttachment(
  tx: Tx,
  accountSetId: number,
  attached: Attached,
  by: { actorId: string; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO attachment (account_set_id, hash, media_type, bytes, created_by_id, created_at)
    VALUES (${accountSetId}, ${attached.hash}, ${attached.mediaType}, ${attached.bytes}, ${by.actorId}::uuid, ${by.at})
    ON CONFLICT DO NOTHING`
}
