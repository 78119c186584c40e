import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { POST_GATE } from '#lib/domain/delivery-notes/post-rules.ts'
import { gateRemedy, gateSentence } from '#lib/i18n/gate-sentence.ts'
import { locales } from '#lib/i18n/locales.ts'
import { wordsOf } from '#tests/support/words.ts'

const source = readFileSync(
  join(import.meta.dirname, '../../../lib/domain/delivery-notes/post-rules.ts'),
  'utf8',
)

/** Every rule with every code it can answer, read from the rules themselves. */
function answers(): { rule: (typeof POST_GATE.rules)[number]['id']; code: string }[] {
  const parts = source.split(/id: '(?=R\d+')/).slice(1)
  return parts.flatMap((part) => {
    const rule = POST_GATE.rules.find(({ id }) => part.startsWith(`${id}'`))?.id
    const codes = [...part.matchAll(/(?:unmet|warn)\(\s*'(\w+)'/g)].map(([, code = '']) => code)
    return rule === undefined ? [] : ['met', ...codes].map((code) => ({ rule, code }))
  })
}

describe('what the post gate says', () => {
  it.each(locales)('%s has a sentence for every answer of every rule', (locale) => {
    const { words, broken } = wordsOf(locale)
    expect(answers().length).toBeGreaterThan(15)
    for (const { rule, code } of answers()) {
      const params = { status: 'DISPATCHED', place: 'DRIVER', slot: 'KEEPER', date: '2026-11-23' }
      const sentence = gateSentence(words, 'post', { rule, code, params })
      expect([rule, code, sentence]).not.toContain(
        code === 'met' ? '' : words('errors.refused.other', { code }),
      )
      expect(sentence).not.toMatch(/[{}!！]|undefined/)
    }
    expect(broken).toEqual([])
  })

  it('names who can clear a line, and nobody where none is named', () => {
    const { words } = wordsOf('zh-CN')
    expect(gateRemedy(words, { remedy: { role: 'DRIVER' } })).toBe('驾驶员')
    expect(gateRemedy(words, { remedy: {} })).toBeNull()
    expect(gateRemedy(words, { remedy: { role: 'nobody' } })).toBeNull()
  })

  it('still says which code it is when nobody wrote a sentence for it', () => {
    const { words } = wordsOf('zh-CN')
    expect(gateSentence(words, 'post', { rule: 'R64', code: 'newCode', params: {} })).toContain('newCode')
  })
})
