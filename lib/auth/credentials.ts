import type { Tx } from '#lib/db/client.ts'

/*
 * The only writer of passwords and signing PINs. Whoever calls holds the person's row.
 */

/** Puts a new password in place of the one that was seen. False when it was changed meanwhile. */
export async function replacePassword(
  tx: Tx,
  userId: string,
  replaced: { seenHash: string; newHash: string; mustChange: boolean },
): Promise<boolean> {
  const { seenHash, newHash, mustChange } = replaced
  const changed = await tx.$executeRaw`
    UPDATE app_user SET password_hash = ${newHash}, must_change_password = ${mustChange}, version = version + 1
    WHERE id = ${userId}::uuid AND password_hash = ${seenHash}`
  return changed === 1
}

/** Puts a signing PIN in place of the one that was seen, or takes it away. False when it was changed meanwhile. */
export async function replacePin(
  tx: Tx,
  userId: string,
  replaced: { seenHash: string | null; newHash: string | null },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE app_user SET signing_pin_hash = ${replaced.newHash}, version = version + 1
    WHERE id = ${userId}::uuid AND signing_pin_hash IS NOT DISTINCT FROM ${replaced.seenHash}`
  return changed === 1
}

/** Forgets every passkey of the person. Answers how many there were. */
export async function removePasskeysOf(tx: Tx, userId: string): Promise<number> {
  return tx.$executeRaw`DELETE FROM passkey WHERE user_id = ${userId}::uuid`
}
