import type { Reader } from '#lib/db/client.ts'

/** A member of staff as the list shows them. */
export type StaffRow = {
  userId: string
  userName: string
  displayName: string
  isActive: boolean
  isBillingSuspended: boolean
  mustChangePassword: boolean
  hasPin: boolean
  roles: string[]
  accountSetNames: string[]
}

export type StaffPage = {
  rows: StaffRow[]
  /** The user name to go on after, or null at the end. */
  olderKey: string | null
}

const PAGE = 50

/** Staff in the order of user names, from `after` on. `search` is part of a name. One statement. */
export async function listStaff(
  db: Reader,
  asked: { after: string | null; search: string | null },
): Promise<StaffPage> {
  const pattern = asked.search === null ? null : `%${escapeLike(asked.search.toLowerCase())}%`
  const rows = await db.$queryRaw<StaffRow[]>`
    SELECT u.id::text AS "userId", u.user_name AS "userName", u.display_name AS "displayName",
      u.is_active AS "isActive", u.is_billing_suspended AS "isBillingSuspended",
      u.must_change_password AS "mustChangePassword", u.signing_pin_hash IS NOT NULL AS "hasPin",
      ARRAY(SELECT role FROM user_role WHERE user_id = u.id ORDER BY role) AS roles,
      ARRAY(SELECT a.name FROM user_account_set s JOIN account_set a ON a.id = s.account_set_id
        WHERE s.user_id = u.id ORDER BY a.id) AS "accountSetNames"
    FROM app_user u
    WHERE (${asked.after}::text IS NULL OR u.user_name > ${asked.after})
      AND (${pattern}::text IS NULL OR u.user_name LIKE ${pattern} OR lower(u.display_name) LIKE ${pattern})
    ORDER BY u.user_name LIMIT ${PAGE + 1}`
  const shown = rows.slice(0, PAGE)
  return { rows: shown, olderKey: rows.length > PAGE ? (shown.at(-1)?.userName ?? null) : null }
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

export type StaffEventRow = {
  position: string
  command: string
  at: string
  by: string
  /** Why, where a reason was asked for. */
  reason: string | null
  /** What changed, as short texts: `roles`, `scope` and the like before and after. */
  before: string | null
  after: string | null
}

/** A member of staff with scope and history. */
export type StaffDetail = StaffRow & {
  version: number
  accountSetIds: number[]
  warehouseIds: string[]
  passkeyCount: number
  openSessions: number
  lastSeenAt: string | null
  events: StaffEventRow[]
}

type DetailRecord = Omit<StaffDetail, 'lastSeenAt' | 'events'> & { lastSeenAt: Date | null }
type EventRecord = Omit<StaffEventRow, 'at'> & { at: Date }

const EVENTS = 30

/** One member of staff with their last events, or null. Two statements. */
export async function staffDetail(db: Reader, userId: string, now: Date): Promise<StaffDetail | null> {
  const rows = await db.$queryRaw<DetailRecord[]>`
    SELECT u.id::text AS "userId", u.user_name AS "userName", u.display_name AS "displayName", u.version,
      u.is_active AS "isActive", u.is_billing_suspended AS "isBillingSuspended",
      u.must_change_password AS "mustChangePassword", u.signing_pin_hash IS NOT NULL AS "hasPin",
      ARRAY(SELECT role FROM user_role WHERE user_id = u.id ORDER BY role) AS roles,
      ARRAY(SELECT a.name FROM user_account_set s JOIN account_set a ON a.id = s.account_set_id
        WHERE s.user_id = u.id ORDER BY a.id) AS "accountSetNames",
      ARRAY(SELECT account_set_id FROM user_account_set WHERE user_id = u.id ORDER BY 1) AS "accountSetIds",
      ARRAY(SELECT warehouse_id::text FROM user_warehouse WHERE user_id = u.id ORDER BY 1) AS "warehouseIds",
      (SELECT count(*)::int FROM passkey p WHERE p.user_id = u.id) AS "passkeyCount",
      (SELECT count(*)::int FROM session s WHERE s.user_id = u.id AND s.revoked_at IS NULL AND s.expires_at > ${now})
        AS "openSessions",
      (SELECT max(s.last_seen_at) FROM session s WHERE s.user_id = u.id) AS "lastSeenAt"
    FROM app_user u WHERE u.id = ${userId}::uuid`
  const row = rows[0]
  if (!row) return null
  const events = await db.$queryRaw<EventRecord[]>`
    SELECT position::text, command, at, coalesce(actor->>'name', '') AS by, payload->>'reason' AS reason,
      payload->>'before' AS before, payload->>'after' AS after
    FROM desk_event WHERE subject = 'staff' AND subject_id = ${userId} ORDER BY desk_event.position DESC LIMIT ${EVENTS}`
  return {
    ...row,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    events: events.map((event) => ({ ...event, at: event.at.toISOString() })),
  }
}

/** What a member can be bounded to, as choices. */
export type ScopeOptions = {
  accountSets: { value: number; label: string }[]
  warehouses: { value: string; label: string }[]
}

/** Every account set and every warehouse, in their order. Two statements. */
export async function scopeOptions(db: Reader): Promise<ScopeOptions> {
  const accountSets = await db.$queryRaw<ScopeOptions['accountSets']>`
    SELECT id AS value, name AS label FROM account_set ORDER BY id`
  const warehouses = await db.$queryRaw<ScopeOptions['warehouses']>`
    SELECT id::text AS value, name AS label FROM warehouse WHERE kind = 'STORE' ORDER BY name, id`
  return { accountSets, warehouses }
}
