import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { GOODS_KINDS, GOODS_TRAITS, type GoodsKind, type GoodsStatus } from '#lib/papers/goods/kinds.ts'

/** A goods paper that waits for a keeper's hands. No quantity stands here, so the count stays blind (R19). */
export type WaitingGoods = {
  accountSetId: number
  paperId: string
  kind: GoodsKind
  number: string
  status: GoodsStatus
  partyName: string
  warehouseName: string
  toWarehouseName: string | null
}

const AT_ONCE = 50
const COUNTED = GOODS_KINDS.filter((kind) => GOODS_TRAITS[kind].isCounted)

/**
 * What a keeper has to count or pick in their warehouses, and transfers on their way to them that another keeper sent,
 * the oldest first. One statement, at most 50 papers.
 */
export function listWaitingGoods(
  reader: Reader,
  person: Pick<Person, 'userId' | 'accountSetIds' | 'warehouseIds'>,
): Promise<WaitingGoods[]> {
  const { userId, accountSetIds, warehouseIds } = person
  return reader.$queryRaw<WaitingGoods[]>`
    SELECT g.account_set_id AS "accountSetId", g.paper_id AS "paperId", g.kind, p.number, g.status,
      g.party_name AS "partyName", g.warehouse_name AS "warehouseName", g.to_warehouse_name AS "toWarehouseName"
    FROM goods_paper g
    JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
    JOIN warehouse w ON w.id = g.warehouse_id
    WHERE g.account_set_id = ANY (${[...accountSetIds]}::int[]) AND g.kind = ANY (${COUNTED}::text[])
      AND ((g.status = 'OPEN' AND coalesce(w.parent_id, w.id) = ANY (${[...warehouseIds]}::uuid[]))
        OR (g.status = 'SENT' AND g.to_warehouse_id = ANY (${[...warehouseIds]}::uuid[])
          AND g.keeper_id IS DISTINCT FROM ${userId}::uuid))
    ORDER BY g.opened_at, g.paper_id LIMIT ${AT_ONCE}`
}
