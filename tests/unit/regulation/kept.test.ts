import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EVERY_GATE, stepsOf } from '#lib/domain/regulation/gates.ts'
import { countKept, findRules, KEPT_BY, regulationWish } from '#lib/domain/regulation/queries.ts'
import { locales } from '#lib/i18n/locales.ts'
import { messagesOf } from '#lib/i18n/messages.ts'
import { rules } from '#lib/regulation/rules.ts'

const testFolder = join(import.meta.dirname, '../..')
/** Lists rules by their numbers without trying one of them. */
const LISTS = 'unit/regulation/rules.test.ts'

/** Everything that tests say in quotes: titles, tables, expectations. Comments do not count. */
function saidInTests(): string {
  return readdirSync(testFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(test|spec)\.tsx?$/.test(file) && file !== LISTS)
    .flatMap(
      (file) => readFileSync(join(testFolder, file), 'utf8').match(/'[^'\n]*'|`[^`]*`|"[^"\n]*"/g) ?? [],
    )
    .join('\n')
}

function has(messages: unknown, path: string): boolean {
  const found = path.split('.').reduce<unknown>((level, name) => {
    return typeof level === 'object' && level !== null
      ? Object.entries(level).find(([key]) => key === name)?.[1]
      : undefined
  }, messages)
  return typeof found === 'string'
}

describe('how the regulation is kept', () => {
  it('R31 every rule is kept and tried by a test that names it, or says to which later work it belongs', () => {
    const said = saidInTests()
    const unproven = rules
      .filter(({ kept }) => kept.by !== 'other-work')
      .filter(({ id }) => !new RegExp(`\\b${id}\\b`).test(said))
    expect(unproven.map(({ id, kept, en }) => `${id} ${kept.by}: ${en}`)).toEqual([])
  })

  it('R31 a rule that is said to stand in a gate does stand in it', () => {
    const absent = rules.filter(
      ({ id, kept }) => (kept.by === 'gate' || kept.by === 'warning') && !stepsOf(id).includes(kept.where),
    )
    expect(absent.map(({ id }) => id)).toEqual([])
    expect(EVERY_GATE.length).toBeGreaterThan(10)
  })

  it.each(locales)('R31 %s has a name for every step, every place and every way of keeping', (locale) => {
    const messages = messagesOf(locale)['regulation']
    const places = rules.flatMap(({ kept }) =>
      kept.by === 'other-work' || kept.by === 'gate' || kept.by === 'warning' ? [] : [`where.${kept.where}`],
    )
    const names = [
      ...EVERY_GATE.map(({ step }) => `step.${step}`),
      ...KEPT_BY.map((by) => `kept.${by}`),
      ...places,
    ]
    expect(names.filter((name) => !has(messages, name))).toEqual([])
  })
})

describe('finding a rule', () => {
  const idsOf = (asked: Record<string, string>): string[] =>
    findRules(regulationWish(asked), 'zh').flatMap((chapter) => chapter.rules.map(({ id }) => id))

  it('R31 finds all, one by number, and some by words of the rule, of the desk or of a gate', () => {
    expect(idsOf({})).toHaveLength(143)
    expect(idsOf({ q: 'r4' })).toEqual(['R4'])
    expect(idsOf({ q: '不得代签' })).toEqual(['R9', 'R18', 'R24'])
    expect(idsOf({ q: 'Dispatch' })).toContain('R7')
    expect(idsOf({ q: '没有这个词' })).toEqual([])
  })

  it('R31 filters by how a rule is kept, and takes no notice of what it does not know', () => {
    for (const by of KEPT_BY) expect(idsOf({ kept: by })).toHaveLength(countKept(by))
    expect(idsOf({ kept: "' or 1=1--" })).toHaveLength(143)
    expect(KEPT_BY.reduce((sum, by) => sum + countKept(by), 0)).toBe(143)
  })
})
