import {
  isArgumentElement,
  isDateElement,
  isNumberElement,
  isPluralElement,
  isSelectElement,
  isTagElement,
  isTimeElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser'
import { readdirSync } from 'node:fs'
import { createTranslator } from 'next-intl'
import { describe, expect, test } from 'vitest'
import { locales, type Locale } from '#lib/i18n/locales.ts'
import { messagesOf, pickNamespaces } from '#lib/i18n/messages.ts'

type Leaf = { key: string; text: string }

function leavesOf(messages: unknown, path: readonly string[] = []): Leaf[] {
  if (typeof messages === 'string') return [{ key: path.join('.'), text: messages }]
  if (typeof messages !== 'object' || messages === null) throw new Error(`no message at ${path.join('.')}`)
  return Object.entries(messages).flatMap(([name, inner]) => leavesOf(inner, [...path, name]))
}

function namespacesOnDisk(locale: Locale): string[] {
  const folder = new URL(`../../../lib/i18n/messages/${locale}/`, import.meta.url)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()
}

/** The names a message asks for: `{count}` and `{count, plural, ...}`, not the words of its branches. */
function namesIn(text: string): string[] {
  const names = new Set<string>()
  const collect = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (
        isArgumentElement(element) ||
        isNumberElement(element) ||
        isDateElement(element) ||
        isTimeElement(element)
      )
        names.add(element.value)
      if (isTagElement(element)) collect(element.children)
      if (isPluralElement(element) || isSelectElement(element)) {
        names.add(element.value)
        for (const branch of Object.values(element.options)) collect(branch.value)
      }
    }
  }
  collect(parse(text))
  return [...names].sort()
}

describe('the messages of the desk', () => {
  test.each(locales)('%s loads every namespace that stands in its folder', (locale) => {
    const onDisk = namespacesOnDisk(locale)
    expect(onDisk.length).toBeGreaterThan(3)
    expect(Object.keys(messagesOf(locale)).sort()).toEqual(onDisk)
  })

  test('both languages have the same keys in every namespace', () => {
    const keysOf = (locale: Locale) =>
      leavesOf(messagesOf(locale))
        .map(({ key }) => key)
        .sort()
    expect(keysOf('en')).toEqual(keysOf('zh-CN'))
  })

  test('both languages ask for the same figures in every sentence', () => {
    const english = new Map(leavesOf(messagesOf('en')).map(({ key, text }) => [key, text]))
    const unlike = leavesOf(messagesOf('zh-CN')).filter(
      ({ key, text }) => namesIn(text).join() !== namesIn(english.get(key) ?? '').join(),
    )
    expect(unlike.map(({ key }) => key)).toEqual([])
  })

  test.each(locales)('every message of %s parses and none is empty', (locale) => {
    const broken: string[] = []
    const leaves = leavesOf(messagesOf(locale))
    const messages: Record<string, string> = Object.fromEntries(
      leaves.map(({ key, text }) => [key.replaceAll('.', '/'), text]),
    )
    const t = createTranslator({
      locale,
      messages,
      onError: (error) => broken.push(error.message),
    })
    for (const { key, text } of leaves) {
      if (text.trim() === '') broken.push(`${key} is empty`)
      void t.rich(key.replaceAll('.', '/'), {
        ...Object.fromEntries(namesIn(text).map((name) => [name, 1])),
        ...Object.fromEntries(
          [...text.matchAll(/<(\w+)>/g)].map(([, tag = '']) => [tag, (inner: unknown) => String(inner)]),
        ),
      })
    }
    expect(broken).toEqual([])
  })

  test('a page that asks for a namespace that does not exist is told so', () => {
    expect(() => pickNamespaces(messagesOf('en'), ['no-such-room'])).toThrow('no-such-room')
  })
})
