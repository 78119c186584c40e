import type { AbstractIntlMessages } from 'next-intl'
import type { Locale } from './locales.ts'

type Namespaces = Record<string, AbstractIntlMessages>

// The bundler expands these at build time, so a room's messages are found by standing in the folder. A namespace is
// the file's path in it: `orders`, `gates/issue`.
const chinese = import.meta.glob<AbstractIntlMessages>('./messages/zh-CN/**/*.json', {
  eager: true,
  import: 'default',
})
const english = import.meta.glob<AbstractIntlMessages>('./messages/en/**/*.json', {
  eager: true,
  import: 'default',
})

function byNamespace(files: Record<string, AbstractIntlMessages>): Namespaces {
  return Object.fromEntries(
    Object.entries(files).map(([path, messages]) => [
      path.replace(/^\.\/messages\/[^/]+\//, '').replace(/\.json$/, ''),
      messages,
    ]),
  )
}

const catalogue: Record<Locale, Namespaces> = {
  'zh-CN': byNamespace(chinese),
  en: byNamespace(english),
}

/** All messages of one language, keyed by namespace. For the server only: pages pick what they send on. */
export function messagesOf(locale: Locale): Namespaces {
  return catalogue[locale]
}

/** The named namespaces of a catalogue. A namespace that does not exist throws, because the page would be mute. */
export function pickNamespaces(messages: AbstractIntlMessages, namespaces: readonly string[]): Namespaces {
  return Object.fromEntries(
    namespaces.map((namespace) => {
      const picked = messages[namespace]
      if (picked === undefined || typeof picked === 'string') {
        throw new Error(`No messages for namespace ${namespace}`)
      }
      return [namespace, picked]
    }),
  )
}
