import type { Person } from '#lib/auth/actor.ts'
import type { Role } from '#lib/auth/permissions.ts'
import { type BenchDesk, BENCH_PRICE_E4 } from '#tests/bench/bench-desk.ts'
import { fillGoodsVolume, type Volume, type VolumeWish } from '#tests/bench/goods-volume.ts'
import { createPerson } from '#tests/support/people.ts'

/** Who handles goods in the bench's company: one person a part. */
export type GoodsPeople = Record<'clerk' | 'keeper' | 'handler' | 'supervisor' | 'driver' | 'manager', Person>

const ROLES: Readonly<Record<Exclude<keyof GoodsPeople, 'clerk'>, Role>> = {
  keeper: 'KEEPER',
  handler: 'SALESPERSON',
  supervisor: 'SALES_MANAGER',
  driver: 'DRIVER',
  manager: 'MANAGER',
}

/** Hires who handles goods; the keeper is the first store's. */
export async function hireForGoods({
  db,
  books,
  clerk,
}: Pick<BenchDesk, 'db' | 'books' | 'clerk'>): Promise<GoodsPeople> {
  const hire = async (part: keyof typeof ROLES): Promise<Person> => {
    const warehouseIds = part === 'keeper' ? [books.eastWarehouseId] : []
    const wish = { roles: [ROLES[part]], accountSetIds: [books.mainSetId], warehouseIds }
    return (await createPerson(db, wish)).person
  }
  return {
    clerk,
    keeper: await hire('keeper'),
    handler: await hire('handler'),
    supervisor: await hire('supervisor'),
    driver: await hire('driver'),
    manager: await hire('manager'),
  }
}

/** Years of goods for this company and these people. */
export function fillGoods(
  { superuserUrl, books }: Pick<BenchDesk, 'superuserUrl' | 'books'>,
  people: GoodsPeople,
  wish: VolumeWish,
): Promise<Volume> {
  const { clerk, keeper, handler, driver, manager } = people
  return fillGoodsVolume(
    superuserUrl,
    {
      accountSetId: books.mainSetId,
      eastWarehouseId: books.eastWarehouseId,
      westWarehouseId: books.westWarehouseId,
      people: {
        ...{ clerk: clerk.userId, keeper: keeper.userId, handler: handler.userId },
        ...{ driver: driver.userId, manager: manager.userId },
      },
      priceE4: BENCH_PRICE_E4,
    },
    wish,
  )
}
