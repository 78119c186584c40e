import type { Person } from '#lib/auth/actor.ts'
import { withinGoodsScope } from '#lib/papers/goods/scope.ts'
import { seesWholeSets, withinScope } from '#lib/papers/note-scope.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** The condition that bounds `p` (paper) to delivery notes, goods papers and diversion cases that the person may see (A05). */
export function withinPaperScope(
  person: Pick<Person, 'userId' | 'roles' | 'accountSetIds' | 'warehouseIds'>,
): Prisma.Sql {
  return Prisma.sql`(EXISTS (SELECT FROM delivery_note n
      WHERE n.account_set_id = p.account_set_id AND n.paper_id = p.id AND ${withinScope(person)})
    OR EXISTS (SELECT FROM goods_paper g
      WHERE g.account_set_id = p.account_set_id AND g.paper_id = p.id AND ${withinGoodsScope(person)})
    OR (${seesWholeSets(person)} AND EXISTS (SELECT FROM diversion_case d WHERE d.account_set_id = p.account_set_id AND d.paper_id = p.id
      AND d.account_set_id = ANY(${[...person.accountSetIds]}::int[]))))`
}
