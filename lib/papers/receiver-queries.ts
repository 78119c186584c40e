import type { Reader } from '#lib/db/client.ts'

/** Somebody copies can be handed to. */
export type ReceiverRow = { id: string; name: string; roles: string[]; accountSetIds: number[] }

/** Who of the account sets receives copies; keepers only those of these stores unless none is named. One statement. */
export function readReceivers(
  reader: Reader,
  { accountSetIds, storeIds }: { accountSetIds: readonly number[]; storeIds: readonly string[] | null },
): Promise<ReceiverRow[]> {
  const wanted = storeIds && [...storeIds]
  return reader.$queryRaw<ReceiverRow[]>`
    SELECT u.id, u.display_name AS name, array_agg(DISTINCT r.role) AS roles, array_agg(DISTINCT a.account_set_id) AS "accountSetIds"
    FROM app_user u
    JOIN user_account_set a ON a.user_id = u.id AND a.account_set_id = ANY(${[...accountSetIds]}::int[])
    JOIN user_role r ON r.user_id = u.id AND (r.role IN ('CLERK', 'SALESPERSON', 'DRIVER', 'ACCOUNTANT')
      OR (r.role = 'KEEPER' AND (${wanted}::uuid[] IS NULL OR EXISTS (SELECT FROM user_warehouse w
        WHERE w.user_id = u.id AND w.warehouse_id = ANY(${wanted}::uuid[])))))
    WHERE u.is_active GROUP BY u.id, u.display_name ORDER BY u.display_name, u.id LIMIT 500`
}
