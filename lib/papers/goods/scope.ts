import type { Person } from '#lib/auth/actor.ts'
import { seesWholeSets } from '#lib/papers/note-scope.ts'
import { Prisma } from '#prisma/generated/client.ts'

/**
 * The condition that bounds `g` (goods_paper) to what the person may see: their account sets; for a keeper the papers
 * of their warehouses, but no order or bill (a blind count stays blind: R19); for a driver what they carry as handler;
 * for both also papers of which they keep or were offered a copy (A05).
 */
export function withinGoodsScope(
  person: Pick<Person, 'userId' | 'roles' | 'accountSetIds' | 'warehouseIds'>,
): Prisma.Sql {
  const sets = Prisma.sql`g.account_set_id = ANY(${[...person.accountSetIds]}::int[])`
  if (seesWholeSets(person)) return sets
  const warehouseIds = person.roles.includes('KEEPER') ? [...person.warehouseIds] : []
  return Prisma.sql`(${sets} AND g.kind NOT IN ('PURCHASE_ORDER', 'PURCHASE_BILL') AND (g.handler_id = ${person.userId}::uuid
    OR (SELECT coalesce(w.parent_id, w.id) FROM warehouse w WHERE w.id = g.warehouse_id) = ANY(${warehouseIds}::uuid[])
    OR g.to_warehouse_id = ANY(${warehouseIds}::uuid[])
    OR EXISTS (SELECT FROM document_copy own WHERE own.account_set_id = g.account_set_id AND own.paper_id = g.paper_id
      AND (own.keeper_id = ${person.userId}::uuid OR own.offered_to_id = ${person.userId}::uuid))))`
}
