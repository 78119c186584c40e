import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import type { GoodsKind } from '#lib/papers/goods/kinds.ts'
import { readGoodsPaper } from '#lib/papers/goods/load.ts'
import type { GoodsPage } from '#lib/papers/goods/page.ts'
import { goodsPageOf, type GoodsTrail } from '#lib/papers/goods/page-view.ts'
import { readReceivers } from '#lib/papers/receiver-queries.ts'
import { readPaperTrail } from '#lib/papers/trail-queries.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A bill or receipt of a long order is one of at most so many. */
const MOST_FOLLOWERS = 50

const BESIDE = Prisma.sql`
      (SELECT jsonb_build_object('name', s.name, 'requiresDistinctSigners', s.requires_distinct_signers)
       FROM account_set s JOIN k ON s.id = k.s) AS "accountSet",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', y.kind, 'title', y.title, 'colourName', y.colour_name,
         'colourHex', y.colour_hex, 'showsPrices', y.shows_prices)), '[]') FROM copy_style y JOIN k ON y.account_set_id = k.s) AS styles,
      (SELECT to_char(p.voided_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') FROM paper p JOIN k ON p.account_set_id = k.s AND p.id = k.p) AS "voidedAt",
      (SELECT jsonb_build_object('decided', to_char(g.decided_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'closed', to_char(g.closed_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'reversed', to_char(g.reversed_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
       FROM goods_paper g JOIN k ON g.account_set_id = k.s AND g.paper_id = k.p) AS at,
      (SELECT jsonb_build_object('paperId', q.id, 'number', q.number, 'kind', q.kind) FROM goods_paper g
       JOIN k ON g.account_set_id = k.s AND g.paper_id = k.p
       JOIN paper q ON q.account_set_id = g.account_set_id AND q.id = g.source_paper_id) AS source,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('paperId', f.paper_id, 'number', f.number, 'kind', f.kind, 'status', f.status,
         'purpose', f.purpose)
         ORDER BY f.opened_at), '[]')
       FROM (SELECT g.paper_id, p.number, g.kind, g.status, g.purpose, g.opened_at FROM goods_paper g
         JOIN k ON g.account_set_id = k.s AND g.source_paper_id = k.p
         JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
         ORDER BY g.opened_at LIMIT ${MOST_FOLLOWERS}) f) AS followers,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('productId', r.id, 'name', r.name, 'units',
         (SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text)) FROM product_unit u WHERE u.product_id = r.id))), '[]')
       FROM product r WHERE r.id IN (SELECT c.product_id FROM goods_count c JOIN k ON c.account_set_id = k.s AND c.paper_id = k.p
         WHERE NOT EXISTS (SELECT FROM goods_paper_line l WHERE l.account_set_id = c.account_set_id AND l.paper_id = c.paper_id
           AND l.line_no = c.line_no))) AS "foundProducts",`

/** A goods paper for its page: `paper` for the gates of its room, `page` for components. */
export type GoodsView = { paper: GoodsPaper; page: GoodsPage }

/**
 * Everything the page of a goods paper of one of these kinds shows; null outside the person's scope. What a reader may
 * not see has left the page: prices, and every figure for a keeper who still has to count (R19). Two
 * statements, and one more for whoever keeps a copy: to whom it can go.
 */
export async function readGoodsPage(
  reader: Reader,
  person: Person,
  key: PaperKey,
  kinds: readonly GoodsKind[],
  at: { now: Date },
): Promise<GoodsView | null> {
  const paper = await readGoodsPaper(reader, person, key, kinds)
  if (!paper) return null
  const trail = await readPaperTrail<Omit<GoodsTrail, keyof Awaited<ReturnType<typeof readPaperTrail>>>>(
    reader,
    key,
    BESIDE,
  )
  const page = goodsPageOf(paper, trail, person, at.now)
  if (page.copyMay.offerKinds.length === 0) return { paper, page }
  const storeIds = [paper.storeId, ...(paper.toWarehouseId === null ? [] : [paper.toWarehouseId])]
  const receivers = await readReceivers(reader, { accountSetIds: [paper.accountSetId], storeIds })
  return { paper, page: { ...page, receivers } }
}

/** Which kind of goods paper this is; null outside the person's scope. One statement. */
export async function readGoodsKind(
  reader: Reader,
  person: Person,
  key: PaperKey,
  kinds: readonly GoodsKind[],
): Promise<GoodsKind | null> {
  const paper = await readGoodsPaper(reader, person, key, kinds)
  return paper?.kind ?? null
}
