import { describe, expect, it } from 'vitest'
import { checkKey } from '#components/verify/check-key.ts'
import { hashGroups } from '#components/verify/hash-groups.ts'
import { readSteps } from '#components/verify/read-steps.ts'
import { CHECK_NAMES, printedHead } from '#lib/domain/audit-trail/queries.ts'
import { locales } from '#lib/i18n/locales.ts'
import { messagesOf } from '#lib/i18n/messages.ts'

function messageAt(messages: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (level, name) =>
        typeof level === 'object' && level !== null
          ? Object.entries(level).find(([key]) => key === name)?.[1]
          : null,
      messages,
    )
}

describe('the page that verifies', () => {
  it.each(locales)('%s has a name for every check and every table', (locale) => {
    const messages = messagesOf(locale)['verify']
    const keys = CHECK_NAMES.map(checkKey).flatMap(({ key, table }) =>
      table === null ? [key] : [key, `table.${table}`],
    )
    expect(keys.filter((key) => typeof messageAt(messages, key) !== 'string')).toEqual([])
    expect(CHECK_NAMES.length).toBeGreaterThan(30)
  })

  it('reads the lines of a verification however they are cut', async () => {
    const steps = ['一', '二'].map((check) => ({ check, outcome: 'DONE', milliseconds: 3, found: [] }))
    const bytes = new TextEncoder().encode(steps.map((step) => `${JSON.stringify(step)}\n`).join(''))
    const body = new ReadableStream<Uint8Array>({
      start: (told) => {
        for (let at = 0; at < bytes.length; at += 7) told.enqueue(bytes.slice(at, at + 7))
        told.close()
      },
    })
    const read = []
    for await (const step of readSteps(body)) read.push(step.check)
    expect(read).toEqual(['一', '二'])
  })

  it('F21 takes a head as it is printed, in groups of four, whole or its beginning', () => {
    const hash = 'ab12'.repeat(16)
    const asked = { set: '1', sequence: '7', hash: ` ${hashGroups(hash).toUpperCase()} ` }
    expect(printedHead(asked)).toEqual({ accountSetId: 1, sequence: 7, hash })
    expect(printedHead({ ...asked, hash: hash.slice(0, 16) })).toMatchObject({ hash: hash.slice(0, 16) })
    expect(printedHead({})).toBeNull()
  })

  it.each([
    ['a short hash', { hash: 'ab12' }],
    ['a hash that is none', { hash: 'z'.repeat(20) }],
    ['two hashes', { hash: ['a', 'b'] }],
    ['no number', { sequence: '1; DROP' }],
    ['seal nought', { sequence: '0' }],
    ['no account set', { set: '-1' }],
  ])('F21 A10 refuses %s', (_name, change) => {
    expect(printedHead({ set: '1', sequence: '1', hash: 'a'.repeat(64), ...change })).toBe('WRONG')
  })
})
