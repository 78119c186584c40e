import type { AccountUse } from '#lib/ledger/journal.ts'

/** The two charts that come with the desk: 企业会计准则 and 小企业会计准则. */
export const ACCOUNTING_STANDARDS = ['ENTERPRISE', 'SMALL'] as const
export type AccountingStandard = (typeof ACCOUNTING_STANDARDS)[number]

export const ACCOUNT_NATURES = ['ASSET', 'LIABILITY', 'EQUITY', 'REVENUE', 'EXPENSE'] as const
export type AccountNature = (typeof ACCOUNT_NATURES)[number]

/** The part an account plays in postings; OPENING is the other side of what stood there before the first day. */
export type ChartUse = AccountUse | 'OPENING'

/** An account as a chart supplies it: code, name, nature, and the part it plays in postings if any. */
export type ChartAccount = readonly [code: string, name: string, nature: AccountNature, use?: ChartUse]

const ENTERPRISE: readonly ChartAccount[] = [
  ['1001', '库存现金', 'ASSET', 'CASH'],
  ['1002', '银行存款', 'ASSET', 'BANK'],
  ['1012', '其他货币资金', 'ASSET'],
  ['1121', '应收票据', 'ASSET'],
  ['1122', '应收账款', 'ASSET', 'RECEIVABLE'],
  ['1123', '预付账款', 'ASSET', 'ADVANCE'],
  ['1221', '其他应收款', 'ASSET'],
  ['122101', '其他应收款—驾驶员差额', 'ASSET', 'DRIVER_DIFFERENCE'],
  ['122102', '其他应收款—垫付运费', 'ASSET', 'ADVANCED_FREIGHT'],
  ['1231', '坏账准备', 'ASSET'],
  ['1405', '库存商品', 'ASSET', 'INVENTORY'],
  ['1407', '商品进销差价', 'ASSET', 'PRICE_VARIANCE'],
  ['1601', '固定资产', 'ASSET'],
  ['1602', '累计折旧', 'ASSET'],
  ['2001', '短期借款', 'LIABILITY'],
  ['2202', '应付账款', 'LIABILITY', 'PAYABLE'],
  ['220201', '应付账款—暂估', 'LIABILITY', 'UNBILLED'],
  ['2205', '合同负债', 'LIABILITY', 'PREPAID'],
  ['2211', '应付职工薪酬', 'LIABILITY'],
  ['2221', '应交税费', 'LIABILITY', 'OUTPUT_TAX'],
  ['222101', '应交税费—进项税额', 'LIABILITY', 'INPUT_TAX'],
  ['2241', '其他应付款', 'LIABILITY'],
  ['4001', '实收资本', 'EQUITY', 'OPENING'],
  ['4101', '盈余公积', 'EQUITY'],
  ['4103', '本年利润', 'EQUITY'],
  ['4104', '利润分配', 'EQUITY'],
  ['6001', '主营业务收入', 'REVENUE', 'REVENUE'],
  ['6051', '其他业务收入', 'REVENUE'],
  ['6301', '营业外收入', 'REVENUE', 'STOCK_GAIN'],
  ['6401', '主营业务成本', 'EXPENSE', 'COGS'],
  ['6402', '其他业务成本', 'EXPENSE'],
  ['6403', '税金及附加', 'EXPENSE'],
  ['6601', '销售费用', 'EXPENSE', 'SELLING_EXPENSE'],
  ['6602', '管理费用', 'EXPENSE', 'ADMIN_EXPENSE'],
  ['6603', '财务费用', 'EXPENSE', 'ALLOWANCE'],
  ['6702', '信用减值损失', 'EXPENSE', 'BAD_DEBT'],
  ['6711', '营业外支出', 'EXPENSE', 'STOCK_LOSS'],
  ['6801', '所得税费用', 'EXPENSE'],
]

const SMALL: readonly ChartAccount[] = [
  ['1001', '库存现金', 'ASSET', 'CASH'],
  ['1002', '银行存款', 'ASSET', 'BANK'],
  ['1012', '其他货币资金', 'ASSET'],
  ['1121', '应收票据', 'ASSET'],
  ['1122', '应收账款', 'ASSET', 'RECEIVABLE'],
  ['1123', '预付账款', 'ASSET', 'ADVANCE'],
  ['1221', '其他应收款', 'ASSET'],
  ['122101', '其他应收款—驾驶员差额', 'ASSET', 'DRIVER_DIFFERENCE'],
  ['122102', '其他应收款—垫付运费', 'ASSET', 'ADVANCED_FREIGHT'],
  ['1405', '库存商品', 'ASSET', 'INVENTORY'],
  ['1407', '商品进销差价', 'ASSET', 'PRICE_VARIANCE'],
  ['1601', '固定资产', 'ASSET'],
  ['1602', '累计折旧', 'ASSET'],
  ['2001', '短期借款', 'LIABILITY'],
  ['2202', '应付账款', 'LIABILITY', 'PAYABLE'],
  ['220201', '应付账款—暂估', 'LIABILITY', 'UNBILLED'],
  ['2203', '预收账款', 'LIABILITY', 'PREPAID'],
  ['2211', '应付职工薪酬', 'LIABILITY'],
  ['2221', '应交税费', 'LIABILITY', 'OUTPUT_TAX'],
  ['222101', '应交税费—进项税额', 'LIABILITY', 'INPUT_TAX'],
  ['2241', '其他应付款', 'LIABILITY'],
  ['3001', '实收资本', 'EQUITY', 'OPENING'],
  ['3101', '盈余公积', 'EQUITY'],
  ['3103', '本年利润', 'EQUITY'],
  ['3104', '利润分配', 'EQUITY'],
  ['5001', '主营业务收入', 'REVENUE', 'REVENUE'],
  ['5051', '其他业务收入', 'REVENUE'],
  ['5301', '营业外收入', 'REVENUE', 'STOCK_GAIN'],
  ['5401', '主营业务成本', 'EXPENSE', 'COGS'],
  ['5402', '其他业务成本', 'EXPENSE'],
  ['5403', '税金及附加', 'EXPENSE'],
  ['5601', '销售费用', 'EXPENSE', 'SELLING_EXPENSE'],
  ['5602', '管理费用', 'EXPENSE', 'ADMIN_EXPENSE'],
  ['5603', '财务费用', 'EXPENSE', 'ALLOWANCE'],
  ['5711', '营业外支出', 'EXPENSE', 'STOCK_LOSS'],
  ['571101', '营业外支出—坏账损失', 'EXPENSE', 'BAD_DEBT'],
  ['5801', '所得税费用', 'EXPENSE'],
]

/** The chart of accounts that each standard supplies. */
export const CHARTS: Readonly<Record<AccountingStandard, readonly ChartAccount[]>> = { ENTERPRISE, SMALL }
