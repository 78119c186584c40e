import type { Kept } from '#lib/regulation/rule.ts'

/** The rooms that follow, and what each will keep. A rule listed under one of them is not enforced yet. */
export const certificates = later('证件领用登记随档案工作建立。', 'Comes with the certificate register.')
export const printJobs = later('印刷开单随印刷工作建立。', 'Comes with print jobs.')
export const receiptsAndAllocation = later(
  '收款确认与核销随收款工作建立。',
  'Comes with receipts and their allocation.',
)
export const invoices = later('开票随发票工作建立。', 'Comes with invoices.')
export const binding = later('归类、装订和归档随装订工作建立。', 'Comes with filing and bound volumes.')
export const customerRelations = later('客户跟进随客户关系工作建立。', 'Comes with customer follow-up.')
export const inspections = later(
  '检查、整改与奖惩随抽查工作建立。',
  'Comes with inspections, sanctions and awards.',
)
export const operations = later(
  '异常和协同随运营看板建立。',
  'Comes with the exceptions and enquiries board.',
)

function later(zh: string, en: string): Kept {
  return { by: 'other-work', reason: { zh, en } }
}
