import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import chinese from '#lib/i18n/messages/zh-CN/gates.json' with { type: 'json' }
import english from '#lib/i18n/messages/en/gates.json' with { type: 'json' }

const ROOMS = join(import.meta.dirname, '../../../lib/domain')

type Named = { file: string; rule: string; code: string; act: string | undefined }

/** Every code that a rule answers with, read from the rules themselves. */
function codesInRules(): Named[] {
  const files = readdirSync(ROOMS, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(^|[/-])rules\.ts$/.test(name),
  )
  return files.flatMap((file) => {
    const text = readFileSync(join(ROOMS, file), 'utf8')
    if (!text.includes('lib/kernel/gate.ts')) return []
    return text
      .split(/(?=\bid: 'R\d+')/)
      .slice(1)
      .flatMap((part) => {
        const rule = /^id: '(R\d+)'/.exec(part)?.[1] ?? ''
        const codes = [...part.matchAll(/\b(?:unmet|warn)\(([^,]+?),/g)].flatMap(([, first = '']) =>
          [...first.matchAll(/'(\w+)'/g)].map(([, code = '']) => ({ file, rule, code, act: undefined })),
        )
        return [{ file, rule, code: 'met', act: undefined }, ...codes]
      })
  })
}

function actsInRules(): string[] {
  const files = readdirSync(ROOMS, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(^|[/-])rules\.ts$/.test(name),
  )
  return files.flatMap((file) =>
    [...readFileSync(join(ROOMS, file), 'utf8').matchAll(/\bact: '([\w.]+)'/g)].map(([, act = '']) => act),
  )
}

function at(messages: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((found, name) => {
    if (typeof found !== 'object' || found === null) return undefined
    return new Map(Object.entries(found)).get(name)
  }, messages)
}

describe('the sentences of the gates', () => {
  const named = codesInRules()

  it('are looked for in every rule that stands in a gate', () => {
    expect(new Set(named.map(({ rule }) => rule)).size).toBeGreaterThan(30)
    expect(named.length).toBeGreaterThan(90)
  })

  it.each([
    ['zh-CN', chinese],
    ['en', english],
  ])('exist in %s for every code that a rule can answer', (_language, messages) => {
    const missing = named
      .filter(({ rule, code }) => typeof at(messages, `${rule}.${code}`) !== 'string')
      .map(({ file, rule, code }) => `${rule}.${code} (${file})`)
    expect(missing).toEqual([])
  })

  it.each([
    ['zh-CN', chinese],
    ['en', english],
  ])('name in %s every act that clears a rule', (_language, messages) => {
    const missing = [...new Set(actsInRules())].filter(
      (act) => typeof at(messages, `act.${act}`) !== 'string',
    )
    expect(missing).toEqual([])
  })
})
