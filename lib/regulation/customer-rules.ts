import { customerRelations } from '#lib/regulation/other-work.ts'
import type { RegulationRule } from '#lib/regulation/rule.ts'

/** R73 to R84: finding, knowing and keeping customers. */
export const customerRules = [
  {
    id: 'R73',
    quote: '建立自己的客户数据库…潜在客户、现有客户以及之前的客户',
    zh: '客户分为潜在、现有和之前三个阶段。',
    en: 'A customer is potential, active or former.',
    kept: customerRelations,
  },
  {
    id: 'R74',
    quote: '姓名、联系方式、职位',
    zh: '联系人记姓名、联系方式和职位。',
    en: 'A contact has a name, a way to reach them and a position.',
    kept: customerRelations,
  },
  {
    id: 'R75',
    quote: '有针对性地进行跟进',
    zh: '每次跟进是一项有期限的任务。',
    en: 'Each follow-up is a task with a date.',
    kept: customerRelations,
  },
  {
    id: 'R76',
    quote: '对客户的行为和购买习惯进行分析',
    zh: '按购买节奏提示久未下单的客户。',
    en: 'A customer’s buying rhythm shows who has stopped ordering.',
    kept: customerRelations,
  },
  {
    id: 'R77',
    quote: '对市场需求、竞争对手、客户喜好等方面的调研',
    zh: '市场与竞争对手的信息记在客户名下。',
    en: 'What is learned of market and competitors is kept with the customer.',
    kept: customerRelations,
  },
  {
    id: 'R78',
    quote: '销售目标、销售策略、销售活动安排',
    zh: '销售目标有数字和期限，并与实际对照。',
    en: 'A sales target has a figure and a period and is set beside what was sold.',
    kept: customerRelations,
  },
  {
    id: 'R79',
    quote: '进行客户拜访和沟通',
    zh: '拜访有记录。',
    en: 'Visits are logged.',
    kept: customerRelations,
  },
  {
    id: 'R80',
    quote: '洽谈与沟通',
    zh: '洽谈记下客户的需求和抗拒点。',
    en: 'A negotiation records what the customer needs and what holds them back.',
    kept: customerRelations,
  },
  {
    id: 'R81',
    quote: '合同中需要明确产品的规格、数量、价格、交货期、付款方式',
    zh: '合同五项缺一不可，合同下的单按合同核对。',
    en: 'A contract needs all five terms, and notes under it are checked against them.',
    kept: customerRelations,
  },
  {
    id: 'R82',
    quote: '及时处理客户的投诉与意见,确保客户满意度',
    zh: '投诉和售后有人负责并记录结果。',
    en: 'A complaint has someone who answers for it and a recorded outcome.',
    kept: customerRelations,
  },
  {
    id: 'R83',
    quote: '转介绍',
    zh: '新客户可注明由谁介绍。',
    en: 'A new customer can name who referred them.',
    kept: customerRelations,
  },
  {
    id: 'R84',
    quote: '销售渠道…销售数据分析和总结',
    zh: '按渠道分析销售，每月小结。',
    en: 'Sales are analysed by channel and summed up each month.',
    kept: customerRelations,
  },
] as const satisfies readonly RegulationRule[]
