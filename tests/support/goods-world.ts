import type { TestCompany } from '#tests/support/company.ts'
import { supplierIn } from '#tests/support/buying.ts'
import type { Traded, World } from '#tests/support/goods-life.ts'
import { seeded } from '#tests/support/seeded.ts'

/** Goods with cases and bottles, with cases, and without codes. */
const TRADED = ['YS003', 'YS005', 'LZ001', 'XG001', 'MB003']
const CASES: Readonly<Record<string, number>> = { YS005: 24, LZ001: 24, XG001: 12 }

/** A world of two suppliers and five products in which nothing has happened yet. */
export async function goodsWorld(company: TestCompany): Promise<World> {
  const products = await company.db.product.findMany({
    where: { code: { in: TRADED } },
    orderBy: { code: 'asc' },
  })
  const traded = products.map(({ id, code, hasCaseCodes, hasBottleCodes }): Traded => {
    return { id, code, hasCaseCodes, hasBottleCodes, caseSize: CASES[code] ?? 6 }
  })
  const suppliers = [
    await supplierIn(company, 'G01'),
    await supplierIn(company, 'G02', { priceMode: 'TAX_EXCLUSIVE' }),
  ]
  return {
    ...{ company, random: seeded(0), suppliers, products: traded },
    ...{ goods: [], notes: [], payments: [], found: new Map(), codesMade: 0 },
    ...{ written: new Map(), packed: new Map() },
  }
}
