import type { Tx } from '#lib/db/client.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import { seedCustomers } from './customers.ts'
import { madeUpGtin, seedProducts } from './products.ts'

const PLACES = ['东', '南', '西', '北', '中', '新', '老', '上', '下', '前']
const TRADES = ['便利店', '酒行', '烟酒商行', '饭店', '批发部', '超市', '商贸部', '小卖部', '酒楼', '特产店']
const KINDS = ['大曲', '特曲', '清香酒', '陈酿', '黄酒', '干红', '原浆', '果汁', '矿泉水', '凉茶']

/** A made-up name that looks like a name and is not twice: `示例东西酒行 00042`. */
function nameOf(words: readonly string[], number: number): string {
  const place = `${PLACES[number % 10] ?? ''}${PLACES[Math.floor(number / 10) % 10] ?? ''}`
  return `示例${place}${words[Math.floor(number / 100) % 10] ?? ''} ${String(number).padStart(5, '0')}`
}

/** As many customers and products as a large desk has, to see that searching stays quick. Takes an open transaction. */
export async function seedVolume(
  db: Tx,
  clock: Clock,
  wish: { accountSetId: number; customers: number; products: number },
): Promise<void> {
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index)
  await seedCustomers(
    db,
    clock,
    numbers(wish.customers).map((number) => ({
      accountSetId: wish.accountSetId,
      code: `V${String(number).padStart(6, '0')}`,
      name: nameOf(TRADES, number),
      channel: 'DIRECT',
      settlementMethod: 'CASH',
      phone: `139${String(number).padStart(8, '0')}`,
    })),
  )
  await seedProducts(
    db,
    clock,
    numbers(wish.products).map((number) => ({
      code: `V${String(number).padStart(6, '0')}`,
      name: nameOf(KINDS, number),
      specification: '500ml×6',
      baseGtin: madeUpGtin(8, number + 1),
      caseSize: 6,
    })),
  )
}
