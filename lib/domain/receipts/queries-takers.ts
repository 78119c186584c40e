import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'

/** Somebody who may have taken money from a customer outside the till. */
export type Taker = { userId: string; name: string }

const MOST = 200

/** People at work in the account set who meet customers: drivers, salespeople and clerks, by name. One statement. */
export async function listTakers(
  reader: Reader,
  person: Pick<Person, 'accountSetIds'>,
  accountSetId: number,
): Promise<Taker[]> {
  if (!person.accountSetIds.includes(accountSetId)) return []
  return reader.$queryRaw<Taker[]>`
    SELECT u.id AS "userId", u.display_name AS name FROM app_user u
    JOIN user_account_set m ON m.user_id = u.id AND m.account_set_id = ${accountSetId}
    WHERE u.is_active AND EXISTS (SELECT FROM user_role r WHERE r.user_id = u.id
      AND r.role IN ('DRIVER', 'SALESPERSON', 'SALES_MANAGER', 'CLERK'))
    ORDER BY u.display_name, u.id LIMIT ${MOST}`
}
