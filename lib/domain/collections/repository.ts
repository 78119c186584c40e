import type { Tx } from '#lib/db/client.ts'

/** Whether there is such a customer, and the name; null for foreign books. One statement. */
export async function readDebtor(
  tx: Tx,
  accountSetId: number,
  customerId: string,
): Promise<{ name: string } | null> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT name FROM customer WHERE account_set_id = ${accountSetId} AND id = ${customerId}::uuid`
  return rows[0] ?? null
}

export type NewContact = {
  accountSetId: number
  id: string
  customerId: string
  contactedOn: string
  way: string
  spokenWith: string
  said: string
  promise: { amountFen: bigint; dueOn: string } | null
  recordedById: string
  at: Date
}

/** Writes what was said, and what was promised. Neither is ever changed. One statement. */
export async function insertContact(tx: Tx, contact: NewContact): Promise<void> {
  const { accountSetId, id, customerId, promise } = contact
  await tx.$executeRaw`
    WITH contact AS (
      INSERT INTO collection_contact (account_set_id, id, customer_id, contacted_on, way, spoken_with, said, recorded_by_id, recorded_at)
      VALUES (${accountSetId}, ${id}::uuid, ${customerId}::uuid, ${contact.contactedOn}::date, ${contact.way}, ${contact.spokenWith},
        ${contact.said}, ${contact.recordedById}::uuid, ${contact.at})
    )
    INSERT INTO payment_promise (account_set_id, contact_id, customer_id, amount_fen, due_on, recorded_at)
    SELECT ${accountSetId}, ${id}::uuid, ${customerId}::uuid, p.amount, p.due_on, ${contact.at}
    FROM (SELECT ${promise?.amountFen ?? null}::bigint AS amount, ${promise?.dueOn ?? null}::date AS due_on) p WHERE p.amount IS NOT NULL`
}

/** An active person of the account set with their roles; null when there is none. One statement. */
export async function readToldPerson(
  tx: Tx,
  accountSetId: number,
  userId: string,
): Promise<{ name: string; roles: string[] } | null> {
  const rows = await tx.$queryRaw<{ name: string; roles: string[] }[]>`
    SELECT u.display_name AS name, array(SELECT r.role FROM user_role r WHERE r.user_id = u.id) AS roles
    FROM app_user u JOIN user_account_set s ON s.user_id = u.id AND s.account_set_id = ${accountSetId}
    WHERE u.id = ${userId}::uuid AND u.is_active`
  return rows[0] ?? null
}

/** Writes that arrears were told to somebody. Never changed. One statement. */
export async function insertEscalation(
  tx: Tx,
  escalation: {
    accountSetId: number
    id: string
    customerId: string
    level: number
    toUserId: string
    reason: string
    recordedById: string
    at: Date
  },
): Promise<void> {
  const { accountSetId, id, customerId, level, toUserId, reason, recordedById, at } = escalation
  await tx.$executeRaw`
    INSERT INTO collection_escalation (account_set_id, id, customer_id, level, to_user_id, reason, recorded_by_id, recorded_at)
    VALUES (${accountSetId}, ${id}::uuid, ${customerId}::uuid, ${level}::smallint, ${toUserId}::uuid, ${reason}, ${recordedById}::uuid, ${at})`
}
