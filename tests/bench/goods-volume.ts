import { readFile } from 'node:fs/promises'
import { onConnection } from '#lib/ops/roles.ts'

/** For whom the goods are made: ids of the company that is there already. */
export type VolumeCompany = {
  accountSetId: number
  eastWarehouseId: string
  westWarehouseId: string
  people: Record<'clerk' | 'keeper' | 'handler' | 'driver' | 'manager', string>
  /** 1/10000 yuan per base unit, on every line. */
  priceE4: bigint
}

/** How much to make; both are met or a little more. */
export type VolumeWish = { codes: number; movements: number }

/** What was made: lots, how many cases and codes on papers of their own each has. */
export type Volume = { lots: number; cases: number; captured: number }

/** Movements of eight lots: two stay, three are sold, one is transferred, one sold from there, one comes back. */
const MOVEMENTS_OF_EIGHT = 26
const BOTTLES_IN_CASE = 12

/** How many lots of which shape give about so many codes and movements: four fifths of the codes are cases and what is in them. */
export function shapeOf({ codes, movements }: VolumeWish): Volume {
  const lots = Math.max(8, Math.ceil(movements / MOVEMENTS_OF_EIGHT) * 8)
  const each = Math.max(1, Math.ceil(codes / lots))
  const cases = Math.round((each * 0.8) / (BOTTLES_IN_CASE + 1))
  return { lots, cases, captured: cases + Math.max(1, each - cases * (BOTTLES_IN_CASE + 1)) }
}

/**
 * Fills a company with years of goods and their codes, set by set, and analyses. As superuser, with triggers off: nothing
 * but a bench may do so.
 */
export async function fillGoodsVolume(
  superuserUrl: string,
  company: VolumeCompany,
  wish: VolumeWish,
): Promise<Volume> {
  const volume = shapeOf(wish)
  const steps = await Promise.all(
    ['made-up.sql', 'goods-volume.sql', 'goods-codes.sql'].map((name) =>
      readFile(new URL(`./${name}`, import.meta.url), 'utf8'),
    ),
  )
  await onConnection(superuserUrl, async (client) => {
    await client.query(`SET session_replication_role = replica; SET synchronous_commit = off; SET work_mem = '256MB';
      SET maintenance_work_mem = '256MB'; SET timezone = 'UTC'; SET jit = off`)
    await client.query('BEGIN')
    const { accountSetId, eastWarehouseId, westWarehouseId, people, priceE4 } = company
    await client.query(
      `CREATE TEMP TABLE wish AS SELECT $1::int AS set_id, $2::uuid AS east_id, $3::uuid AS west_id, $4::uuid AS clerk_id,
        $5::uuid AS keeper_id, $6::uuid AS handler_id, $7::uuid AS driver_id, $8::uuid AS manager_id, $9::bigint AS price_e4,
        $10::int AS lots, $11::int AS cases, $12::int AS captured, now() AS until, q.qty_e3,
        round(q.qty_e3::numeric * $9 / 100000)::bigint AS amount_fen, round(round(q.qty_e3::numeric * $9 / 100000) * 10000 / 11300)::bigint AS net_fen,
        q.qty_e3 / 10 AS value_fen, (SELECT id FROM warehouse WHERE parent_id = $3::uuid AND kind = 'TRANSIT') AS transit_id,
        (SELECT coalesce(max(id), 0) FROM stock_entry) AS last_entry, (SELECT array_agg(id ORDER BY code) FROM product) AS goods
       FROM (SELECT (($11::int * ${BOTTLES_IN_CASE} + $12::int - $11::int) * 1000)::bigint AS qty_e3) q`,
      [
        ...[accountSetId, eastWarehouseId, westWarehouseId, people.clerk, people.keeper, people.handler],
        ...[people.driver, people.manager, String(priceE4), volume.lots, volume.cases, volume.captured],
      ],
    )
    await client.query(`CREATE TEMP TABLE bench_customer AS
      SELECT row_number() OVER (ORDER BY c.code) - 1 AS place, c.*, (SELECT a.id FROM customer_address a
        WHERE a.account_set_id = c.account_set_id AND a.customer_id = c.id ORDER BY a.sort_order LIMIT 1) AS address_id
      FROM customer c, wish w WHERE c.account_set_id = w.set_id`)
    for (const step of steps) await client.query(step)
    await client.query('COMMIT')
    await client.query('VACUUM (ANALYZE)')
  })
  return volume
}
