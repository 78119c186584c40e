import { createCustomer } from '#lib/domain/customers/commands/create.ts'
import { setCredit } from '#lib/domain/customers/commands/set-credit.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { searchKey } from '#lib/kernel/text.ts'
import type { IowaInvoice, IowaStore } from '#lib/ops/import/iowa-file.ts'
import { inLanes } from '#lib/ops/import/lanes.ts'
import { deskAt, perform } from '#lib/ops/import/perform.ts'
import { LANES, type Scene } from '#lib/ops/import/scene.ts'
import type { Terms } from '#lib/ops/import/terms.ts'
import { MORNING } from '#lib/ops/import/timetable.ts'

/** Yuan: enough for any shop to buy on account for a whole file. */
const CREDIT_LIMIT = '100000000'

/** A store of the file as the desk knows it. */
export type Shop = {
  id: string
  addressId: string
  freightAgent: string
  freightPhone: string
  terms: Terms
}

/** Shops by store number. */
export type Shops = ReadonlyMap<string, Shop>

/** Stores of the invoices, each once, in the order of the file. */
export function storesOf(invoices: readonly IowaInvoice[]): IowaStore[] {
  return [...new Map(invoices.map(({ store }) => [store.number, store])).values()]
}

/**
 * Brings the stores of a day on file: those that are missing are added by the clerk, and the sales manager gives
 * those without credit theirs.
 */
export async function openShops(
  scene: Scene,
  date: BusinessDate,
  stores: readonly IowaStore[],
): Promise<Shops> {
  const known = new Set((await readShops(scene, stores)).map(({ number }) => number))
  await addShops(
    scene,
    date,
    stores.filter(({ number }) => !known.has(number)),
  )
  const shops = await readShops(scene, stores)
  await giveCredit(scene, date, shops)
  return new Map(shops.map(({ number, ...shop }) => [number, shop]))
}

type ShopRow = Shop & { number: string; creditLimitFen: bigint; version: number }

async function readShops(scene: Scene, stores: readonly IowaStore[]): Promise<ShopRow[]> {
  const { db, accountSetId } = scene
  const codes = new Map(stores.map(({ number }) => [scene.source.deskCode(number), number]))
  const customers = await db.customer.findMany({
    where: { accountSetId, code: { in: [...codes.keys()] } },
    include: { addresses: { where: { isActive: true }, orderBy: { sortOrder: 'asc' }, take: 1 } },
  })
  return customers.map(({ id, code, creditLimitFen, version, addresses }) => {
    const [address] = addresses
    const number = codes.get(code) ?? ''
    return {
      ...{ id, number, creditLimitFen, version, terms: scene.source.termsOf(number) },
      addressId: address?.id ?? '',
      freightAgent: address?.freightAgent ?? '',
      freightPhone: address?.freightPhone ?? '',
    }
  })
}

async function addShops(scene: Scene, date: BusinessDate, stores: readonly IowaStore[]): Promise<void> {
  if (stores.length === 0) return
  const { db, accountSetId } = scene
  const { clerk } = await scene.crew.atWork()
  const desk = deskAt(scene.base, date, MORNING)
  const twins = await db.customer.findMany({
    where: { accountSetId, nameKey: { in: stores.map(({ name }) => searchKey(name)) } },
    select: { nameKey: true },
  })
  const taken = new Set(twins.map(({ nameKey }) => nameKey))
  const forms = stores.map((store) => {
    const nameKey = searchKey(store.name)
    const form = scene.source.customerOf(store, taken.has(nameKey))
    taken.add(nameKey)
    return { form, key: `${scene.source.key}:customer:${store.number}` }
  })
  const add = async ({ form, key }: (typeof forms)[number]): Promise<void> => {
    await perform(createCustomer, { desk, actor: clerk.person, about: form.code, key }, form)
  }
  await inLanes(forms, LANES, add, scene.isStopping)
}

async function giveCredit(scene: Scene, date: BusinessDate, shops: readonly ShopRow[]): Promise<void> {
  const without = shops.filter(({ creditLimitFen }) => creditLimitFen === 0n)
  if (without.length === 0) return
  const { accountSetId } = scene
  const { salesManager } = await scene.crew.atWork()
  const desk = deskAt(scene.base, date, MORNING)
  const give = async ({ id, number, version }: ShopRow): Promise<void> => {
    const key = `${scene.source.key}:credit:${number}:${version}`
    const act = { desk, actor: salesManager.person, about: scene.source.deskCode(number), key }
    const { creditDays } = scene.source.termsOf(number)
    await perform(setCredit, act, { accountSetId, id, version, creditLimit: CREDIT_LIMIT, creditDays })
  }
  await inLanes(without, LANES, give, scene.isStopping)
}
