import type { RuleId } from '#lib/regulation/rules.ts'
import type { Params } from '#lib/kernel/result.ts'

/** Who or what can clear an unmet rule; the screen turns it into a name, a link or an act. */
export type Remedy = {
  /** The role that can clear it. */
  role?: string
  /** The act that clears it, e.g. `billingApplication.submit`. */
  act?: string
}

/** What a rule answers over its facts. `warn` lets the step through and says so. */
export type Finding =
  | { state: 'met'; params?: Params }
  | { state: 'unmet'; code: string; params?: Params; remedy: Remedy }
  | { state: 'warn'; code: string; params?: Params; remedy?: Remedy }

/** A rule of the regulation: a pure function over facts. */
export type Rule<Facts> = { id: RuleId; check: (facts: Facts) => Finding }

/** The rules that guard one step of one paper. */
export type Gate<Facts> = { step: string; rules: readonly Rule<Facts>[] }

export type ChecklistItem = {
  rule: RuleId
  state: 'met' | 'unmet' | 'warn'
  code: string
  params: Params
  remedy: Remedy
}

export type Checklist = { step: string; isOpen: boolean; items: ChecklistItem[] }

const METS: Finding = { state: 'met' }

/** The rule holds. */
export function met(params?: Params): Finding {
  return params === undefined ? METS : { state: 'met', params }
}

/** The rule does not hold: which sentence, with what figures, and who can clear it. */
export function unmet(code: string, remedy: Remedy, params?: Params): Finding {
  return params === undefined ? { state: 'unmet', code, remedy } : { state: 'unmet', code, remedy, params }
}

/** The step may go on, with a remark. */
export function warn(code: string, params?: Params): Finding {
  return params === undefined ? { state: 'warn', code } : { state: 'warn', code, params }
}

/** Answers the whole checklist of a gate, never just the first failure. */
export function evaluate<Facts>(gate: Gate<Facts>, facts: Facts): Checklist {
  const items = gate.rules.map((rule): ChecklistItem => {
    const finding = rule.check(facts)
    return {
      rule: rule.id,
      state: finding.state,
      code: finding.state === 'met' ? 'met' : finding.code,
      params: finding.params ?? {},
      remedy: finding.state === 'met' ? {} : (finding.remedy ?? {}),
    }
  })
  return { step: gate.step, isOpen: items.every((item) => item.state !== 'unmet'), items }
}
