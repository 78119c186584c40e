import { isRole, type Role } from '#lib/auth/permissions.ts'
import type { Tx } from '#lib/db/client.ts'

/** A member of staff as an act finds them, with their row held. */
export type StaffState = {
  userId: string
  userName: string
  displayName: string
  version: number
  isActive: boolean
  isBillingSuspended: boolean
  passwordHash: string
  pinHash: string | null
  roles: Role[]
  accountSetIds: number[]
  warehouseIds: string[]
}

type StaffRow = Omit<StaffState, 'roles'> & { roles: string[] }

/**
 * The member with their row held, and the actor's beside it, in the order of ids: two administrators who
 * deactivate each other at once wait for one another, and the second finds that they may no longer. Null when
 * there is no such member, or the actor is not who they were when the request came in.
 */
export async function holdStaff(
  tx: Tx,
  actor: { userId: string; roles: readonly Role[] },
  userId: string,
): Promise<StaffState | null> {
  await tx.$queryRaw`
    SELECT 1 FROM app_user WHERE id IN (${actor.userId}::uuid, ${userId}::uuid) ORDER BY id FOR NO KEY UPDATE`
  const rows = await tx.$queryRaw<StaffRow[]>`
    SELECT u.id::text AS "userId", u.user_name AS "userName", u.display_name AS "displayName", u.version,
      u.is_active AS "isActive", u.is_billing_suspended AS "isBillingSuspended",
      u.password_hash AS "passwordHash", u.signing_pin_hash AS "pinHash",
      ARRAY(SELECT role FROM user_role WHERE user_id = u.id ORDER BY role) AS roles,
      ARRAY(SELECT account_set_id FROM user_account_set WHERE user_id = u.id ORDER BY 1) AS "accountSetIds",
      ARRAY(SELECT warehouse_id::text FROM user_warehouse WHERE user_id = u.id ORDER BY 1) AS "warehouseIds"
    FROM app_user u
    WHERE u.id = ${userId}::uuid AND EXISTS (SELECT FROM app_user a WHERE a.id = ${actor.userId}::uuid AND a.is_active
      AND ARRAY(SELECT role FROM user_role WHERE user_id = a.id) @> ${actor.roles}::text[])`
  const row = rows[0]
  return row ? { ...row, roles: row.roles.filter(isRole) } : null
}

/** Whether the name is free and every account set and warehouse exists. One statement. */
export async function checkReferences(
  tx: Tx,
  asked: { userName: string | null; accountSetIds: readonly number[]; warehouseIds: readonly string[] },
): Promise<{ isNameTaken: boolean; hasAccountSets: boolean; hasWarehouses: boolean }> {
  const { userName, accountSetIds, warehouseIds } = asked
  const rows = await tx.$queryRaw<{ isNameTaken: boolean; accountSets: number; warehouses: number }[]>`
    SELECT EXISTS (SELECT FROM app_user WHERE user_name = ${userName}) AS "isNameTaken",
      (SELECT count(*)::int FROM account_set WHERE id = ANY (${accountSetIds}::int[])) AS "accountSets",
      (SELECT count(*)::int FROM warehouse WHERE id = ANY (${warehouseIds}::uuid[]) AND kind = 'STORE') AS warehouses`
  const found = rows[0]
  return {
    isNameTaken: found?.isNameTaken === true,
    hasAccountSets: found?.accountSets === accountSetIds.length,
    hasWarehouses: found?.warehouses === warehouseIds.length,
  }
}

export type NewStaff = {
  userId: string
  userName: string
  displayName: string
  passwordHash: string
  roles: readonly Role[]
  accountSetIds: readonly number[]
  warehouseIds: readonly string[]
  now: Date
}

/** Writes a new member, who must change the password at the first sign-in. */
export async function insertStaff(tx: Tx, staff: NewStaff): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO app_user (id, user_name, display_name, password_hash, must_change_password, created_at)
    VALUES (${staff.userId}::uuid, ${staff.userName}, ${staff.displayName}, ${staff.passwordHash}, true, ${staff.now})`
  await replaceRoles(tx, staff.userId, staff.roles)
  await replaceScope(tx, staff.userId, staff)
}

/** Gives the member exactly these roles; they count from their very next request. */
export async function replaceRoles(tx: Tx, userId: string, roles: readonly Role[]): Promise<void> {
  await tx.$executeRaw`
    WITH gone AS (
      DELETE FROM user_role WHERE user_id = ${userId}::uuid AND role <> ALL (${roles}::text[])
    )
    INSERT INTO user_role (user_id, role) SELECT ${userId}::uuid, unnest(${roles}::text[]) ON CONFLICT DO NOTHING`
}

/** Bounds the member to exactly these account sets and warehouses. */
export async function replaceScope(
  tx: Tx,
  userId: string,
  scope: { accountSetIds: readonly number[]; warehouseIds: readonly string[] },
): Promise<void> {
  const { accountSetIds, warehouseIds } = scope
  await tx.$executeRaw`
    WITH gone_sets AS (
      DELETE FROM user_account_set WHERE user_id = ${userId}::uuid AND account_set_id <> ALL (${accountSetIds}::int[])
    ), gone_warehouses AS (
      DELETE FROM user_warehouse WHERE user_id = ${userId}::uuid AND warehouse_id <> ALL (${warehouseIds}::uuid[])
    ), sets AS (
      INSERT INTO user_account_set (user_id, account_set_id)
      SELECT ${userId}::uuid, unnest(${accountSetIds}::int[]) ON CONFLICT DO NOTHING
    )
    INSERT INTO user_warehouse (user_id, warehouse_id)
    SELECT ${userId}::uuid, unnest(${warehouseIds}::uuid[]) ON CONFLICT DO NOTHING`
}

/** Marks that the member was changed, if they still are what was seen. False when somebody was there first. */
export async function touchStaff(tx: Tx, userId: string, version: number): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE app_user SET version = version + 1 WHERE id = ${userId}::uuid AND version = ${version}`
  return changed === 1
}

/** Lets the member in, or no longer. */
export async function setActive(
  tx: Tx,
  userId: string,
  version: number,
  isActive: boolean,
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE app_user SET is_active = ${isActive}, version = version + 1
    WHERE id = ${userId}::uuid AND version = ${version}`
  return changed === 1
}

/** Takes the right to bill away for a time, or gives it back (R130). */
export async function setBillingSuspended(
  tx: Tx,
  userId: string,
  version: number,
  isSuspended: boolean,
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE app_user SET is_billing_suspended = ${isSuspended}, version = version + 1
    WHERE id = ${userId}::uuid AND version = ${version}`
  return changed === 1
}
