import { stepsOf } from '#lib/domain/regulation/gates.ts'
import type { Kept, Sentence } from '#lib/regulation/rule.ts'
import { chapters, type KnownRule, rules } from '#lib/regulation/rules.ts'

/** How a rule is kept, as the page filters by it. */
export const KEPT_BY = [
  'gate',
  'warning',
  'task',
  'database',
  'permission',
  'evidence',
  'other-work',
] as const
export type KeptBy = (typeof KEPT_BY)[number]

/** A rule as the page shows it: its words, the desk's sentence, the gates it stands in, and what keeps it. */
export type RuleRow = {
  id: string
  quote: string
  sentence: string
  steps: string[]
  keptBy: KeptBy
  /** Where it is kept; null for other work. */
  where: string | null
  /** Why it is not kept yet; null when it is. */
  reason: string | null
}

export type ChapterRows = { name: string; rules: RuleRow[] }

export type RegulationWish = { text: string; keptBy: KeptBy | null }

/** What an address asks for; words it does not know are left out. */
export function regulationWish(asked: Record<string, string | string[] | undefined>): RegulationWish {
  const { q, kept } = asked
  return {
    text: typeof q === 'string' ? q.trim().slice(0, 100) : '',
    keptBy: KEPT_BY.find((each) => each === kept) ?? null,
  }
}

/** The chapters with the rules that answer the wish; chapters without any are left out. */
export function findRules(wish: RegulationWish, language: 'zh' | 'en'): ChapterRows[] {
  const wanted = wish.text.toLowerCase()
  const isNumber = /^r\d+$/.test(wanted)
  return chapters
    .map((chapter) => ({
      name: chapter[language],
      rules: chapter.rules
        .filter(({ kept }) => wish.keptBy === null || kept.by === wish.keptBy)
        .filter((rule) => (isNumber ? rule.id.toLowerCase() === wanted : wordsOf(rule).includes(wanted)))
        .map((rule) => rowOf(rule, language)),
    }))
    .filter((chapter) => chapter.rules.length > 0)
}

/** How many rules are kept in this way. */
export function countKept(keptBy: KeptBy): number {
  return rules.filter(({ kept }) => kept.by === keptBy).length
}

function wordsOf(rule: KnownRule): string {
  return [rule.id, rule.quote, rule.zh, rule.en, ...stepsOf(rule.id)].join('\n').toLowerCase()
}

function rowOf(rule: KnownRule, language: keyof Sentence): RuleRow {
  const { id, quote, kept } = rule
  return { id, quote, sentence: rule[language], steps: stepsOf(rule.id), ...keptOf(kept, language) }
}

function keptOf(kept: Kept, language: keyof Sentence): Pick<RuleRow, 'keptBy' | 'where' | 'reason'> {
  return kept.by === 'other-work'
    ? { keptBy: kept.by, where: null, reason: kept.reason[language] }
    : { keptBy: kept.by, where: kept.where, reason: null }
}
