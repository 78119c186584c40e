import { customerRelations, printJobs } from '#lib/regulation/other-work.ts'
import type { RegulationRule } from '#lib/regulation/rule.ts'

/** R32 to R42: taking an order and carrying a print job. */
export const printJobRules = [
  {
    id: 'R32',
    quote: '通过电话、电子邮件或通过网络提交订单，公司的销售人员接收订单并记录',
    zh: '订单记下来自电话、邮件、网络还是上门，以及由谁记录。',
    en: 'An order records how it came in and who wrote it down.',
    kept: { by: 'database', where: 'SalesOrder' },
  },
  {
    id: 'R33',
    quote: '将订单信息确认给客户…存在问题…更正',
    zh: '订单记下谁在何时以何种方式与客户确认，更正留痕。',
    en: 'An order keeps who confirmed it with the customer, when and how; corrections leave a trace.',
    kept: { by: 'evidence', where: 'SalesOrder' },
  },
  {
    id: 'R34',
    quote: '设计师…生成设计稿，并交给销售中心进行审核',
    zh: '设计稿按版本保存，审核人不能是设计师本人。',
    en: 'Proofs are kept by version, and the reviewer is never the designer.',
    kept: printJobs,
  },
  {
    id: 'R35',
    quote: '检查设计稿是否与客户所需的产品一致…更正…审核确认完成后…转交给生产部门',
    zh: '设计稿审核通过后才能转生产。',
    en: 'Production begins only from an approved proof.',
    kept: printJobs,
  },
  {
    id: 'R36',
    quote: '材料采购、设备调试以及工人培训…根据设计稿确定所需材料及数量',
    zh: '生产前按设计稿列出材料，并逐项完成准备。',
    en: 'Materials are listed from the proof, and the preparations are ticked before production.',
    kept: printJobs,
  },
  {
    id: 'R37',
    quote: '对生产状态进行实时监控，及时处理生产中的各种问题',
    zh: '生产过程有日志，问题有人跟进。',
    en: 'Production keeps a log, and each problem has someone who follows it.',
    kept: printJobs,
  },
  {
    id: 'R38',
    quote: '外观检查、尺寸测量、颜色检验…工艺流程及环境要求的检查',
    zh: '外观、尺寸、颜色、工艺和环境检验合格后才能包装。',
    en: 'Packing waits for the checks of look, size, colour, method and surroundings.',
    kept: printJobs,
  },
  {
    id: 'R39',
    quote: '对产品进行包装',
    zh: '有包装记录才能发货。',
    en: 'A print job ships only with its packing record.',
    kept: printJobs,
  },
  {
    id: 'R40',
    quote: '将发货信息及时告知客户，并安排快递公司',
    zh: '发货记下快递公司、单号和通知客户的时间。',
    en: 'Shipping records the courier, the tracking number and when the customer was told.',
    kept: printJobs,
  },
  {
    id: 'R41',
    quote: '掌握产品的库存情况，以便及时补货',
    zh: '库存低于补货点时，下采购订单按缺口建议数量，并提醒已订未到的货。',
    en: 'Stock below its reorder point is suggested for an order, with a reminder of what is on its way.',
    kept: { by: 'warning', where: 'recordPurchase' },
  },
  {
    id: 'R42',
    quote: '发货后…跟进服务…满意度',
    zh: '发货后安排回访并记录满意度。',
    en: 'A follow-up after shipping records how satisfied the customer is.',
    kept: customerRelations,
  },
] as const satisfies readonly RegulationRule[]
