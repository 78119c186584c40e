import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { GATES } from '#lib/domain/regulation/gates.ts'
import { gateNamespaces, gateRemedy, gateSentence } from '#lib/i18n/gate-sentence.ts'
import { locales, type Locale } from '#lib/i18n/locales.ts'
import { messagesOf, pickNamespaces } from '#lib/i18n/messages.ts'
import { wordsOf } from '#tests/support/words.ts'

const FLOORS = ['domain', 'papers'].map((floor) => join(import.meta.dirname, '../../../lib', floor))

/** What the rules of the rooms and of the papers they share say, as text. */
const sources = FLOORS.flatMap((floor) =>
  readdirSync(floor, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(^|[/-])rules\.ts$/.test(name))
    .map((name) => readFileSync(join(floor, name), 'utf8')),
)

type Line = { step: string; rule: (typeof GATES)[number]['rules'][number]['id']; code: string }

/** Codes that a rule takes from a function beside it: `reason` and the like, by the gate's step. */
const TAKEN: Readonly<Record<string, readonly string[]>> = {
  'issue R116': ['underFloor', 'offList'],
  'dispatch R117': ['tooManyOpenNotes', 'overCeiling', 'noteOverCeiling', 'overCredit', 'overdue'],
}

/** Every line that a gate can answer, read from the rules that stand in it. */
const lines: Line[] = GATES.flatMap(({ step, rules }) =>
  rules.flatMap(({ id, check }) => {
    const firsts = [...check.toString().matchAll(/\b(?:unmet|warn)\)?\(\s*([^,)]+)/g)].map(
      ([, first = '']) => first,
    )
    const codes = firsts.flatMap((first) =>
      [...first.matchAll(/['"](\w+)['"]/g)].map(([, code = '']) => code),
    )
    const taken = TAKEN[`${step} ${id}`] ?? []
    if (firsts.some((first) => !/['"]/.test(first)) && taken.length === 0)
      throw new Error(`name the codes that ${id} of ${step} takes from elsewhere`)
    return [...new Set(['met', ...codes, ...taken])].map((code) => ({ step, rule: id, code }))
  }),
)

const FIGURES = {
  status: 'DISPATCHED',
  place: 'DRIVER',
  slot: 'PREPARER,KEEPER',
  copy: 'STUB',
  date: '2026-11-23',
}

describe.each(locales)('the gates in %s', (locale) => {
  const { words, broken } = wordsOf(locale)

  test('have a sentence for every answer of every rule', () => {
    expect(lines.length).toBeGreaterThan(130)
    const wordless = lines.filter(({ step, rule, code }) => !words.has(`gates/${step}.${rule}.${code}`))
    expect(wordless.map(({ step, rule, code }) => `gates/${step}: ${rule}.${code}`)).toEqual([])
  })

  test('say each line whole, without codes of the house', () => {
    for (const line of lines) {
      const { step, rule, code } = line
      const asked = Object.fromEntries(
        [...rawText(locale, line).matchAll(/\{(\w+)/g)].map(([, name = '']) => [name, '1']),
      )
      const said = gateSentence(words, step, { rule, code, params: { ...asked, ...FIGURES } })
      expect(said).not.toMatch(/[{}!！]|undefined|[A-Z]{4,}/)
    }
    expect(broken).toEqual([])
  })

  test('keep no sentence that no rule can answer', () => {
    const known = new Set(lines.map(({ step, rule, code }) => `gates/${step}.${rule}.${code}`))
    const kept = Object.entries(messagesOf(locale))
      .filter(([namespace]) => namespace.startsWith('gates/') && namespace !== 'gates/words')
      .flatMap(([namespace, rules]) =>
        Object.entries(rules).flatMap(([rule, codes]) =>
          Object.keys(codes).map((code) => `${namespace}.${rule}.${code}`),
        ),
      )
    expect(kept.filter((key) => !known.has(key))).toEqual([])
  })

  test('name every act that clears a rule', () => {
    const acts = sources.flatMap((text) =>
      [...text.matchAll(/\bact: '([\w.]+)'/g)].map(([, act = '']) => act),
    )
    expect(acts.length).toBeGreaterThan(30)
    expect(acts.filter((act) => !words.has(`gates/words.act.${act}`))).toEqual([])
  })
})

test('every gate of every room is known, with its sentences', () => {
  const steps = sources.flatMap((text) => [...text.matchAll(/\bstep: '(\w+)'/g)].map(([, step = '']) => step))
  const distinct = (names: readonly string[]): string[] => [...new Set(names)].toSorted()
  expect(distinct(GATES.map(({ step }) => step))).toEqual(distinct(steps))
})

describe('a line of a checklist', () => {
  const { words } = wordsOf('zh-CN')

  test('names who can clear it, by which act, and nobody where none is named', () => {
    expect(gateRemedy(words, { remedy: { role: 'DRIVER' } })).toBe('驾驶员可处理')
    expect(gateRemedy(words, { remedy: { role: 'DRIVER', act: 'note.deliver' } })).toBe('驾驶员可记录送达')
    expect(gateRemedy(words, { remedy: { act: 'note.sign' } })).toBe('可签字')
    expect(gateRemedy(words, { remedy: {} })).toBeNull()
    expect(gateRemedy(words, { remedy: { role: 'nobody' } })).toBeNull()
  })

  test('leaves figures as they are, thousands and all', () => {
    const params = { balance: '12,400.00', ceiling: '2,400' }
    const said = gateSentence(words, 'dispatch', { rule: 'R117', code: 'overCeiling', params })
    expect(said).toBe('客户欠款 ￥12,400.00，已超过滚单上限 ￥2,400：先收款再出库')
  })

  test('says lists of the house in words and leaves what people wrote as it is', () => {
    const said = (slot: string) =>
      gateSentence(words, 'post', { rule: 'R8', code: 'signatureMissing', params: { slot } })
    expect(said('PREPARER,KEEPER')).toBe('制单人、仓管还没有签字')
    expect(said('Li, Wang')).toBe('Li, Wang还没有签字')
  })

  test('still says which code it is when nobody wrote a sentence for it', () => {
    expect(gateSentence(words, 'post', { rule: 'R64', code: 'newCode', params: {} })).toContain('newCode')
  })

  test('finds its words in the namespaces of its step alone', () => {
    const sent = pickNamespaces(messagesOf('zh-CN'), gateNamespaces('issue'))
    expect(Object.keys(sent)).toEqual(['gates/words', 'gates/issue'])
    expect(JSON.stringify(sent).length).toBeLessThan(6000)
  })
})

function rawText(locale: Locale, { step, rule, code }: Line): string {
  const [text] = [`gates/${step}`, rule, code].reduce<unknown[]>(
    ([found], name) => [new Map(Object.entries(found ?? {})).get(name)],
    [messagesOf(locale)],
  )
  return String(text)
}
