import type { NewCustomer } from './customers.ts'
import type { NewProduct } from './products.ts'

/** Prices and cost in fen per base unit, tax included. */
export type DemoProduct = NewProduct & { listFen: bigint; floorFen: bigint; costFen: bigint }

export type DemoCustomer = Omit<NewCustomer, 'accountSetId'> & { set: 'MAIN' | 'SUPERMARKET' }

type Codes = NewProduct['codeKinds']

const BY_CASE_OR_BOTTLE: Codes = ['SECONDARY', 'CASE', 'BOTTLE']
const BY_CASE: Codes = ['SECONDARY', 'CASE']

function drink(
  code: string,
  name: string,
  specification: string,
  caseSize: number,
  [listFen, floorFen, costFen]: readonly [bigint, bigint, bigint],
  codeKinds: Codes = [],
): DemoProduct {
  return { code, name, specification, caseSize, listFen, floorFen, costFen, codeKinds }
}

/** Nobody sells these. */
export const DEMO_PRODUCTS: readonly DemoProduct[] = [
  drink('YS001', '演示坊大曲 53度', '500ml×6', 6, [149_900n, 142_000n, 118_000n], BY_CASE_OR_BOTTLE),
  drink('YS002', '演示坊大曲 43度', '500ml×6', 6, [79_900n, 75_000n, 61_000n], BY_CASE_OR_BOTTLE),
  drink('YS003', '演示坊陈酿十年', '500ml×6', 6, [46_800n, 43_000n, 35_000n], BY_CASE_OR_BOTTLE),
  drink('YS004', '演示坊陈酿五年', '500ml×6', 6, [26_800n, 24_500n, 19_800n], BY_CASE_OR_BOTTLE),
  drink('YS005', '演示坊小酒', '100ml×24', 24, [1_800n, 1_600n, 1_150n], BY_CASE),
  drink('YL001', '样例泉特曲', '500ml×6', 6, [32_800n, 30_000n, 24_600n], BY_CASE_OR_BOTTLE),
  drink('YL002', '样例泉头曲', '500ml×6', 6, [12_800n, 11_500n, 9_200n], BY_CASE_OR_BOTTLE),
  drink('YL003', '样例泉二曲', '500ml×12', 12, [2_980n, 2_600n, 1_950n], BY_CASE),
  drink('YL004', '样例泉礼盒', '500ml×2×4', 4, [69_800n, 65_000n, 52_000n], BY_CASE_OR_BOTTLE),
  drink('SF001', '示范山清香酒 42度', '475ml×12', 12, [4_280n, 3_900n, 3_050n], BY_CASE),
  drink('SF002', '示范山清香酒 53度', '475ml×12', 12, [6_680n, 6_100n, 4_800n], BY_CASE),
  drink('SF003', '示范山青花 20', '500ml×6', 6, [39_900n, 37_000n, 30_500n], BY_CASE_OR_BOTTLE),
  drink('SF004', '示范山光瓶', '450ml×12', 12, [1_980n, 1_750n, 1_320n], BY_CASE),
  drink('MB001', '模板庄园干红', '750ml×6', 6, [8_800n, 7_800n, 5_600n], BY_CASE),
  drink('MB002', '模板庄园干白', '750ml×6', 6, [8_200n, 7_300n, 5_200n], BY_CASE),
  drink('MB003', '模板庄园珍藏', '750ml×6', 6, [26_800n, 24_800n, 18_600n], BY_CASE_OR_BOTTLE),
  drink('MB004', '模板庄园起泡', '750ml×6', 6, [11_800n, 10_500n, 7_900n], BY_CASE),
  drink('XG001', '虚构啤酒 原浆', '500ml×12', 12, [980n, 880n, 640n]),
  drink('XG002', '虚构啤酒 纯生', '500ml×12', 12, [720n, 640n, 460n]),
  drink('XG003', '虚构啤酒 清爽', '330ml×24', 24, [420n, 370n, 260n]),
  drink('XG004', '虚构啤酒 黑啤', '500ml×12', 12, [1_180n, 1_050n, 780n]),
  drink('JS001', '假设黄酒 三年陈', '500ml×12', 12, [2_480n, 2_200n, 1_620n]),
  drink('JS002', '假设黄酒 八年陈', '500ml×6', 6, [6_800n, 6_200n, 4_700n], BY_CASE),
  drink('LZ001', '例子矿泉水', '550ml×24', 24, [180n, 150n, 95n]),
  drink('LZ002', '例子苏打水', '400ml×15', 15, [320n, 280n, 190n]),
  drink('LZ003', '例子橙汁', '1L×12', 12, [980n, 860n, 610n]),
  drink('LZ004', '例子椰汁', '1L×12', 12, [1_280n, 1_130n, 820n]),
  drink('LZ005', '例子凉茶', '310ml×24', 24, [350n, 310n, 215n]),
  drink('LZ006', '例子功能饮料', '250ml×24', 24, [520n, 460n, 330n]),
  { ...drink('TC001', '停产示例酒', '500ml×6', 6, [9_900n, 9_000n, 7_000n]), isActive: false },
]

const AGENT = { name: '虚构托运部', phone: '13800000900' }

/** Nobody lives here. */
export const DEMO_CUSTOMERS: readonly DemoCustomer[] = [
  direct('K101', '示例便利店（东门）', 'CASH', '张示例', '13800000101'),
  direct('K102', '示例酒行', 'MONTHLY', '李示例', '13800000102', {
    creditLimitFen: 20_000_000n,
    creditDays: 30,
    cutoffDay: 25,
  }),
  direct('K103', '样例烟酒商行', 'HELD_NOTE', '王样例', '13800000103', {
    maxOpenNotes: 1,
    creditLimitFen: 5_000_000n,
    creditDays: 15,
  }),
  direct('K104', '假想饭店', 'ROLLING', '赵假想', '13800000104', {
    rollingCeilingFen: 3_000_000n,
    creditLimitFen: 3_000_000n,
    creditDays: 30,
  }),
  {
    ...direct('K105', '样板二批部', 'MONTHLY', '钱样板', '13800000105', {
      creditLimitFen: 50_000_000n,
      creditDays: 30,
    }),
    channel: 'SUB_DISTRIBUTOR',
  },
  { ...direct('K106', '演示批发行', 'CASH', '孙演示', '13800000106'), channel: 'SUB_DISTRIBUTOR' },
  {
    ...direct('K107', '虚构州酒水公司', 'REMITTANCE', '周虚构', '13800000107', { freightAgent: AGENT }),
    channel: 'PREFECTURE',
  },
  {
    ...direct('K108', '设想县商贸部', 'REMITTANCE', '吴设想', '13800000108', { freightAgent: AGENT }),
    channel: 'PREFECTURE',
  },
  supermarket('S201', '例子超市（一店）', '13800000201'),
  supermarket('S202', '例子超市（二店）', '13800000202'),
  supermarket('S203', '样本购物广场', '13800000203'),
  supermarket('S204', '模拟卖场', '13800000204'),
]

function direct(
  code: string,
  name: string,
  settlementMethod: DemoCustomer['settlementMethod'],
  contactName: string,
  phone: string,
  more: Partial<DemoCustomer> = {},
): DemoCustomer {
  const addresses = [`示例市样板路 ${code.slice(1)} 号`, `示例市备用仓库 ${code.slice(1)} 号门`]
  return {
    set: 'MAIN',
    channel: 'DIRECT',
    code,
    name,
    settlementMethod,
    contactName,
    phone,
    addresses,
    ...more,
  }
}

function supermarket(code: string, name: string, phone: string): DemoCustomer {
  const credit = { creditLimitFen: 80_000_000n, creditDays: 60, cutoffDay: 25 }
  const place = { addresses: [`示例市卖场街 ${code.slice(1)} 号收货区`] }
  const who = { contactName: '郑收货', phone, settlementMethod: 'MONTHLY', channel: 'SUPERMARKET' } as const
  return { set: 'SUPERMARKET', code, name, ...who, ...credit, ...place }
}
