import type { Person } from '#lib/auth/actor.ts'
import type { Role } from '#lib/auth/permissions.ts'
import { Prisma } from '#prisma/generated/client.ts'

const NARROW: readonly Role[] = ['KEEPER', 'DRIVER']

/** Whether the person sees every note of their account sets; keepers and drivers see only what concerns them. */
export function seesWholeSets(person: Pick<Person, 'roles'>): boolean {
  return person.roles.some((role) => !NARROW.includes(role))
}

/**
 * The condition that bounds `n` (delivery_note) to what the person may see: their account sets; for a keeper their
 * warehouses; for a driver their own notes; for both also notes of which they keep or were offered a copy (A05).
 */
export function withinScope(
  person: Pick<Person, 'userId' | 'roles' | 'accountSetIds' | 'warehouseIds'>,
): Prisma.Sql {
  const sets = Prisma.sql`n.account_set_id = ANY(${[...person.accountSetIds]}::int[])`
  if (seesWholeSets(person)) return sets
  const warehouseIds = person.roles.includes('KEEPER') ? [...person.warehouseIds] : []
  return Prisma.sql`(${sets} AND (n.driver_id = ${person.userId}::uuid OR n.warehouse_id = ANY(${warehouseIds}::uuid[])
    OR EXISTS (SELECT FROM document_copy own WHERE own.account_set_id = n.account_set_id AND own.paper_id = n.paper_id
      AND (own.keeper_id = ${person.userId}::uuid OR own.offered_to_id = ${person.userId}::uuid))))`
}

/** The same for lists: what concerns a driver is gathered first, so that a long list is not read through for it. */
export function listedWithinScope(
  person: Pick<Person, 'userId' | 'roles' | 'accountSetIds' | 'warehouseIds'>,
): Prisma.Sql {
  if (seesWholeSets(person) || person.roles.includes('KEEPER')) return withinScope(person)
  const sets = [...person.accountSetIds]
  return Prisma.sql`(n.account_set_id, n.paper_id) IN (
    SELECT d.account_set_id, d.paper_id FROM delivery_note d WHERE d.account_set_id = ANY(${sets}::int[]) AND d.driver_id = ${person.userId}::uuid
    UNION SELECT c.account_set_id, c.paper_id FROM document_copy c WHERE c.account_set_id = ANY(${sets}::int[]) AND c.keeper_id = ${person.userId}::uuid
    UNION SELECT c.account_set_id, c.paper_id FROM document_copy c WHERE c.account_set_id = ANY(${sets}::int[])
      AND c.offered_to_id = ${person.userId}::uuid AND c.offered_place IS NOT NULL)`
}
