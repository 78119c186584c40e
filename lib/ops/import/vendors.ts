import { createSupplier } from '#lib/domain/suppliers/commands/create.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { searchKey } from '#lib/kernel/text.ts'
import type { IowaVendor } from '#lib/ops/import/iowa-file.ts'
import { supplierCode, supplierOf } from '#lib/ops/import/iowa-goods.ts'
import { deskAt, perform } from '#lib/ops/import/perform.ts'
import type { Scene } from '#lib/ops/import/scene.ts'
import { MORNING } from '#lib/ops/import/timetable.ts'

/** Suppliers by vendor number. */
export type Vendors = ReadonlyMap<string, string>

/** Brings the vendors on file: those that are missing are added by the clerk. */
export async function openVendors(
  scene: Scene,
  date: BusinessDate,
  vendors: readonly IowaVendor[],
): Promise<Vendors> {
  const known = await readVendors(scene, vendors)
  const missing = vendors.filter(({ number }) => !known.has(number))
  if (missing.length === 0) return known
  const { db, accountSetId } = scene
  const { clerk } = await scene.crew.atWork()
  const desk = deskAt(scene.base, date, MORNING)
  const twins = await db.supplier.findMany({
    where: { accountSetId, nameKey: { in: missing.map(({ name }) => searchKey(name)) } },
    select: { nameKey: true },
  })
  const taken = new Set(twins.map(({ nameKey }) => nameKey))
  for (const vendor of missing) {
    const nameKey = searchKey(vendor.name)
    const form = { accountSetId, ...supplierOf(vendor, taken.has(nameKey)) }
    taken.add(nameKey)
    const key = `iowa:supplier:${accountSetId}:${vendor.number}`
    await perform(createSupplier, { desk, actor: clerk.person, about: form.code, key }, form)
  }
  return readVendors(scene, vendors)
}

async function readVendors(scene: Scene, vendors: readonly IowaVendor[]): Promise<Map<string, string>> {
  const { db, accountSetId } = scene
  const numbers = new Map(vendors.map(({ number }) => [supplierCode(number), number]))
  const suppliers = await db.supplier.findMany({
    where: { accountSetId, code: { in: [...numbers.keys()] } },
    select: { id: true, code: true },
  })
  return new Map(suppliers.map(({ id, code }) => [numbers.get(code) ?? '', id]))
}
