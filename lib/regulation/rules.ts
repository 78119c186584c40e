import { billingRules } from '#lib/regulation/billing-rules.ts'
import { channelRules } from '#lib/regulation/channel-rules.ts'
import { customerRules } from '#lib/regulation/customer-rules.ts'
import { deskRules } from '#lib/regulation/desk-rules.ts'
import { printJobRules } from '#lib/regulation/print-job-rules.ts'
import type { RegulationRule, Sentence } from '#lib/regulation/rule.ts'
import { salesRules } from '#lib/regulation/sales-rules.ts'

const everyRule = [
  ...deskRules,
  ...printJobRules,
  ...channelRules,
  ...customerRules,
  ...billingRules,
  ...salesRules,
] as const

/** The number of a rule of the regulation, `R1` to `R143`. */
export type RuleId = (typeof everyRule)[number]['id']

/** A rule whose number is known. */
export type KnownRule = RegulationRule & { readonly id: RuleId }

/** Every rule of the regulation, in order. */
export const rules: readonly KnownRule[] = everyRule

const rulesById: ReadonlyMap<string, KnownRule> = new Map(rules.map((rule) => [rule.id, rule]))

/** A chapter of the regulation: one or more of the texts it was read from, and the rules found there. */
export type Chapter = Sentence & { readonly rules: readonly KnownRule[] }

/** The chapters as the regulation page shows them. */
export const chapters: readonly Chapter[] = [
  { zh: '开单员制度', en: 'Billing clerks', rules: deskRules },
  { zh: '接单与印刷开单', en: 'Taking orders and print jobs', rules: printJobRules },
  { zh: '渠道开单流程与日常管理', en: 'Channels and daily order', rules: channelRules },
  { zh: '客户与销售', en: 'Customers and sales', rules: customerRules },
  { zh: '开单进账、岗位职责与清欠', en: 'Billing, money received, duties and arrears', rules: billingRules },
  { zh: '销售开单管理与结案', en: 'Billing by salespeople and closing', rules: salesRules },
]

/** Whether text is the number of a rule. */
export function isRuleId(text: string): text is RuleId {
  return rulesById.has(text)
}

/** The rule with this number. */
export function ruleOf(id: RuleId): RegulationRule {
  const rule = rulesById.get(id)
  if (rule === undefined) throw new Error(`no rule ${id}`)
  return rule
}
