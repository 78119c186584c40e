import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isPermission } from '#lib/auth/permissions.ts'
import type { GateStep } from '#lib/regulation/rule.ts'
import { chapters, isRuleId, ruleOf, rules } from '#lib/regulation/rules.ts'

const schemaFolder = join(import.meta.dirname, '../../../prisma/schema')

/** The gate table of the regulation, for the steps at which it refuses. */
const gateTable: Record<Exclude<GateStep, 'recordPurchase'>, string> = {
  issue: 'R1 R4 R43 R44 R48 R49 R53 R54 R55 R56 R61 R86 R97 R98 R110 R111 R116 R117 R130 R133 R137',
  prepare: 'R3 R112 R115',
  dispatch: 'R6 R7 R8 R9 R10 R124',
  deliver: 'R45 R52 R114',
  reconcile: 'R51 R57 R58 R59',
  handToAccounting: 'R46 R60 R65',
  post: 'R64 R119',
  void: 'R12 R13 R14',
  countGoods: 'R16 R19 R25',
  verifyGoods: 'R21 R26',
  postGoods: 'R17 R18 R24',
  requestInvoice: 'R99',
  closeNote: 'R135',
}

describe('the regulation', () => {
  it('R31 holds R1 to R143, each once and in order', () => {
    const expected = Array.from({ length: 143 }, (_, index) => `R${index + 1}`)
    expect(rules.map((rule) => rule.id)).toEqual(expected)
    expect(chapters.flatMap((chapter) => chapter.rules)).toEqual(rules)
  })

  it('R31 finds a rule by its number and knows what is none', () => {
    expect(ruleOf('R48').quote).toBe('开单时应确保该单款已到')
    expect(['R1', 'R143'].map(isRuleId)).toEqual([true, true])
    expect(['R0', 'R144', 'R01', 'r1', 'constructor', ''].map(isRuleId)).not.toContain(true)
  })

  it('R31 says of every rule its words, and what the desk does in both languages', () => {
    for (const rule of rules) {
      const reason = rule.kept.by === 'other-work' ? rule.kept.reason : rule
      expect([rule.id, rule.quote.trim().length > 1]).toEqual([rule.id, true])
      for (const { zh, en } of [rule, reason]) {
        expect(zh).toMatch(/^\S.*\p{Script=Han}.*。$/u)
        expect(en).toMatch(/^[A-Z][^\p{Script=Han}]*[^\s.]\.$/u)
        expect(`${zh}${en}`).not.toMatch(/[!！]|sorry|抱歉/)
      }
    }
    for (const { zh, en } of chapters) expect(zh.length * en.length).toBeGreaterThan(0)
  })

  it('R31 says the same sentence of no two rules', () => {
    expect(new Set(rules.map((rule) => rule.zh)).size).toBe(rules.length)
    expect(new Set(rules.map((rule) => rule.en)).size).toBe(rules.length)
  })

  it('R31 stands in the gates as the gate table has it', () => {
    for (const [step, ids] of Object.entries(gateTable)) {
      const kept = rules.filter((rule) => rule.kept.by === 'gate' && rule.kept.where === step)
      expect(kept.map((rule) => rule.id)).toEqual(ids.split(' '))
    }
  })

  it('R31 names only permissions and tables that exist', () => {
    const schema = readdirSync(schemaFolder)
      .map((file) => readFileSync(join(schemaFolder, file), 'utf8'))
      .join('\n')
    for (const { id, kept } of rules) {
      if (kept.by === 'permission') expect([id, isPermission(kept.where)]).toEqual([id, true])
      if (kept.by === 'database') expect([id, schema.includes(`model ${kept.where} {`)]).toEqual([id, true])
      if (kept.by === 'evidence' && /^[A-Z]/.test(kept.where)) {
        expect([id, schema.includes(`model ${kept.where} {`)]).toEqual([id, true])
      }
    }
  })
})
